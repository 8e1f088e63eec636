import { scopes as allScopes } from '../access/viewer.ts';
import type { Command } from '../command.ts';
import { Failure } from '../failure.ts';
import { parseScopes } from './rules.ts';
import { createKey, listKeys, revokeKey } from './store.ts';

export const createKeyCommand: Command = {
  usage: '--name NAME --scopes SCOPE,SCOPE [--member ID]',
  summary: 'Makes an API key and prints it, once.',
  help: [
    '--name NAME      what to recognise it by: the partner and the purpose',
    `--scopes S,S     what it may do: ${allScopes.join(', ')}`,
    '--member ID      the member (its id in members.csv) that it belongs to',
  ],
  options: { name: { type: 'string' }, scopes: { type: 'string' }, member: { type: 'string' } },
  takes: [0, 0],
  async run({ values, database, print }) {
    const name = String(values.name ?? '').trim();
    if (!name) throw new Failure(2, '--name: nothing was found, a name is needed.');
    const parsed = parseScopes(String(values.scopes ?? ''));
    if ('unknown' in parsed)
      throw new Failure(
        2,
        `--scopes: found "${parsed.unknown}", allowed are ${allScopes.join(', ')}.`,
      );
    if (parsed.scopes.length === 0)
      throw new Failure(2, `--scopes: nothing was found, allowed are ${allScopes.join(', ')}.`);

    const { prisma } = await database();
    let memberId: string | null = null;
    if (values.member !== undefined) {
      const reference = String(values.member);
      memberId =
        (await prisma.member.findUnique({ where: { reference }, select: { id: true } }))?.id ??
        null;
      if (memberId === null)
        throw new Failure(1, `--member: there is no member with the id "${reference}".`);
    }
    const { key } = await createKey(prisma, 'command', { name, scopes: parsed.scopes, memberId });
    print(`${key}\n`);
  },
};

export const listKeysCommand: Command = {
  usage: '[--json]',
  summary: 'Lists the API keys; the keys themselves are not kept.',
  help: [],
  options: { json: { type: 'boolean' } },
  takes: [0, 0],
  async run({ values, database, print, now }) {
    const { prisma } = await database();
    const keys = (await listKeys(prisma)).map(
      ({ id, name, prefix, scopes, createdAt, expiresAt, lastUsedAt, revokedAt }) => ({
        id,
        name,
        prefix,
        scopes,
        state: revokedAt ? 'revoked' : expiresAt && expiresAt <= now ? 'expired' : 'valid',
        createdAt,
        lastUsedAt,
      }),
    );
    if (values.json) return print(`${JSON.stringify(keys, null, 2)}\n`);
    const day = (date: Date | null) => date?.toISOString().slice(0, 10) ?? 'never';
    for (const key of keys) {
      print(
        `${key.id}  ${key.prefix}…  ${key.state}  ${key.scopes.join(',')}  made ${day(key.createdAt)}, last used ${day(key.lastUsedAt)}  ${key.name}\n`,
      );
    }
  },
};

export const revokeKeyCommand: Command = {
  usage: 'ID',
  summary: 'Ends an API key at once.',
  help: ['ID  as `api-key list` shows it'],
  options: {},
  takes: [1, 1],
  async run({ positionals, database, now }) {
    const [id = ''] = positionals;
    const { prisma } = await database();
    const isId = /^[0-9a-f-]{36}$/i.test(id);
    if (!isId || !(await revokeKey(prisma, 'command', id, now))) {
      throw new Failure(1, `There is no valid key with the id "${id}". See api-key list.`);
    }
  },
};

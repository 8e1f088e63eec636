import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { type Api, openApi } from '../api.ts';
import { openTestDatabase } from '../database.ts';
import { globalId, loadSmallNetwork } from '../small-network.ts';

const hour = 3_600_000;

describe('API keys, by the API', () => {
  let database: Database;
  let api: Api;
  let now = new Date('2026-03-02T12:00:00Z');
  let secretariat: Readonly<Record<string, string>>;
  beforeAll(async () => {
    database = await openTestDatabase('embedded');
    await loadSmallNetwork(database);
    api = await openApi(database, { now: () => now });
    secretariat = await api.asSecretariat();
  });
  afterAll(async () => {
    await api.app.close();
    await database.close();
  });

  async function act(mutation: string, input: object, who = secretariat, fields = '') {
    const name = mutation[0]!.toUpperCase() + mutation.slice(1);
    const { data } = await api.ask(
      `mutation($input: ${name}Input!) { result: ${mutation}(input: $input) {
        __typename ... on Error { code } ... on InvalidInputError { issues { path } }
        ... on ${name}Success { apiKey { id name scopes prefix member { reference } expiresAt revokedAt } ${fields} } } }`,
      who,
      { input },
    );
    return data.result;
  }
  const make = (more: object = {}) =>
    act(
      'createApiKey',
      { name: 'A partner', scopes: ['read:directory'], ...more },
      secretariat,
      'key',
    );
  const works = async (key: string) =>
    (await api.ask('{ viewer { scopes } }', { authorization: `Bearer ${key}` })).status === 200;

  it('are made by the secretariat, told once, and listed without themselves', async () => {
    const { id } = await database.prisma.member.findFirstOrThrow({ orderBy: { id: 'asc' } });
    const made = await make({ member: globalId('Member', id), expiresAt: '2027-01-01T00:00:00Z' });
    expect(made.apiKey).toMatchObject({ name: 'A partner', scopes: ['read:directory'] });
    expect(made.apiKey.member).not.toBeNull();
    expect(await works(made.key)).toBe(true);
    const { data } = await api.ask('{ apiKeys { id prefix lastUsedAt } }', secretariat);
    expect(data.apiKeys.at(-1)).toMatchObject({ id: made.apiKey.id, prefix: made.key.slice(0, 9) });
    expect(JSON.stringify(data)).not.toContain(made.key.slice(9));
  });

  it('are nobody else’s to make, see or end', async () => {
    const { apiKey, key } = await make({ scopes: ['write:members', 'read:audit'] });
    const others = [await api.as('haki@example.org'), { authorization: `Bearer ${key}` }];
    for (const who of others) {
      const input = { name: 'x', scopes: ['read:audit'] };
      expect(await act('createApiKey', input, who)).toMatchObject({ code: 'FORBIDDEN' });
      for (const mutation of ['rotateApiKey', 'revokeApiKey'])
        expect(await act(mutation, { apiKey: apiKey.id }, who)).toMatchObject({
          code: 'FORBIDDEN',
        });
      const { data, errors } = await api.ask('{ apiKeys { id } }', who);
      expect(data?.apiKeys ?? null).toBeNull();
      expect(errors[0]?.extensions?.code).toBe('FORBIDDEN');
    }
    expect(await works(key)).toBe(true);
  });

  it('say what is wrong with one that is asked for', async () => {
    const wrong = await make({ name: ' ', scopes: [], expiresAt: '2026-03-02T12:00:00Z' });
    expect(wrong.issues.map(({ path }: { path: string[] }) => path[0])).toEqual([
      'name',
      'scopes',
      'expiresAt',
    ]);
    expect(await make({ member: globalId('Topic', 'x') })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are replaced at once, or after some hours', async () => {
    const first = await make();
    const second = await act('rotateApiKey', { apiKey: first.apiKey.id }, secretariat, 'key');
    expect([await works(first.key), await works(second.key)]).toEqual([false, true]);
    expect(second.apiKey).toMatchObject({ name: 'A partner', scopes: ['read:directory'] });
    expect(await act('rotateApiKey', { apiKey: first.apiKey.id })).toMatchObject({
      code: 'NOT_FOUND',
    });

    const rotation = { apiKey: second.apiKey.id, graceHours: 2 };
    const third = await act('rotateApiKey', rotation, secretariat, 'key');
    expect([await works(second.key), await works(third.key)]).toEqual([true, true]);
    now = new Date(now.getTime() + 2 * hour);
    expect([await works(second.key), await works(third.key)]).toEqual([false, true]);
    expect(await act('rotateApiKey', { ...rotation, graceHours: 169 })).toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('never live longer for being replaced', async () => {
    const end = new Date(now.getTime() + hour);
    const short = await make({ expiresAt: end.toISOString() });
    const rotation = { apiKey: short.apiKey.id, graceHours: 168 };
    const next = await act('rotateApiKey', rotation, secretariat, 'key');
    now = end;
    expect([await works(short.key), await works(next.key)]).toEqual([false, false]);
  });

  it('end once', async () => {
    const { apiKey, key } = await make();
    expect((await act('revokeApiKey', { apiKey: apiKey.id })).apiKey.revokedAt).not.toBeNull();
    expect(await works(key)).toBe(false);
    expect(await act('revokeApiKey', { apiKey: apiKey.id })).toMatchObject({ code: 'NOT_FOUND' });
  });
});

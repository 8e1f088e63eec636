import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopes } from '../../../server/access/viewer.ts';
import type { Database } from '../../../server/database/database.ts';
import { hashOfKey, newKey, parseScopes } from '../../../server/partners/rules.ts';
import { createKey, listKeys, revokeKey, viewerOfKey } from '../../../server/partners/store.ts';
import { type Api, openApi } from '../api.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';
import { loadSmallNetwork } from '../small-network.ts';

const minute = 60_000;
const partner = { name: 'A partner', scopes: ['read:directory'], memberId: null } as const;

describe.each(databaseKinds)('API keys, on %s', (kind) => {
  let database: Database;
  let now = new Date('2026-03-02T12:00:00Z');
  beforeAll(async () => {
    database = await openTestDatabase(kind);
    await loadSmallNetwork(database);
  });
  afterAll(() => database.close());

  const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);
  const make = (more: object = {}) =>
    createKey(database.prisma, 'command', { ...partner, ...more });

  it('say who asks and what for, and are known by nothing but themselves', async () => {
    const { id, key } = await make({ scopes: ['read:library', 'read:audit'] });
    expect(await viewerOfKey(database.prisma, key, now)).toEqual({
      kind: 'key',
      keyId: id,
      scopes: ['read:library', 'read:audit'],
      memberId: null,
    });
    for (const wrong of [newKey(), key.slice(0, -1), `${key}A`, key.toLowerCase(), hashOfKey(key)])
      expect(await viewerOfKey(database.prisma, wrong, now)).toBeNull();
  });

  it('are stored as a hash only, whichever row is looked at', async () => {
    const { id, key } = await make();
    const rows = await database.prisma.$queryRaw`
      SELECT to_jsonb(k) FROM "ApiKey" k UNION ALL SELECT to_jsonb(a) FROM "AuditEvent" a`;
    const stored = JSON.stringify(rows);
    expect(stored).toContain(hashOfKey(key));
    // What is left after the prefix, by which a key is recognised in a list, cannot be guessed.
    expect(stored).not.toContain(key.slice(9));
    expect(JSON.stringify(await listKeys(database.prisma))).not.toMatch(
      new RegExp(`${hashOfKey(key)}|${key.slice(9)}`),
    );
    expect(await database.prisma.auditEvent.count({ where: { subject: id } })).toBe(1);
  });

  it('end at the moment they expire', async () => {
    const { key } = await make({ expiresAt: later(minute) });
    expect(await viewerOfKey(database.prisma, key, later(minute - 1))).not.toBeNull();
    expect(await viewerOfKey(database.prisma, key, later(minute))).toBeNull();
  });

  it('end when they are revoked, once', async () => {
    const { id, key } = await make();
    expect(await revokeKey(database.prisma, 'command', id, now)).toBe(true);
    expect(await viewerOfKey(database.prisma, key, now)).toBeNull();
    expect(await revokeKey(database.prisma, 'command', id, later(minute))).toBe(false);
    const actions = await database.prisma.auditEvent.findMany({
      where: { subject: id },
      orderBy: { id: 'asc' },
    });
    expect(actions.map(({ action }) => action)).toEqual(['createApiKey', 'revokeApiKey']);
  });

  it('remember when they were last used, to the minute', async () => {
    const { id, key } = await make();
    const lastUsed = async (at: Date) => {
      await viewerOfKey(database.prisma, key, at);
      return (await database.prisma.apiKey.findUniqueOrThrow({ where: { id } })).lastUsedAt;
    };
    expect(await lastUsed(now)).toEqual(now);
    expect(await lastUsed(later(minute))).toEqual(now);
    expect(await lastUsed(later(minute + 1))).toEqual(later(minute + 1));
    await revokeKey(database.prisma, 'command', id, now);
    expect(await lastUsed(later(10 * minute))).toEqual(later(minute + 1));
  });

  describe('in requests', () => {
    let api: Api;
    beforeAll(async () => void (api = await openApi(database, { now: () => now })));
    const ask = (key: string) =>
      api.ask('{ members { nodes { reference } } }', { authorization: `Bearer ${key}` });

    it('read what partners may read', async () => {
      const { key } = await make();
      expect((await ask(key)).data.members.nodes).toContainEqual({ reference: 'presupuesto' });
    });

    it('get 401 when they are wrong, have expired or were revoked, all alike', async () => {
      const expired = await make({ expiresAt: later(-1) });
      const revoked = await make();
      await revokeKey(database.prisma, 'command', revoked.id, now);
      const answers = await Promise.all([newKey(), expired.key, revoked.key].map(ask));
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
      expect(new Set(answers.map(({ errors }) => JSON.stringify(errors))).size).toBe(1);
      expect(answers[0]?.headers.get('www-authenticate')).toMatch(/^Bearer .*invalid_token/);
    });

    it('get a typed error when they lack the scope, whatever other they have', async () => {
      const { key } = await make({ scopes: scopes.filter((scope) => scope !== 'read:directory') });
      const { status, data, errors } = await ask(key);
      expect({ status, data, code: errors[0]?.extensions?.code }).toEqual({
        status: 200,
        data: null,
        code: 'FORBIDDEN',
      });
    });

    it('expire while the service runs', async () => {
      const { key } = await make({ expiresAt: later(minute) });
      expect((await ask(key)).status).toBe(200);
      now = later(minute);
      expect((await ask(key)).status).toBe(401);
    });
  });
});

describe('the list of scopes of a key', () => {
  it('takes each of them, in any order, with spaces and repetitions', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...scopes)), (wanted) => {
        expect(parseScopes(wanted.map((scope) => ` ${scope}`).join(' ,'))).toEqual({
          scopes: [...new Set(wanted)],
        });
      }),
    );
  });

  it.each(['read:everything', 'READ:DIRECTORY', 'read:directory read:library', 'constructor'])(
    'names "%s", which is none',
    (wrong) => {
      expect(parseScopes(`read:audit,${wrong}`)).toEqual({ unknown: wrong });
    },
  );
});

it('keys are 32 random bytes', () => {
  const keys = Array.from({ length: 100 }, newKey);
  expect(new Set(keys).size).toBe(100);
  for (const key of keys) expect(Buffer.from(key.slice(3), 'base64url')).toHaveLength(32);
});

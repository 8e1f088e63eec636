import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../server/database/database.ts';
import { readSetting, readSigningSecret } from '../../../server/database/settings.ts';
import { databaseKinds, newTestDatabase, openTestDatabase } from '../database.ts';

describe.each(databaseKinds)('settings, on %s', (kind) => {
  let database: Database;
  beforeAll(async () => void (database = await openTestDatabase(kind)));
  afterAll(() => database.close());

  it('are made when first read, and are the same for everybody who reads at that moment', async () => {
    const secrets = await Promise.all(
      Array.from({ length: 10 }, () => readSigningSecret(database.prisma)),
    );
    expect(new Set(secrets).size).toBe(1);
    expect(Buffer.from(secrets[0] ?? '', 'base64url')).toHaveLength(32);
    expect(await readSigningSecret(database.prisma)).toBe(secrets[0]);
  });

  it('keep their first value', async () => {
    expect(await readSetting(database.prisma, 'colours', () => ['red'])).toEqual(['red']);
    expect(await readSetting(database.prisma, 'colours', () => ['blue'])).toEqual(['red']);
  });
});

it('processes that start at the same moment on one server share one secret', async () => {
  const databaseUrl = await newTestDatabase('server');
  const open = () => openDatabase({ databaseUrl, dataDir: '' });
  const databases = await Promise.all([open(), open(), open()]);
  const secrets = await Promise.all(databases.map(({ prisma }) => readSigningSecret(prisma)));
  expect(new Set(secrets).size).toBe(1);
  await Promise.all(databases.map((database) => database.close()));
});

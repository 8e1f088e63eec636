import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import {
  type Changed,
  changesSince,
  mostListed,
  networkChanged,
  networkVersion,
} from '../../../server/database/network-version.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';

describe.each(databaseKinds)('the journal of changes, on %s', (kind) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
    // Loading the taxonomy was a change.
    await database.prisma.networkChange.deleteMany();
    await database.prisma.setting.delete({ where: { key: 'network-version' } });
  });
  afterAll(() => database.close());

  const change = (changed: Changed) =>
    database.prisma.$transaction((transaction) => networkChanged(transaction, changed));
  const since = (version: number) => changesSince(database.prisma, version);
  const ids = (count: number) => Array.from({ length: count }, () => randomUUIDv7());

  it('begins with nothing', async () => {
    expect(await networkVersion(database.prisma)).toBe(0);
    expect(await since(0)).toEqual({ version: 0, members: [] });
  });

  it('tells who changed since a version, each once', async () => {
    await change('everything');
    const first = await networkVersion(database.prisma);
    const [a, b, c] = ids(3) as [string, string, string];
    await change([a, b, a]);
    await change([b, c]);
    await change([]);
    const all = await since(first);
    expect(all).toMatchObject({ version: first + 3 });
    expect(all === 'everything' ? [] : [...all.members].sort()).toEqual([a, b, c].sort());
    expect(await since(first + 1)).toMatchObject({ members: expect.arrayContaining([b, c]) });
    expect(await since(first + 2)).toEqual({ version: first + 3, members: [] });
    expect(await since(first + 3)).toEqual({ version: first + 3, members: [] });
  });

  it('says everything for what cannot be listed, and for versions that it does not know', async () => {
    const before = await networkVersion(database.prisma);
    await change(ids(1));
    await change('everything');
    await change(ids(1));
    expect(await since(before)).toBe('everything');
    expect(await since(before + 2)).toMatchObject({ version: before + 3 });
    await change(ids(mostListed + 1));
    expect(await since(before + 3)).toBe('everything');
    expect(await since(0)).toBe('everything');
    expect(await since(before + 100)).toBe('everything');
  });

  it('takes back what is rolled back', async () => {
    const before = await networkVersion(database.prisma);
    const failed = database.prisma.$transaction(async (transaction) => {
      await networkChanged(transaction, ids(1));
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await since(before)).toEqual({ version: before, members: [] });
  });

  it('counts transactions that run at once in the order of their commits', async () => {
    const before = await networkVersion(database.prisma);
    const changed = ids(8);
    await Promise.all(changed.map((id) => change([id])));
    const found = await since(before);
    expect(found).toMatchObject({ version: before + 8 });
    expect(found === 'everything' ? [] : [...found.members].sort()).toEqual(changed.sort());
  });

  it('forgets the oldest, and then says everything', async () => {
    const before = await networkVersion(database.prisma);
    for (let n = 0; n < 11; n += 1) await change(ids(mostListed));
    const kept = await database.prisma.networkChange.count();
    expect(kept).toBeGreaterThan(mostListed);
    expect(kept).toBeLessThanOrEqual(10 * mostListed);
    expect(await since(before)).toBe('everything');
    expect(await since(before + 8)).toMatchObject({ version: before + 11 });
  });
});

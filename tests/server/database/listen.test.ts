import { expect, it } from 'vitest';
import { openDatabase } from '../../../server/database/database.ts';
import { databaseKinds, newTestDatabase, openTestDatabase } from '../database.ts';
import { onServer } from './server-database.ts';

it.each(databaseKinds)(
  'on %s, what is said is heard when it is committed, until one stops',
  async (kind) => {
    const database = await openTestDatabase(kind);
    const heard: string[] = [];
    const stop = await database.listen('test_channel', (payload) => void heard.push(payload));
    const say = (text: string) =>
      database.prisma.$executeRaw`SELECT pg_notify('test_channel', ${text})`;
    await database.prisma
      .$transaction(async (transaction) => {
        await transaction.$executeRaw`SELECT pg_notify('test_channel', 'undone')`;
        throw new Error('undone');
      })
      .catch(() => undefined);
    await say('first');
    await expect.poll(() => heard).toEqual(['first']);
    await stop();
    await say('nobody hears this');
    const again = await database.listen('test_channel', (payload) => void heard.push(payload));
    await say('second');
    await expect.poll(() => heard).toEqual(['first', 'second']);
    await again();
    await database.close();
  },
);

it('a connection that is lost is made anew, and that something may have been missed is said', async () => {
  const url = await newTestDatabase('server');
  const database = await openDatabase({ databaseUrl: url, dataDir: '' });
  const heard: string[] = [];
  let missed = 0;
  const stop = await database.listen(
    'lost',
    (payload) => void heard.push(payload),
    () => missed++,
  );
  const end = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`;
  expect(await onServer(url, end)).toHaveLength(1);
  await expect.poll(() => missed, { timeout: 10_000 }).toBe(1);
  await onServer(url, `SELECT pg_notify('lost', 'found')`);
  await expect.poll(() => heard).toEqual(['found']);
  await stop();
  await database.close();
});

import { createServer, type AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../server/database/database.ts';
import { newTestDatabase } from '../database.ts';
import { cli } from '../programs.ts';
import { newServerDatabase, onServer } from './server-database.ts';

/** Accepts whoever comes, and never says a word. */
const silent = createServer(() => undefined);
afterAll(() => void silent.close());

const portOf = async (server: ReturnType<typeof createServer>): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

const changed = (url: string, parts: Partial<URL>): string =>
  Object.assign(new URL(url), parts).href;

describe('a server that cannot be used stops with one line that holds no password:', () => {
  it.each<[string, (url: string) => string | Promise<string>, RegExp]>([
    [
      'nobody listens there',
      async () => {
        const closed = createServer();
        const port = await portOf(closed);
        await new Promise((resolve) => closed.close(resolve));
        return `postgresql://somebody:hunter2@localhost:${port}/name`;
      },
      /cannot be used \(.*ECONNREFUSED.*\)\. Check that it runs/,
    ],
    [
      'there is no such host',
      () => 'postgresql://somebody:hunter2@nowhere.invalid/name',
      /PostgreSQL at nowhere\.invalid cannot be used/,
    ],
    [
      'it never answers',
      async () => `postgresql://somebody:hunter2@127.0.0.1:${await portOf(silent)}/name`,
      /cannot be used \(.*timeout.*\)/,
    ],
    [
      'the password is wrong',
      (url) => changed(url, { password: 'hunter2' }),
      /cannot be used \(password authentication failed for user "postgres"\)\. Check .* password/,
    ],
    [
      'the database is not there',
      (url) => changed(url, { pathname: '/nothing' }),
      /cannot be used \(database "nothing" does not exist\)\. Check .* database name/,
    ],
    [
      'its user may not make tables',
      async (url) => {
        const empty = await newServerDatabase();
        const name = `reader_${new URL(empty).pathname.slice(1)}`;
        await onServer(url, `CREATE ROLE ${name} LOGIN PASSWORD 'hunter2'`);
        return changed(empty, { username: name, password: 'hunter2' });
      },
      /the tables cannot be made or updated \(permission denied for schema public\)\. Check /,
    ],
  ])('%s', async (_why, urlFrom, message) => {
    const DATABASE_URL = await urlFrom(await newTestDatabase('server'));
    const { code, stdout, stderr } = await cli(['migrate'], { DATABASE_URL });
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    const lines = stderr.replace(/^Bringing the database up to date.*\n/gm, '');
    expect(lines).toMatch(/^DATABASE_URL: .*\n$/);
    expect(lines).toMatch(message);
    expect(stderr).not.toContain(new URL(DATABASE_URL).password);
  });
});

it('processes that migrate at the same moment wait for each other', async () => {
  const DATABASE_URL = await newServerDatabase();
  const migrations = Array.from({ length: 3 }, () => cli(['migrate'], { DATABASE_URL }));
  for (const { code, stdout } of await Promise.all(migrations))
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'The database is up to date.\n' });
  const twice = await onServer(
    DATABASE_URL,
    'SELECT migration_name FROM _prisma_migrations GROUP BY 1 HAVING count(*) > 1 OR count(finished_at) = 0',
  );
  expect(twice).toEqual([]);
});

it('a connection that the server ends is replaced by the next', async () => {
  const databaseUrl = await newTestDatabase('server');
  const database = await openDatabase({ databaseUrl, dataDir: '' });
  await database.prisma.member.count();
  await onServer(
    databaseUrl,
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  await expect.poll(() => database.prisma.member.count().catch(() => null)).toBe(0);
  await database.close();
});

import { createServer, type AddressInfo } from 'node:net';
import { Client } from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../server/database/database.ts';
import { readMigrations } from '../../../server/database/migrate.ts';
import { migrationLock } from '../../../server/database/server.ts';
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
    const lines = stderr.replace(/^Updating the tables .*\n/gm, '');
    expect(lines).toMatch(/^DATABASE_URL: .*\n$/);
    expect(lines).toMatch(message);
    expect(stderr).not.toContain(new URL(DATABASE_URL).password);
  });
});

it('processes that migrate at the same moment wait for each other', async () => {
  const DATABASE_URL = await newServerDatabase();
  // Whoever migrates first is played here, until the others stand in line.
  const first = new Client({ connectionString: DATABASE_URL });
  await first.connect();
  await first.query(`SELECT pg_advisory_lock(${migrationLock})`);
  const migrations = [cli(['migrate'], { DATABASE_URL }), cli(['migrate'], { DATABASE_URL })];
  const waiting = `SELECT 1 FROM pg_locks JOIN pg_database d ON d.oid = database
    WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted`;
  const inLine = async () => (await first.query(waiting)).rowCount;
  await expect.poll(inLine, { timeout: 30_000 }).toBe(2);
  await first.end();

  for (const { code, stdout } of await Promise.all(migrations))
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'The database is up to date.\n' });
  const journal = `SELECT count(*)::int AS entries, count(DISTINCT migration_name)::int AS migrations
    FROM _prisma_migrations WHERE finished_at IS NOT NULL`;
  const { length } = await readMigrations();
  expect(await onServer(DATABASE_URL, journal)).toEqual([{ entries: length, migrations: length }]);
});

it('a connection that the server ends is replaced by the next', async () => {
  const databaseUrl = await newTestDatabase('server');
  const database = await openDatabase({ databaseUrl, dataDir: '' });
  await database.prisma.member.count();
  await onServer(
    databaseUrl,
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  const count = () => database.prisma.member.count().catch(() => null);
  await expect.poll(count, { timeout: 30_000 }).toBe(0);
  await database.close();
});

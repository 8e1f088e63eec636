import { PrismaPg } from '@prisma/adapter-pg';
import { Client } from 'pg';
import { Failure, reasonOf } from '../failure.ts';
import type { Progress } from '../progress.ts';
import type { Connection } from './database.ts';
import { migrate } from './migrate.ts';

/** Any number that other programs on the same database are unlikely to lock. */
const migrationLock = 7_233_521;

/**
 * A real PostgreSQL server, 15 or newer, shared by any number of processes.
 *
 * @throws Failure (3) when it cannot be reached or is too old.
 */
export async function openServer(url: string, progress: Progress): Promise<Connection> {
  const adapter = new PrismaPg({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    allowExitOnIdle: true,
  });
  await underMigrationLock(url, async () => {
    await progress('Bringing the database up to date', () => migrate(adapter));
  });

  return {
    kind: 'server',
    adapter,
    announce: () => undefined,
    close: async () => undefined,
  };
}

/** Several processes may start at the same moment; one migrates and the others wait for it. */
async function underMigrationLock(url: string, work: () => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    const { host } = new URL(url);
    throw new Failure(
      3,
      `DATABASE_URL: PostgreSQL at ${host} cannot be used (${reasonOf(error)}). Check that it runs, and the user, password and database name.`,
    );
  }
  try {
    const { rows } = await client.query<{ version: string }>(
      `SELECT current_setting('server_version_num') AS version`,
    );
    if (Number(rows[0]?.version) < 150_000) {
      throw new Failure(
        3,
        `DATABASE_URL: found PostgreSQL ${rows[0]?.version}, 15 or newer is needed.`,
      );
    }
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await work();
  } finally {
    await client.end();
  }
}

import { PrismaPg } from '@prisma/adapter-pg';
import { Client } from 'pg';
import { Failure, reasonOf } from '../failure.ts';
import type { Progress } from '../progress.ts';
import type { Connection } from './connection.ts';
import { listenAt } from './listen.ts';
import { migrate, type RunSql } from './migrate.ts';

/** Any number that other programs on the same database are unlikely to lock. */
export const migrationLock = 7_233_521;

/** How long a server may take to answer, in milliseconds. */
const patience = 10_000;

/**
 * A real PostgreSQL server, 15 or newer, shared by any number of processes.
 *
 * @throws Failure (3) when it cannot be reached, is too old, or its tables cannot be made.
 */
export async function openServer(url: string, progress: Progress): Promise<Connection> {
  await bringUpToDate(url, progress);
  return {
    kind: 'server',
    adapter: new PrismaPg({
      connectionString: url,
      connectionTimeoutMillis: patience,
      allowExitOnIdle: true,
    }),
    underneath: { kind: 'server', url },
    listen: (channel, heard, missed) => listenAt(url, channel, heard, missed),
    announce: () => undefined,
    close: async () => undefined,
  };
}

async function bringUpToDate(url: string, progress: Progress): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: patience });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new Failure(
      3,
      `DATABASE_URL: PostgreSQL at ${new URL(url).host} cannot be used (${reasonOf(error)}). Check that it runs, and the user, password and database name.`,
    );
  }
  try {
    await migrateTogether(client, progress);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(
      3,
      `DATABASE_URL: the tables cannot be made or updated (${reasonOf(error)}). Check that the user may create tables in this database.`,
    );
  } finally {
    await client.end();
  }
}

/** Several processes may start at the same moment; one migrates and the others wait for it. */
async function migrateTogether(client: Client, progress: Progress): Promise<void> {
  const run = sqlOn(client);
  const [server] = await run(
    `SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number`,
  );
  if (Number(server?.number) < 150_000) {
    throw new Failure(
      3,
      `DATABASE_URL: found PostgreSQL ${String(server?.version)}, 15 or newer is needed.`,
    );
  }
  await run(`SELECT pg_advisory_lock(${migrationLock})`);
  await migrate(run, progress);
}

/** Statements that are sent in one message are one transaction, and are answered together. */
export function sqlOn(client: Client): RunSql {
  return async (sql) => [await client.query(sql)].flat().at(-1)?.rows ?? [];
}

import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { PGlite } from '@electric-sql/pglite';
import { PrismaClient } from '../../generated/prisma/client.ts';
import type { Config } from '../config.ts';
import { type Progress, silently } from '../progress.ts';
import { openEmbedded } from './embedded.ts';
import { openServer } from './server.ts';

export type { PrismaClient };
/** What a store function needs: the client, or the transaction that it is part of. */
export type Transaction = Omit<
  PrismaClient,
  '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'
>;

/** Ends what was listened to. */
export type StopListening = () => Promise<void>;

/** What the database is besides tables; the part that Prisma does not know. */
export type Underneath =
  | { readonly kind: 'embedded'; readonly pglite: PGlite }
  | { readonly kind: 'server'; readonly url: string };

export interface Database {
  readonly kind: 'embedded' | 'server';
  readonly prisma: PrismaClient;
  /** For what brings statements of its own, such as the queue of jobs. */
  readonly underneath: Underneath;
  /**
   * Hears what any process says on a channel (NOTIFY), from when the promise resolves. `missed` is called when something may have
   * been missed, as the connection was lost for a while.
   */
  listen(
    channel: string,
    heard: (payload: string) => void,
    missed?: () => void,
  ): Promise<StopListening>;
  /** Tells other processes that want the embedded database where this one can be reached. */
  announce(address: string): void;
  close(): Promise<void>;
}

/** One of the two ways to have a PostgreSQL: the part that differs between them. */
export interface Connection {
  readonly kind: Database['kind'];
  readonly adapter: SqlMigrationAwareDriverAdapterFactory;
  readonly underneath: Underneath;
  readonly listen: Database['listen'];
  announce: Database['announce'];
  close(): Promise<void>;
}

/**
 * Opens the database that the configuration names, migrated to the newest schema.
 *
 * @throws Failure (3) when the data folder is held or cannot be written, or the server cannot be reached.
 */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  progress: Progress = silently,
): Promise<Database> {
  const connection = config.databaseUrl
    ? await openServer(config.databaseUrl, progress)
    : await openEmbedded(config.dataDir, progress);
  const prisma = new PrismaClient({
    adapter: connection.adapter,
    // The long format quotes what was to be written, and with it personal data, into the log.
    errorFormat: 'minimal',
  });
  return {
    kind: connection.kind,
    prisma,
    underneath: connection.underneath,
    listen: connection.listen,
    announce: connection.announce,
    close: async () => {
      await prisma.$disconnect();
      await connection.close();
    },
  };
}

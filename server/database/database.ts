import { PrismaClient } from '../../generated/prisma/client.ts';
import type { Config } from '../config.ts';
import { type Progress, silently } from '../progress.ts';
import type { Connection } from './connection.ts';
import { openEmbedded } from './embedded.ts';
import { openServer } from './server.ts';

export type { PrismaClient };
/** What a store function needs: the client, or the transaction that it is part of. */
export type Transaction = Omit<
  PrismaClient,
  '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'
>;

export interface Database extends Omit<Connection, 'adapter'> {
  readonly prisma: PrismaClient;
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
  const { adapter, close, ...rest } = config.databaseUrl
    ? await openServer(config.databaseUrl, progress)
    : await openEmbedded(config.dataDir, progress);
  const prisma = new PrismaClient({
    adapter,
    // The long format quotes what was to be written, and with it personal data, into the log.
    errorFormat: 'minimal',
  });
  return {
    ...rest,
    prisma,
    close: async () => {
      await prisma.$disconnect();
      await close();
    },
  };
}

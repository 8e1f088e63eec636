import { openAsBlob } from 'node:fs';
import { cp } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { inject } from 'vitest';
import { PrismaClient } from '../../generated/prisma/client.ts';
import { openDatabase, type Database } from '../../server/database/database.ts';
import { listenIn } from '../../server/database/embedded.ts';
import { temporaryFolder } from './programs.ts';

/** What every test of stored things runs on: the embedded database and a real server. */
export const databaseKinds = ['embedded', 'server'] as const satisfies Database['kind'][];

/**
 * A database of the caller's own, within a second: migrated, with the built-in taxonomy and without members. Close it when
 * the tests of a file are done:
 *
 * ```ts
 * describe.each(databaseKinds)('on %s', (kind) => {
 *   let database: Database;
 *   beforeAll(async () => void (database = await openTestDatabase(kind)));
 *   afterAll(() => database.close());
 * ```
 */
export async function openTestDatabase(kind: Database['kind']): Promise<Database> {
  const place = await newTestDatabase(kind);
  if (kind === 'server') return openDatabase({ databaseUrl: place, dataDir: '' });

  const pglite = await PGlite.create({ loadDataDir: await openAsBlob(place) });
  // Its statements can be listened to: prisma.$on('query', …).
  const log = [{ emit: 'event' as const, level: 'query' as const }];
  const prisma: PrismaClient = new PrismaClient({ adapter: new PrismaPGlite(pglite), log });
  return {
    kind,
    prisma,
    underneath: { kind: 'embedded', pglite },
    listen: (channel, heard) => listenIn(pglite, channel, heard),
    announce: () => undefined,
    close: async () => {
      await prisma.$disconnect();
      await pglite.close();
    },
  };
}

/**
 * Where such a database is, for programs that open it themselves: the URL of one on the real server, or a file with the data
 * folder of an embedded one.
 */
export const newTestDatabase = (kind: Database['kind']): Promise<string> => ask(kind);

/** The URL of one on the real server in which the demonstration network is loaded. */
export const newDemonstration = (): Promise<string> => ask('demonstration');

/** A data folder with such an embedded database, for `DATA_DIR`; it is removed when the tests of this file are done. */
export async function newDataFolder(): Promise<string> {
  const folder = temporaryFolder();
  await cp(await ask('folder'), folder, { recursive: true });
  return folder;
}

async function ask(what: string): Promise<string> {
  const address = inject('testDatabases');
  if (!address) {
    throw new Error('vitest.config.ts must name tests/server/test-databases.ts as globalSetup.');
  }
  const response = await fetch(`${address}/${what}`);
  const text = await response.text();
  if (!response.ok) throw new Error(`No database of the kind ${what}: ${text}`);
  return text;
}

import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { Failure, reasonOf } from '../failure.ts';
import type { Progress } from '../progress.ts';
import type { Connection } from './database.ts';
import { lockDataFolder } from './lock.ts';
import { migrate } from './migrate.ts';

/**
 * PostgreSQL compiled to WebAssembly (PGlite), inside this process, kept in `dataDir`.
 *
 * A new database is made beside its final place and moved there when it is whole, so that a process killed
 * while making it leaves nothing that looks like a database.
 *
 * @throws Failure (3) when the folder is held by another process, cannot be written or cannot be opened.
 */
export async function openEmbedded(dataDir: string, progress: Progress): Promise<Connection> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 }).catch((error) => {
    throw new Failure(
      3,
      `DATA_DIR: ${dataDir} cannot be made (${reasonOf(error)}). Choose a folder that this user may write to.`,
    );
  });
  const lock = lockDataFolder(dataDir);
  try {
    const folder = join(dataDir, 'postgres');
    if (!existsSync(folder)) {
      await progress('Making the embedded database', () => make(folder));
    }
    const pglite = await open(folder);
    const adapter = new PrismaPGlite(pglite);
    await migrate(adapter);
    return {
      kind: 'embedded',
      adapter,
      announce: lock.announce,
      close: async () => {
        await pglite.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function make(folder: string): Promise<void> {
  const unfinished = `${folder}.new`;
  await rm(unfinished, { recursive: true, force: true });
  const pglite = await open(unfinished);
  await migrate(new PrismaPGlite(pglite));
  await pglite.close();
  await rename(unfinished, folder);
}

async function open(folder: string): Promise<PGlite> {
  try {
    return await PGlite.create(folder);
  } catch (error) {
    throw new Failure(
      3,
      `The embedded database in ${folder} cannot be opened (${reasonOf(error)}). Restore the folder from a backup, or move it away to start anew.`,
    );
  }
}

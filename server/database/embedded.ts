import { existsSync } from 'node:fs';
import { chmod, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { Failure, reasonOf } from '../failure.ts';
import type { Progress } from '../progress.ts';
import type { Connection, StopListening } from './connection.ts';
import { lockDataFolder } from './lock.ts';
import { migrate, type RunSql } from './migrate.ts';

/** Its 128 MB of buffers would all count as this process's memory; the files that it reads are cached by the system. */
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=32MB'];

// Optimising PostgreSQL's WebAssembly takes V8 500 MB for a moment and 60 MB for good. Without it, long computations in SQL
// take twice as long, and a network small enough for the embedded database has none.
setFlagsFromString('--no-wasm-tier-up');
setFlagsFromString('--no-wasm-dynamic-tiering');

/**
 * PostgreSQL compiled to WebAssembly (PGlite), inside this process, kept in `dataDir`.
 *
 * A new database is made beside its final place and moved there when it is whole, so that a process killed
 * while making it leaves nothing that looks like a database.
 *
 * @throws Failure (3) when the folder is held by another process, cannot be written or cannot be opened.
 */
export async function openEmbedded(dataDir: string, progress: Progress): Promise<Connection> {
  await makeFolder(dataDir).catch((error: unknown) => {
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
    return {
      kind: 'embedded',
      adapter: new PrismaPGlite(pglite),
      underneath: { kind: 'embedded', pglite },
      listen: (channel, heard) => listenIn(pglite, channel, heard),
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

/** There is no connection that could be lost. */
export async function listenIn(
  pglite: PGlite,
  channel: string,
  heard: (payload: string) => void,
): Promise<StopListening> {
  const stop = await pglite.listen(channel, heard);
  return () => stop();
}

/** With its parents. Node's own `recursive` never ends where a folder is refused with ENOENT, such as in /proc. */
async function makeFolder(path: string): Promise<void> {
  const make = () => mkdir(path, { mode: 0o700 });
  try {
    await make();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await make();
  }
}

async function make(folder: string): Promise<void> {
  const unfinished = `${folder}.new`;
  await rm(unfinished, { recursive: true, force: true });
  const pglite = await open(unfinished);
  await pglite.close();
  // Also where DATA_DIR is a folder that others may look into.
  await chmod(unfinished, 0o700);
  await rename(unfinished, folder);
}

/** PGlite sends a script to its server in one message, which makes it one transaction. */
export function sqlOf(pglite: PGlite): RunSql {
  return async (sql) => (await pglite.exec(sql)).at(-1)?.rows ?? [];
}

async function open(folder: string): Promise<PGlite> {
  try {
    const pglite = await PGlite.create(folder, { startParams });
    await migrate(sqlOf(pglite));
    return pglite;
  } catch (error) {
    throw new Failure(
      3,
      `The embedded database in ${folder} cannot be opened (${reasonOf(error)}). Restore the folder from a backup, or move it away to start anew.`,
    );
  }
}

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Failure, reasonOf } from '../failure.ts';

export interface Holder {
  readonly pid: number;
  /** Where the holder serves the web app; null for a command. */
  readonly address: string | null;
}

export interface Lock {
  /** Tells whoever is refused where the holder can be reached. */
  announce(address: string): void;
  release(): void;
}

/**
 * Holds the data folder for this process alone. PGlite itself lets two processes open one folder and ruin it.
 * The lock is the operating system's, taken through an exclusively locked SQLite file, so `kill -9` frees it;
 * a file with a process id would go stale.
 *
 * @throws Failure (3) naming the holder when another process holds the folder, or when it cannot be written.
 */
export function lockDataFolder(dataDir: string): Lock {
  const holderFile = join(dataDir, 'holder.json');
  let file: DatabaseSync;
  try {
    file = new DatabaseSync(join(dataDir, 'lock.sqlite'));
    file.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
  } catch (error) {
    if (!/locked|busy/i.test(reasonOf(error))) {
      throw new Failure(
        3,
        `DATA_DIR: ${dataDir} cannot be written (${reasonOf(error)}). Choose a folder that this user may write to.`,
      );
    }
    throw new Failure(3, heldMessage(dataDir, readHolder(holderFile)));
  }

  const write = (holder: Holder) => writeFileSync(holderFile, JSON.stringify(holder));
  write({ pid: process.pid, address: null });
  return {
    announce: (address) => write({ pid: process.pid, address }),
    release: () => {
      rmSync(holderFile, { force: true });
      file.close();
    },
  };
}

function heldMessage(dataDir: string, holder: Holder | null): string {
  const who = holder ? `process ${holder.pid}` : 'another process';
  const web = holder?.address
    ? ` It serves Peerbridge at ${holder.address}, where a signed-in person can do the same in the browser.`
    : '';
  return (
    `The embedded database in ${dataDir} is in use by ${who}.${web} ` +
    'Stop that process first, or set DATABASE_URL to a PostgreSQL server, which many processes can share.'
  );
}

function readHolder(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

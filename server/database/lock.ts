import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Failure, reasonOf } from '../failure.ts';

interface Holder {
  readonly pid: number;
  /** Where the holder serves the web app; null for a command. */
  readonly address: string | null;
}

export interface Lock {
  /** Tells whoever is refused where the holder can be reached. */
  announce(address: string): void;
  release(): void;
}

/** Another process holds the data folder. */
export class HeldFailure extends Failure {
  /** Where that process serves the web app. */
  readonly address: string | null;

  constructor(dataDir: string, holder: Holder | null) {
    const serves = holder?.address ? ` It serves Peerbridge at ${holder.address}.` : '';
    super(
      3,
      `The embedded database in ${dataDir} is in use by ${holder ? `process ${holder.pid}` : 'another process'}.${serves} ` +
        'Stop that process first, or set DATABASE_URL to a PostgreSQL server, which many processes can share.',
    );
    this.address = holder?.address ?? null;
  }
}

/**
 * Holds the data folder for this process alone. PGlite itself lets two processes open one folder and ruin it.
 * The lock is the operating system's, taken through an exclusively locked SQLite file, so `kill -9` frees it;
 * a file with a process id would go stale.
 *
 * @throws HeldFailure when another process holds the folder; Failure (3) when it cannot be written.
 */
export function lockDataFolder(dataDir: string): Lock {
  const file = take(dataDir);
  const write = (holder: Holder) => writeFileSync(holderFile(dataDir), JSON.stringify(holder));
  write({ pid: process.pid, address: null });
  return {
    announce: (address) => write({ pid: process.pid, address }),
    release: () => {
      rmSync(holderFile(dataDir), { force: true });
      file.close();
    },
  };
}

/** The failure of whoever would try to hold the folder now; null when it is free or not there. Touches no file. */
export function heldFailure(dataDir: string): HeldFailure | null {
  if (!existsSync(lockFile(dataDir))) return null;
  try {
    take(dataDir).close();
  } catch (error) {
    if (error instanceof HeldFailure) return error;
  }
  return null;
}

/**
 * Milliseconds. Of several that reach for the lock at the same moment each may see another half way there; without
 * a second try all of them would be refused.
 */
const patience = 300;

function take(dataDir: string): DatabaseSync {
  try {
    const file = new DatabaseSync(lockFile(dataDir), { timeout: patience });
    file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
    return file;
  } catch (error) {
    if (/locked|busy/i.test(reasonOf(error))) throw new HeldFailure(dataDir, readHolder(dataDir));
    throw new Failure(
      3,
      `DATA_DIR: ${dataDir} cannot be written (${reasonOf(error)}). Choose a folder that this user may write to.`,
    );
  }
}

function lockFile(dataDir: string): string {
  return join(dataDir, 'lock.sqlite');
}

function holderFile(dataDir: string): string {
  return join(dataDir, 'holder.json');
}

function readHolder(dataDir: string): Holder | null {
  try {
    return JSON.parse(readFileSync(holderFile(dataDir), 'utf8')) as Holder;
  } catch {
    return null;
  }
}

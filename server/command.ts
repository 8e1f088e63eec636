import type { ParseArgsOptionsConfig } from 'node:util';
import type { Config } from './config.ts';
import type { Database } from './database/database.ts';
import type { Progress } from './progress.ts';

/** What a command runs with. */
export interface Run {
  /** What was given besides options, in order. */
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly config: Config;
  readonly progress: Progress;
  /** Opens the database when it is needed, so that a wrong use never touches it; the command line closes it. */
  database(): Promise<Database>;
  /** Writes to stdout. */
  print(text: string): void;
  readonly now: Date;
}

/** One command of the command line; each lives in the room that it is about. */
export interface Command {
  /** What follows its name: `FILE.csv [--dry-run]`. */
  readonly usage: string;
  readonly summary: string;
  /** Lines of `--help` below the usage. */
  readonly help: readonly string[];
  readonly options: ParseArgsOptionsConfig;
  /** The page of the web app where people do the same, such as `/en/directory`; where there is one. */
  readonly page?: string;
  /** How many arguments it takes besides options: at least, at most. */
  readonly takes: readonly [number, number];
  /** @throws Failure with the exit code */
  run(run: Run): Promise<void>;
}

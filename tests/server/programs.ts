import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const compiled = join(root, 'generated/compiled');

type Environment = Readonly<Record<string, string>>;

/** How a program ended, and all that it said. */
export interface Ended {
  /** Null: a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Program {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  /** Waits until it has said this on stdout or stderr; fails when it ends without. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  kill(signal: NodeJS.Signals): void;
}

const living = new Set<Program>();
const folders: string[] = [];
/** For each test file that imports this. */
afterAll(async () => {
  for (const started of living) started.kill('SIGKILL');
  await Promise.all([...living].map(({ ended }) => ended));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Starts a program of the project, such as `server/main.ts`, that knows no variable of Peerbridge but the given ones. */
export function start(file: string, args: readonly string[], environment: Environment): Program {
  return started(process.execPath, program(file, args), environment);
}

/** The same as `npm start` does: in a shell, which has the pid, waits, and passes no signal on. It ended when both did. */
export function startInShell(file: string, environment: Environment): Program {
  const command = ['-c', '"$0" "$@"; true', process.execPath, ...program(file, [])];
  return started('/bin/sh', command, { ...environment, npm_lifecycle_event: 'start' });
}

function started(command: string, args: readonly string[], environment: Environment): Program {
  const child = spawn(command, args, {
    // The programs of tests, too, start sooner with what V8 compiled before (see keepCompiled in server/prepare.ts).
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: compiled, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<Ended>((resolve, reject) =>
    child.on('error', reject).on('close', (code) => {
      living.delete(running);
      resolve({ code, ...said });
    }),
  );
  const running: Program = {
    pid: child.pid ?? 0,
    ended,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(said.stdout) ?? pattern.exec(said.stderr);
          if (!found) return;
          listeners.delete(look);
          resolve(found);
        };
        listeners.add(look);
        look();
        void ended.then(({ code, stdout, stderr }) =>
          reject(new Error(`It ended with ${code} before it said ${pattern}:\n${stdout}${stderr}`)),
        );
      }),
    kill: (signal) => void child.kill(signal),
  };
  living.add(running);
  return running;
}

/** The arguments of Node that run a program of the project. */
export function program(file: string, args: readonly string[]): string[] {
  return ['--disable-warning=ExperimentalWarning', join(root, file), ...args];
}

/** Runs one command of the command line to its end. */
export function cli(args: readonly string[], environment: Environment): Promise<Ended> {
  return start('server/cli.ts', args, environment).ended;
}

/** A new, empty folder that is removed when the tests of this file are done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'peerbridge-test-'));
  folders.push(folder);
  return folder;
}

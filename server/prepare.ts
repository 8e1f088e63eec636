import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { Failure } from './failure.ts';
import type { Progress } from './progress.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Step {
  readonly what: string;
  /** Files that the result is made of; a change in any of them makes it anew. */
  readonly inputs: readonly string[];
  readonly output: string;
  readonly command: readonly string[];
}

const client: Step = {
  what: 'Generating the database client',
  inputs: ['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json'],
  output: 'generated/prisma',
  command: ['prisma', 'generate'],
};

const web: Step = {
  what: 'Building the web app',
  inputs: ['web/**/*', 'vite.config.ts', 'schema.graphql', 'package-lock.json'],
  output: 'build',
  command: ['vite', 'build', '--logLevel', 'error'],
};

/** Makes what is generated and not committed, when it is missing or its sources changed. */
export async function prepareClient(progress: Progress): Promise<void> {
  await make(client, progress);
}

export async function prepareWeb(progress: Progress): Promise<void> {
  await make(web, progress);
}

/**
 * From now on V8 keeps what it compiles of imported modules for the next process, which then starts sooner. What was
 * imported before is not kept. Where the folder cannot be written, nothing is kept and all goes on.
 */
export function keepCompiled(): void {
  enableCompileCache(join(root, 'generated/compiled'));
}

/** Milliseconds that a process waits for another that is making the same; a minute is usual on a slow machine. */
const patience = 300_000;

async function make(step: Step, progress: Progress): Promise<void> {
  const folder = join(root, 'generated');
  const stamp = join(folder, `${step.command[0]}.stamp`);
  const inputs = await hashOf(step.inputs);
  const isMade = async () =>
    existsSync(join(root, step.output)) &&
    (await readFile(stamp, 'utf8').catch(() => '')) === inputs;
  if (await isMade()) return;
  await mkdir(folder, { recursive: true });
  // Two commands that start together after an update would ruin each other's work.
  const lock = new DatabaseSync(join(folder, `${step.command[0]}.lock`), { timeout: patience });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    if (await isMade()) return;
    await progress(step.what, async () => {
      await rm(stamp, { force: true });
      await run(step);
      await writeFile(stamp, inputs);
    });
  } finally {
    lock.close();
  }
}

async function hashOf(patterns: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  const files: string[] = [];
  for await (const entry of glob([...patterns], { cwd: root, withFileTypes: true })) {
    if (entry.isFile()) files.push(join(entry.parentPath, entry.name));
  }
  for (const file of files.sort())
    hash
      .update(file.slice(root.length))
      .update('\0')
      .update(await readFile(file))
      .update('\0');
  return hash.digest('hex');
}

async function run({ what, command: [name = '', ...args] }: Step): Promise<void> {
  const output: Buffer[] = [];
  const child = spawn(join(root, 'node_modules/.bin', name), args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      // Prisma would download its schema engine here; generating needs none, so any program that exists will do.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise((resolve, reject) =>
    child.on('error', reject).on('close', resolve),
  );
  if (code !== 0)
    throw new Failure(3, `${what} failed.\n${Buffer.concat(output).toString().trim()}`);
}

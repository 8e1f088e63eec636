import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startCluster } from './cluster.ts';

/**
 * Gives test files their databases, all with the built-in taxonomy. `GET /embedded` answers the path of a file that
 * PGlite loads, `GET /folder` that of a data folder to copy, `GET /server` the URL of a new database on a real server and
 * `GET /demonstration` that of one with the demonstration network. What they are copied from is made when first asked
 * for: a copy takes half a second, making it several. Prints its address; ends with its input.
 */
const folder = mkdtempSync(join(tmpdir(), 'peerbridge-tests-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const dataFolder = join(folder, 'data');
const dataFile = join(folder, 'data.tar');
const embedded = once(() => makeTemplate(dataFolder, dataFile));
const cluster = once(() =>
  // Tests lose nothing when the machine loses power, so the server need not wait for the disk.
  startCluster({ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
);
const empty = once(() => templateOnServer('template_empty'));
const demonstration = once(() => templateOnServer('template_demonstration', 'demonstration'));

const answers: Record<string, () => Promise<string>> = {
  '/embedded': () => embedded().then(() => dataFile),
  '/folder': () => embedded().then(() => dataFolder),
  '/server': async () => copyOf(await empty()),
  '/demonstration': async () => copyOf(await demonstration()),
};

const http = createServer((request, response) => {
  const answer = answers[request.url ?? ''] ?? (() => Promise.reject(new Error('no such kind')));
  answer().then(
    // No connection is kept: one that ends just as it is used again would fail a test.
    (text) => response.setHeader('connection', 'close').end(text),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
http.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(http.address() as AddressInfo).port}\n`);
});

process.stdin.resume().on('end', async () => {
  const started = await cluster.begun?.catch(() => undefined);
  await started?.stop();
  process.exit();
});

async function makeTemplate(...args: string[]): Promise<void> {
  const program = new URL('make-template.ts', import.meta.url).pathname;
  await promisify(execFile)(process.execPath, [program, ...args]);
}

/** Answers the name that it was given. */
async function templateOnServer(name: string, ...contents: string[]): Promise<string> {
  const { run, url } = await cluster();
  await run(`CREATE DATABASE ${name}`);
  await makeTemplate(url(name), ...contents);
  return name;
}

let copies = 0;

async function copyOf(template: string): Promise<string> {
  const { run, url } = await cluster();
  copies += 1;
  const name = `test_${copies}`;
  await run(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  return url(name);
}

/** Does it when it is first called; `begun` is there from then on. */
function once<T>(make: () => Promise<T>): { (): Promise<T>; begun?: Promise<T> } {
  const given: { (): Promise<T>; begun?: Promise<T> } = () => (given.begun ??= make());
  return given;
}

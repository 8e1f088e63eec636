import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startCluster, type Cluster } from './cluster.ts';

/**
 * Gives test files their databases: `GET /embedded` answers the path of a migrated PGlite data folder in a
 * file, `GET /server` the URL of a new, migrated database on a real server. Each is made when first asked
 * for: loading or copying takes half a second, making several. Prints its address; ends with its input.
 */
const folder = mkdtempSync(join(tmpdir(), 'peerbridge-tests-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

let template: Promise<string> | undefined;
let cluster: Promise<Cluster> | undefined;
let databases = 0;

const answers: Record<string, () => Promise<string>> = {
  '/embedded': () => (template ??= makeTemplate(join(folder, 'template.tar'))),
  '/server': async () => {
    const { run, url } = await (cluster ??= startMigratedCluster());
    databases += 1;
    const name = `test_${databases}`;
    await run(`CREATE DATABASE ${name} TEMPLATE template_peerbridge`);
    return url(name);
  },
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
  const started = await cluster?.catch(() => undefined);
  await started?.stop();
  process.exit();
});

async function makeTemplate(target: string): Promise<string> {
  const program = new URL('make-template.ts', import.meta.url).pathname;
  await promisify(execFile)(process.execPath, [program, target]);
  return target;
}

/** Tests lose nothing when the machine loses power, so the server need not wait for the disk. */
async function startMigratedCluster(): Promise<Cluster> {
  const started = await startCluster({
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  });
  try {
    await started.run('CREATE DATABASE template_peerbridge');
    await makeTemplate(started.url('template_peerbridge'));
    return started;
  } catch (error) {
    await started.stop();
    throw error;
  }
}

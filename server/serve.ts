import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as passing } from 'node:timers/promises';
import { type App, createApp } from './app.ts';
import { type Config, isLoopback } from './config.ts';
import { openDatabase } from './database/database.ts';
import { heldFailure } from './database/lock.ts';
import { loadDemonstration, type Demonstration } from './demo/store.ts';
import { welcome } from './demo/welcome.ts';
import { Failure, reasonOf } from './failure.ts';
import { createListener } from './listener.ts';
import type { Progress } from './progress.ts';
import { loadBuiltin } from './taxonomy/store.ts';
import { whenShellEnds } from './shell.ts';
import { mountWeb } from './web.ts';

export interface Serving {
  /** Where people reach it. */
  readonly address: string;
  /** Answers what has come in, then lets go of everything. */
  stop(): Promise<void>;
}

/**
 * Serves pages and API. The port is taken first: when it is not free, nothing was touched.
 *
 * @throws Failure (3)
 */
export async function serve(config: Config, progress: Progress): Promise<Serving> {
  const parts =
    Promise.withResolvers<
      Parameters<typeof createListener>[0] extends Promise<infer P> ? P : never
    >();
  parts.promise.catch(() => undefined);
  const server = createServer(createListener(parts.promise));
  await listen(server, config);
  const address = config.publicUrl ?? addressOf(server, config);

  try {
    const database = await openDatabase(config, progress);
    database.announce(address);
    await loadBuiltin(database.prisma);
    const demonstration = await loadDemonstration(database, config.demo, progress);
    const app = await createApp(config, database);
    parts.resolve({ app, web: await mountWeb(app, config) });
    process.stdout.write(await greeting(config, address, app, demonstration));
    app.services.inBackground('read the network', warmUp(app, progress));
    app.services.inBackground('start the jobs', app.jobs.start(address));

    const stop = async () => {
      await app.hush();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeIdleConnections();
      });
      await app.close();
      await database.close();
    };
    stopWhenAsked(stop);
    return { address, stop };
  } catch (error) {
    server.close();
    server.closeAllConnections();
    throw error;
  }
}

async function listen(server: Server, config: Config): Promise<void> {
  const { host, port } = config;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portInUse(config) : unusable(config, error)),
    );
    server.listen(port, host, resolve);
  });
}

/** Most often it is a second `npm start`, and the data folder knows of the first. */
function portInUse({ databaseUrl, dataDir, host, port }: Config): Failure {
  const held = databaseUrl ? null : heldFailure(dataDir);
  return (
    held ??
    new Failure(
      3,
      `PORT: ${port} on ${host} is in use by another program. Stop that program or choose another port.`,
    )
  );
}

function unusable({ host, port }: Config, error: Error): Failure {
  return new Failure(
    3,
    `HOST, PORT: ${host}:${port} cannot be listened on (${reasonOf(error)}). Choose an address of this machine and a port that this user may take.`,
  );
}

function addressOf(server: Server, { host }: Config): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host === '127.0.0.1' ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}

async function greeting(
  config: Config,
  address: string,
  app: App,
  demonstration: Demonstration | null,
): Promise<string> {
  const lines = [`Peerbridge is at ${address}`];
  // Whoever can read this terminal could open the database too; on any other host the lines might end up in a log.
  if (demonstration && isLoopback(config.host))
    lines.push(...(await welcome(app.services, address, demonstration)));
  return `${lines.join('\n')}\n`;
}

/** What ends sooner is not worth a line after the greeting, in milliseconds. */
const moment = 1_000;

/** The first list of pairings then need not wait for the network to be read. */
async function warmUp({ services }: App, progress: Progress): Promise<void> {
  const reading = services.pairings.matching();
  const isThere = reading.then(() => true);
  if (!(await Promise.race([isThere, passing(moment, false, { ref: false })])))
    await progress('Reading the network', () => reading);
}

/** How long requests may take to finish when the process is asked to stop, in milliseconds. */
const gracePeriod = 10_000;

function stopWhenAsked(stop: () => Promise<void>): void {
  let stopping = false;
  const stopOnce = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), gracePeriod).unref();
    void stop().finally(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stopOnce);
  whenShellEnds(stopOnce);
}

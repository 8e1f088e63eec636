import { type Logger, pino } from 'pino';
import { createRateLimits } from './access/rate-limits.ts';
import { createSealedForms } from './access/sealed-forms.ts';
import { createSignIn } from './access/sign-in.ts';
import { type Config, isLoopback } from './config.ts';
import type { Database } from './database/database.ts';
import { readSigningSecret } from './database/settings.ts';
import { createGraphql } from './graphql.ts';
import { createJobs, type Jobs } from './jobs/jobs.ts';
import { createTasks } from './jobs/tasks.ts';
import { createLive } from './notifications/hub.ts';
import { createMailer } from './notifications/mailer.ts';
import { createPairingsStore } from './pairings/store.ts';
import { stopSolving } from './rounds/store/running.ts';
import type { Services } from './schema/context.ts';

export interface App {
  readonly services: Services;
  /** What goes on without anybody asking; started by whoever serves. */
  readonly jobs: Jobs;
  /** Answers requests to the paths that `serves` says; `clientAddress` is the network address of whoever asks. */
  fetch(request: Request, client: { readonly clientAddress: string }): Promise<Response>;
  /** Whether a path is the app's; every other is a page. */
  serves(path: string): boolean;
  /** Ends answers that go on for as long as somebody listens. */
  hush(): Promise<void>;
  /** Stops the jobs, waits for what goes on in the background, and lets go of the mail server. The database stays open. */
  close(): Promise<void>;
}

/** Puts the rooms together: everything but pages, as one function from request to response. */
export async function createApp(
  config: Config,
  { prisma, underneath, listen }: Database,
  {
    now = () => new Date(),
    log = pino({ level: config.logLevel }),
  }: { now?: () => Date; log?: Logger } = {},
): Promise<App> {
  const background = new Set<Promise<unknown>>();
  const inBackground: Services['inBackground'] = (what, work) => {
    const running = work
      .catch((error: unknown) => log.error({ err: error }, `Could not ${what}`))
      .finally(() => background.delete(running));
    background.add(running);
  };
  const secret = await readSigningSecret(prisma);
  const services: Services = {
    prisma,
    signIn: createSignIn(prisma, secret, config.publicUrl),
    sealedForms: createSealedForms(secret),
    mailer: createMailer(config),
    live: createLive(listen),
    limits: createRateLimits(prisma),
    pairings: createPairingsStore(prisma, now, inBackground),
    inBackground,
    now,
  };
  const graphql = createGraphql(services, { development: config.development, log });

  let address = config.publicUrl ?? `http://localhost:${config.port}`;
  const tasks = createTasks(services, {
    origin: () => address,
    failed: (error) => log.warn({ err: error }, 'A message has to wait'),
  });
  const jobs = createJobs(tasks, {
    underneath,
    live: services.live,
    log,
    startedAt: (reached) => (address = reached),
  });

  return {
    services,
    jobs,
    serves: (path) => path === '/graphql' || path.startsWith('/health/'),
    async fetch(request, { clientAddress }) {
      const url = new URL(request.url);
      if (url.pathname === '/graphql')
        return graphql(request, { clientAddress, origin: originOf(url, config) });
      if (url.pathname === '/health/live') return new Response('live\n');
      if (url.pathname === '/health/ready')
        return (await isReady(prisma))
          ? new Response('ready\n')
          : new Response('the database does not answer\n', { status: 503 });
      return new Response('There is nothing here.\n', { status: 404 });
    },
    hush: () => services.live.close(),
    async close() {
      stopSolving();
      await jobs.stop();
      await services.live.close();
      await Promise.all(background);
      services.mailer.close();
    },
  };
}

/** Links never start with a host that a request merely claims, unless it is this machine's own. */
function originOf(url: URL, { publicUrl, host, port }: Config): string {
  if (publicUrl) return publicUrl;
  return isLoopback(url.hostname) ? url.origin : `http://${host}:${port}`;
}

async function isReady(prisma: Database['prisma']): Promise<boolean> {
  try {
    await prisma.$queryRaw`SELECT 1`;
    return true;
  } catch {
    return false;
  }
}

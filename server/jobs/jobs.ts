import { fromPglite, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Underneath } from '../database/database.ts';
import type { Live } from '../notifications/hub.ts';
import { schedules, type TaskName, taskNames, type Tasks } from './tasks.ts';

export interface Jobs {
  /** Works from now on, until `stop`; `address` is where people reach this process. */
  start(address: string): Promise<void>;
  /** Does one task now, and once, whether or not the jobs were started. */
  run(task: TaskName): Promise<void>;
  /** Waits for what is being done, as far as it does not take long. */
  stop(): Promise<void>;
}

/** The schema of the queue, beside the tables of Prisma. */
const schema = 'jobs';
/** How long what is being done may take when the process is asked to stop, in milliseconds. */
const gracePeriod = 5_000;
/** Seconds after which a task that is not heard of counts as crashed; the next one does its work in any case. */
const longest = 600;

/**
 * The tasks of `tasks.ts` on pg-boss, which decides which of the processes on a database does what, and when. What there is to do
 * stands in our own tables: the queue may be lost without loss.
 */
export function createJobs(
  tasks: Tasks,
  {
    underneath,
    live,
    log,
    startedAt,
  }: {
    underneath: Underneath;
    live: Live;
    log: Logger;
    startedAt: (address: string) => void;
  },
): Jobs {
  const stopping = new AbortController();
  let starting: Promise<PgBoss> | null = null;
  let unwatch: (() => void) | null = null;

  const start = async (): Promise<PgBoss> => {
    const boss = new PgBoss({
      ...(underneath.kind === 'embedded'
        ? { db: fromPglite(underneath.pglite), backend: 'pglite' as const }
        : { connectionString: underneath.url, max: 2 }),
      schema,
      useListenNotify: true,
      registerInstance: false,
      openTelemetry: { enabled: false },
      reindex: false,
    });
    boss.on('error', (error) => {
      if (!stopping.signal.aborted) log.error({ err: error }, 'The queue of jobs failed');
    });
    await boss.start();
    for (const name of taskNames) {
      // At most one waits, however many processes ask for it.
      await boss.createQueue(name, {
        policy: 'short',
        notify: true,
        retryLimit: 0,
        expireInSeconds: longest,
        retentionSeconds: 24 * 60 * 60,
        deleteAfterSeconds: 60 * 60,
      });
      await boss.schedule(name, schedules[name], null, { missed: 'once' });
      await boss.work(name, { pollingIntervalSeconds: 2 }, async () => run(name));
      // What came due while no process ran.
      await boss.send(name);
    }
    unwatch = await live.watch((change) => {
      if (change === 'MISSED' || change.inbox !== undefined)
        boss.send('deliver').catch((error: unknown) => {
          if (!stopping.signal.aborted) log.error({ err: error }, 'Mail waits for its turn');
        });
    });
    return boss;
  };
  const run = async (name: TaskName): Promise<void> => {
    try {
      await tasks[name](stopping.signal);
    } catch (error) {
      log.error({ err: error }, `The job ${name} failed; it is done again at its next time`);
      throw error;
    }
  };

  return {
    async start(address) {
      startedAt(address);
      starting ??= start();
      await starting;
    },
    run: (name) => tasks[name](),
    async stop() {
      stopping.abort();
      unwatch?.();
      const boss = await starting?.catch(() => null);
      await boss?.stop({ graceful: true, timeout: gracePeriod });
    },
  };
}

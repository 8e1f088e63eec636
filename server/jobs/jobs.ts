import { setTimeout as passing } from 'node:timers/promises';
import { fromPglite, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Underneath } from '../database/connection.ts';
import type { Live } from '../notifications/hub.ts';
import { schedules, type TaskName, taskNames, type Tasks } from './tasks.ts';

export interface Jobs {
  /**
   * Works from now on, until `stop`; `address` is where people reach this process. Where it cannot, as the database is gone or does
   * not allow it, the log says so, and it is tried again until it can.
   */
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
/** How long after a start that failed the next one comes, in milliseconds. */
const startAgainAfter = 60_000;

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
    again = startAgainAfter,
  }: {
    underneath: Underneath;
    live: Live;
    log: Logger;
    startedAt: (address: string) => void;
    again?: number;
  },
): Jobs {
  const stopping = new AbortController();
  const { signal } = stopping;
  let starting: Promise<PgBoss | null> | null = null;
  let unwatch: (() => void) | null = null;

  const start = async (): Promise<PgBoss | null> => {
    while (!signal.aborted) {
      const boss = newBoss();
      try {
        await begin(boss);
        return boss;
      } catch (error) {
        await boss.stop({ graceful: false }).catch(() => undefined);
        if (signal.aborted) break;
        log.error({ err: error }, `${noJobs}${isForbidden(error) ? toAllow : ''}`);
        await passing(again, null, { signal, ref: false }).catch(() => null);
      }
    }
    return null;
  };
  const newBoss = (): PgBoss => {
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
      if (!signal.aborted) log.error({ err: error }, 'The queue of jobs failed');
    });
    return boss;
  };
  const begin = async (boss: PgBoss): Promise<void> => {
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
      // What takes longer than that goes on in the next one, not beside it.
      await boss.work(name, { pollingIntervalSeconds: 2 }, async ([job]) =>
        run(name, job ? AbortSignal.any([signal, job.signal]) : signal),
      );
      // What came due while no process ran.
      await boss.send(name);
    }
    const askForMail = once(() =>
      boss.send('deliver').catch((error: unknown) => {
        if (!signal.aborted) log.error({ err: error }, 'Mail waits for its turn');
      }),
    );
    unwatch = await live.watch((change) => {
      if (change === 'MISSED' || change.inbox !== undefined) askForMail();
    });
  };
  const run = async (name: TaskName, until: AbortSignal): Promise<void> => {
    try {
      await tasks[name](until);
    } catch (error) {
      if (!signal.aborted)
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
      const boss = await starting;
      await boss?.stop({ graceful: true, timeout: gracePeriod });
    },
  };
}

const noJobs =
  'The jobs cannot start: no mail goes out, and nobody is reminded. It is tried again every minute.';
const toAllow = ` The user of DATABASE_URL may not make the schema “${schema}” that they need: let it, by GRANT CREATE ON DATABASE … TO …`;

/** PostgreSQL: insufficient_privilege. */
function isForbidden(error: unknown): boolean {
  return (error as { code?: unknown }).code === '42501';
}

/** Does something, and once more when it was asked for meanwhile, however often. */
function once(work: () => Promise<unknown>): () => void {
  let state: 'IDLE' | 'BUSY' | 'ASKED' = 'IDLE';
  const ask = (): void => {
    if (state !== 'IDLE') {
      state = 'ASKED';
      return;
    }
    state = 'BUSY';
    void work().finally(() => {
      const more = state === 'ASKED';
      state = 'IDLE';
      if (more) ask();
    });
  };
  return ask;
}

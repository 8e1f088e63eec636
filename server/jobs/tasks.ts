import { sweepExchanges } from '../exchanges/sweep.ts';
import { askDueFollowUps } from '../followups/store.ts';
import { deliver } from '../notifications/delivery.ts';
import { repairRounds } from '../rounds/repair.ts';
import type { Services } from '../schema/context.ts';
import { askAvailability } from './availability.ts';
import { tidy } from './tidy.ts';

/** What goes on without anybody asking for it, and when at the latest (cron, UTC). */
export const schedules = {
  /** Sends mail that is due. */
  deliver: '* * * * *',
  /** Reminds, lets expire, asks follow-ups, mends rounds. */
  sweep: '*/10 * * * *',
  /** Asks who is available, and tidies up. */
  daily: '20 5 * * *',
} as const;

export type TaskName = keyof typeof schedules;
export const taskNames = Object.keys(schedules) as TaskName[];

export type Tasks = Readonly<Record<TaskName, (signal?: AbortSignal) => Promise<void>>>;

/**
 * Each task computes what is due from what is stored. It may be stopped at any moment and done again, late, or twice at once: the
 * same happens, once.
 *
 * @param origin where links in e-mails start
 * @param failed is told of messages that a mail server did not take for now
 */
export function createTasks(
  services: Pick<Services, 'prisma' | 'mailer' | 'now' | 'pairings'>,
  { origin, failed }: { origin: () => string; failed: (error: unknown) => void },
): Tasks {
  const { prisma, mailer, now } = services;
  return {
    deliver: (signal) => deliver({ prisma, mailer, now, origin: origin(), failed }, signal),
    async sweep(signal) {
      await sweepExchanges(prisma, now(), signal);
      if (!signal?.aborted) await askDueFollowUps(prisma, now(), signal);
      if (!signal?.aborted) await repairRounds(services);
    },
    async daily(signal) {
      await askAvailability(prisma, now(), signal);
      if (!signal?.aborted) await tidy(prisma, now());
    },
  };
}

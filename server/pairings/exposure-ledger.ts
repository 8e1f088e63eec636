import type { PrismaClient, Transaction } from '../database/database.ts';

/**
 * Who was shown to whom, once a day: what exposure is computed from. A day counts from the next one on, so that what is
 * shown today moves nobody today.
 */

/** Notes the partners that a member was shown on a day, `YYYY-MM-DD`. */
export async function noteShown(
  prisma: PrismaClient,
  day: string,
  memberId: string,
  partnerIds: readonly string[],
): Promise<void> {
  await prisma.shownPairing.createMany({
    data: partnerIds.map((partnerId) => ({ day: new Date(day), memberId, partnerId })),
    skipDuplicates: true,
  });
}

/** How often each member was shown in the `days` days before `today`; those who were not are missing. */
export async function readShown(
  database: Transaction,
  today: string,
  days: number,
): Promise<ReadonlyMap<string, number>> {
  const counts = await database.shownPairing.groupBy({
    by: ['partnerId'],
    where: { day: { gte: daysBefore(today, days), lt: new Date(today) } },
    _count: true,
  });
  return new Map(counts.map(({ partnerId, _count }) => [partnerId, _count]));
}

/** Deletes what no later day will count. */
export async function forgetShown(
  prisma: PrismaClient,
  today: string,
  days: number,
): Promise<void> {
  await prisma.shownPairing.deleteMany({ where: { day: { lt: daysBefore(today, days) } } });
}

function daysBefore(day: string, days: number): Date {
  const date = new Date(day);
  date.setUTCDate(date.getUTCDate() - days);
  return date;
}

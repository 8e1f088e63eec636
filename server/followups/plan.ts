import type { Transaction } from '../database/database.ts';
import { readPeriods } from '../policy/store.ts';
import { schedule } from './rules.ts';

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/**
 * Writes down when the parties of an exchange will be asked, as it starts and again as it is completed, inside the
 * transaction that does so. What was asked or answered stays as it is; what is no longer to be asked goes.
 */
export async function planFollowUps(
  transaction: Transaction,
  exchangeId: string,
  now: Date,
): Promise<void> {
  const exchange = await transaction.exchange.findUniqueOrThrow({
    where: { id: exchangeId },
    select: {
      completedAt: true,
      parties: { where: { answer: 'ACCEPTED' }, select: { memberId: true } },
      agreements: {
        orderBy: { version: 'desc' },
        take: 1,
        select: { startsOn: true, endsOn: true },
      },
      events: { where: { action: 'START' }, orderBy: { number: 'asc' }, take: 1 },
    },
  });
  const [agreement] = exchange.agreements;
  const { startsOn, endsOn } = agreement ?? { startsOn: null, endsOn: null };
  const due = schedule(
    {
      startedOn: dayOf(exchange.events[0]?.at ?? now),
      startsOn: startsOn && dayOf(startsOn),
      endsOn: endsOn && dayOf(endsOn),
      completedOn: exchange.completedAt && dayOf(exchange.completedAt),
    },
    await readPeriods(transaction),
  );
  const pending = { exchangeId, askedAt: null, answeredAt: null };
  const kinds = due.map(({ kind }) => kind);
  await transaction.followUp.deleteMany({ where: { ...pending, kind: { notIn: kinds } } });
  for (const { kind, dueOn } of due) {
    const day = new Date(dueOn);
    await transaction.followUp.updateMany({ where: { ...pending, kind }, data: { dueOn: day } });
    await transaction.followUp.createMany({
      data: exchange.parties.map(({ memberId }) => ({ exchangeId, memberId, kind, dueOn: day })),
      skipDuplicates: true,
    });
  }
}

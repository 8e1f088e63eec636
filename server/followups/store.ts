import type { FollowUpKind } from '../../generated/prisma/enums.ts';
import type { PrismaClient, Transaction } from '../database/database.ts';
import { notify } from '../notifications/store.ts';
import { readPeriods } from '../policy/store.ts';

const day = 86_400_000;
/** Questions that are read at a time. */
const batch = 200;
/** Days in which an unanswered question is asked once more: longer than a server is likely to be down. */
const remindWithin = 14;

interface Asked {
  readonly id: string;
  readonly exchangeId: string;
  readonly memberId: string;
  readonly kind: FollowUpKind;
}

const asked = { id: true, exchangeId: true, memberId: true, kind: true } as const;
const underWay = { state: { in: ['ACTIVE', 'COMPLETED'] as ('ACTIVE' | 'COMPLETED')[] } };

/**
 * Asks every party whose day has come, and reminds whoever has not answered, each once. Where several questions to a party
 * about one exchange have come due, only the latest is told of. One transaction for each, so that a server that is
 * stopped on the way goes on where it was.
 */
export async function askDueFollowUps(prisma: PrismaClient, now: Date): Promise<void> {
  const told = new Set<string>();
  for (;;) {
    const due: Asked[] = await prisma.followUp.findMany({
      where: { askedAt: null, answeredAt: null, dueOn: { lte: now }, exchange: underWay },
      orderBy: [{ dueOn: 'desc' }, { id: 'asc' }],
      take: batch,
      select: asked,
    });
    if (due.length === 0) break;
    for (const followUp of due) {
      const of = `${followUp.exchangeId} ${followUp.memberId}`;
      await ask(prisma, now, followUp, !told.has(of));
      told.add(of);
    }
  }
  await remind(prisma, now);
}

async function ask(
  prisma: PrismaClient,
  now: Date,
  { id, exchangeId, memberId }: Asked,
  tell: boolean,
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    const { count } = await transaction.followUp.updateMany({
      where: { id, askedAt: null },
      data: { askedAt: now },
    });
    // Somebody else asked meanwhile, or the member left the group.
    if (count === 0 || !tell || !(await takesPart(transaction, exchangeId, memberId))) return;
    const to = { memberIds: [memberId] };
    const detail = { followUpId: id };
    await notify(transaction, now, [
      { kind: 'FOLLOW_UP', exchangeId, to, detail, once: `follow-up ${id}` },
    ]);
  });
}

async function remind(prisma: PrismaClient, now: Date): Promise<void> {
  const { remindAgainAfterDays } = await readPeriods(prisma);
  const latest = now.getTime() - remindAgainAfterDays * day;
  const unanswered = await prisma.followUp.findMany({
    where: {
      answeredAt: null,
      askedAt: { gt: new Date(latest - remindWithin * day), lte: new Date(latest) },
      exchange: underWay,
    },
    orderBy: [{ dueOn: 'desc' }, { id: 'asc' }],
    select: asked,
  });
  const told = new Set<string>();
  for (const { id, exchangeId, memberId } of unanswered) {
    const of = `${exchangeId} ${memberId}`;
    if (told.has(of)) continue;
    told.add(of);
    const to = { memberIds: [memberId] };
    const detail = { followUpId: id };
    const once = `follow-up ${id} again`;
    await prisma.$transaction(async (transaction) => {
      if (!(await takesPart(transaction, exchangeId, memberId))) return;
      await notify(transaction, now, [{ kind: 'FOLLOW_UP', exchangeId, to, detail, once }]);
    });
  }
}

async function takesPart(
  transaction: Transaction,
  exchangeId: string,
  memberId: string,
): Promise<boolean> {
  const where = { exchangeId, memberId, answer: 'ACCEPTED' as const };
  return (await transaction.exchangeParty.count({ where })) > 0;
}

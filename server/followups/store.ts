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
  readonly dueOn: Date;
}

const asked = { id: true, exchangeId: true, memberId: true, dueOn: true } as const;
const underWay = { state: { in: ['ACTIVE', 'COMPLETED'] as ('ACTIVE' | 'COMPLETED')[] } };

/**
 * Asks every party whose day has come, and reminds whoever has not answered, each once. Where several questions to a party
 * about one exchange have come due, only the latest is told of. One transaction for each, so that a server that is
 * stopped on the way goes on where it was.
 */
export async function askDueFollowUps(
  prisma: PrismaClient,
  now: Date,
  signal?: AbortSignal,
): Promise<void> {
  for (;;) {
    const due: Asked[] = await prisma.followUp.findMany({
      where: { askedAt: null, answeredAt: null, dueOn: { lte: now }, exchange: underWay },
      orderBy: [{ dueOn: 'desc' }, { id: 'asc' }],
      take: batch,
      select: asked,
    });
    if (due.length === 0) break;
    for (const followUp of due) {
      if (signal?.aborted) return;
      await ask(prisma, now, followUp);
    }
  }
  await remind(prisma, now, signal);
}

async function ask(prisma: PrismaClient, now: Date, followUp: Asked): Promise<void> {
  const { id, exchangeId, memberId } = followUp;
  await prisma.$transaction(async (transaction) => {
    const { count } = await transaction.followUp.updateMany({
      where: { id, askedAt: null },
      data: { askedAt: now },
    });
    // Somebody else asked meanwhile, or the member left the group.
    if (count === 0 || !(await takesPart(transaction, exchangeId, memberId))) return;
    if (await isOvertaken(transaction, followUp)) return;
    const to = { memberIds: [memberId] };
    const detail = { followUpId: id };
    await notify(transaction, now, [
      { kind: 'FOLLOW_UP', exchangeId, to, detail, once: `follow-up ${id}` },
    ]);
  });
}

/** Whether the party was asked something later about the exchange, also before the server was stopped in the midst of it. */
async function isOvertaken(
  transaction: Transaction,
  { id, exchangeId, memberId, dueOn }: Asked,
): Promise<boolean> {
  const where = { exchangeId, memberId, id: { not: id }, dueOn: { gte: dueOn } };
  return (await transaction.followUp.count({ where: { ...where, askedAt: { not: null } } })) > 0;
}

/** Those that are unanswered and were not reminded of, page by page. */
async function remind(prisma: PrismaClient, now: Date, signal?: AbortSignal): Promise<void> {
  const { remindAgainAfterDays } = await readPeriods(prisma);
  const latest = now.getTime() - remindAgainAfterDays * day;
  const [from, to] = [new Date(latest - remindWithin * day), new Date(latest)];
  for (let last = ''; ;) {
    const page: Asked[] = await prisma.followUp.findMany({
      where: {
        ...(last && { id: { gt: last } }),
        answeredAt: null,
        askedAt: { gt: from, lte: to },
        exchange: underWay,
      },
      orderBy: { id: 'asc' },
      take: batch,
      select: asked,
    });
    const told = await reminded(prisma, page);
    for (const followUp of page) {
      if (signal?.aborted) return;
      if (!told.has(reminderOf(followUp))) await again(prisma, now, followUp, from);
    }
    if (page.length < batch) return;
    last = page.at(-1)!.id;
  }
}

const reminderOf = ({ id }: Pick<Asked, 'id'>) => `follow-up ${id} again`;

async function reminded(prisma: PrismaClient, page: readonly Asked[]): Promise<Set<string>> {
  const rows = await prisma.notification.findMany({
    where: { exchangeId: { in: page.map(({ exchangeId }) => exchangeId) }, kind: 'FOLLOW_UP' },
    select: { once: true },
  });
  // Without whom it was said to.
  return new Set(rows.map(({ once }) => once.split(' ').slice(0, 3).join(' ')));
}

async function again(prisma: PrismaClient, now: Date, followUp: Asked, from: Date): Promise<void> {
  const { id, exchangeId, memberId, dueOn } = followUp;
  await prisma.$transaction(async (transaction) => {
    // Of what is asked later and as unanswered, the party is reminded in its stead.
    const later = { exchangeId, memberId, answeredAt: null, askedAt: { gt: from } };
    const after = [{ dueOn: { gt: dueOn } }, { dueOn, id: { lt: id } }];
    if ((await transaction.followUp.count({ where: { ...later, OR: after } })) > 0) return;
    if (!(await takesPart(transaction, exchangeId, memberId))) return;
    const to = { memberIds: [memberId] };
    const detail = { followUpId: id };
    const once = reminderOf(followUp);
    await notify(transaction, now, [{ kind: 'FOLLOW_UP', exchangeId, to, detail, once }]);
  });
}

async function takesPart(
  transaction: Transaction,
  exchangeId: string,
  memberId: string,
): Promise<boolean> {
  const where = { exchangeId, memberId, answer: 'ACCEPTED' as const };
  return (await transaction.exchangeParty.count({ where })) > 0;
}

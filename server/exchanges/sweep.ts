import type { PrismaClient, Transaction } from '../database/database.ts';
import { notify } from '../notifications/store.ts';
import type { Periods } from '../policy/periods.ts';
import { readPeriods } from '../policy/store.ts';
import { type Due, dueOf, keyWords } from './deadlines.ts';
import { type Exchange, openStates } from './rules/exchange.ts';
import { actAsSystem } from './store/act.ts';
import { type ExchangeRow, exchangeSelect, readExchange, toExchange } from './store/exchange.ts';
import { inTurn } from './store/locks.ts';

/** Exchanges that are read at a time. */
const pageSize = 200;
const day = 24 * 60 * 60 * 1000;
/** No follow-up is later than this before the first one, so a completed exchange may rest, in days. */
const restDays = 30;

/**
 * Does what has come due in every exchange: reminds, tells the secretariat, lets expire. All of it follows from what is stored, each
 * in a transaction of its own, so it may be stopped anywhere, done again, or done by several processes at once.
 */
export async function sweepExchanges(
  prisma: PrismaClient,
  now: Date,
  signal?: AbortSignal,
): Promise<void> {
  const periods = await readPeriods(prisma);
  for await (const { exchange, meetsUntil } of silentExchanges(prisma, now, periods)) {
    if (signal?.aborted) return;
    const around = { meetsUntil };
    for (const due of dueOf(exchange, now, periods, around)) {
      if (due.what === 'ACT')
        await actAsSystem(prisma, now, exchange.id, due.action, (current) =>
          dueOf(current, now, periods, around).some(
            (still) => still.what === 'ACT' && still.action === due.action,
          ),
        );
      else if (!exchange.told.has(due.key)) await tell(prisma, now, exchange.id, due, periods);
    }
  }
}

type Told = Exclude<Due, { what: 'ACT' }>;

async function tell(
  prisma: PrismaClient,
  now: Date,
  exchangeId: string,
  { what, action, memberIds, key }: Told,
  periods: Periods,
): Promise<void> {
  await inTurn(prisma, async (transaction) => {
    // Whoever acts at this moment is not reminded of it.
    await transaction.$queryRaw`SELECT "id" FROM "Exchange" WHERE "id" = ${exchangeId}::uuid FOR UPDATE`;
    const exchange = await readExchange(transaction, exchangeId);
    const meetsUntil = (await meetings(transaction, [exchangeId])).get(exchangeId);
    const still =
      exchange && dueOf(exchange, now, periods, { meetsUntil }).some((due) => isSame(due, key));
    if (!still) return;
    const to = memberIds.length > 0 ? { memberIds } : ('SECRETARIAT' as const);
    await notify(transaction, now, [{ kind: what, exchangeId, to, detail: { action }, once: key }]);
  });
}

const isSame = (due: Due, key: string): boolean => due.what !== 'ACT' && due.key === key;

interface Silent {
  readonly exchange: Exchange & { readonly told: ReadonlySet<string> };
  readonly meetsUntil: Date | null;
}

/** Exchanges in which nothing was said for as long as the first reminder takes, in the order of their ids. */
async function* silentExchanges(
  prisma: PrismaClient,
  now: Date,
  { remindAfterDays, followUpMonths }: Periods,
): AsyncGenerator<Silent> {
  const before = (days: number) => new Date(now.getTime() - days * day);
  for (let last: string | null = null; ;) {
    const rows: ExchangeRow[] = await prisma.exchange.findMany({
      where: {
        ...(last !== null && { id: { gt: last } }),
        OR: [
          { state: { in: [...openStates] }, quietSince: { lte: before(remindAfterDays) } },
          // Somebody said that it is finished, and others went on talking.
          {
            state: { in: ['ACTIVE', 'ON_HOLD'] },
            parties: { some: { completedAt: { lte: before(remindAfterDays) } } },
          },
          { state: 'COMPLETED', completedAt: { lte: before(restDays * followUpMonths) } },
        ],
      },
      orderBy: { id: 'asc' },
      take: pageSize,
      select: exchangeSelect,
    });
    const ids = rows.map(({ id }) => id);
    const [told, meets] = [await alreadyTold(prisma, ids), await meetings(prisma, ids)];
    for (const row of rows)
      yield {
        exchange: { ...toExchange(row), told },
        meetsUntil: meets.get(row.id) ?? null,
      };
    if (rows.length < pageSize) return;
    last = ids.at(-1)!;
  }
}

async function alreadyTold(database: Transaction, ids: readonly string[]): Promise<Set<string>> {
  const rows = await database.notification.findMany({
    where: { exchangeId: { in: [...ids] }, kind: { in: ['REMINDER', 'STUCK'] } },
    select: { once: true },
  });
  // Without whom it was said to.
  return new Set(rows.map(({ once }) => once.split(' ').slice(0, keyWords).join(' ')));
}

async function meetings(database: Transaction, ids: readonly string[]): Promise<Map<string, Date>> {
  const rows = await database.exchangeSession.findMany({
    where: { exchangeId: { in: [...ids] }, state: 'PLANNED' },
    select: { exchangeId: true, startsAt: true, minutes: true },
    orderBy: { startsAt: 'asc' },
  });
  return new Map(
    rows.map(({ exchangeId, startsAt, minutes }) => [
      exchangeId,
      new Date(startsAt.getTime() + minutes * 60_000),
    ]),
  );
}

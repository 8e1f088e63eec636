import type { Prisma } from '../../../generated/prisma/client.ts';
import type { Transaction } from '../../database/database.ts';
import type { EventDetail, Exchange, ExchangeEvent } from '../rules/exchange.ts';

/** What rules read of an exchange. */
export const exchangeSelect = {
  id: true,
  kind: true,
  state: true,
  proposer: true,
  version: true,
  places: true,
  toReview: true,
  reviewed: true,
  changesWanted: true,
  agreementVersion: true,
  quietSince: true,
  onHoldUntil: true,
  completedAt: true,
  endedAt: true,
  createdAt: true,
  parties: {
    orderBy: { position: 'asc' },
    select: {
      memberId: true,
      position: true,
      asked: true,
      host: true,
      answer: true,
      answeredAt: true,
      signedVersion: true,
      signedAt: true,
      completedAt: true,
      holdsPlace: true,
    },
  },
} as const satisfies Prisma.ExchangeSelect;

export type ExchangeRow = Prisma.ExchangeGetPayload<{ select: typeof exchangeSelect }>;

/** An exchange as rules take it. */
export function toExchange({ onHoldUntil, ...row }: ExchangeRow): Exchange {
  return { ...row, onHoldUntil: onHoldUntil?.toISOString().slice(0, 10) ?? null };
}

export async function readExchange(database: Transaction, id: string): Promise<Exchange | null> {
  const row = await database.exchange.findUnique({ where: { id }, select: exchangeSelect });
  return row && toExchange(row);
}

/** What happened in an exchange, in order. */
export async function readEvents(
  database: Transaction,
  exchangeId: string,
): Promise<ExchangeEvent[]> {
  const rows = await database.exchangeEvent.findMany({
    where: { exchangeId },
    orderBy: { number: 'asc' },
  });
  return rows.map((row) => ({ ...row, detail: row.detail as EventDetail }));
}

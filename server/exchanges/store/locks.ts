import type { PrismaClient, Transaction } from '../../database/database.ts';
import type { Exchange } from '../rules/exchange.ts';
import { readExchange } from './exchange.ts';

/** How long a transaction waits for its turn, and may take, in milliseconds: many may want the same member at once. */
const patience = { maxWait: 60_000, timeout: 60_000 } as const;

/** Somebody joined while the locks were taken. Taking theirs too, out of order, could block two transactions for good. */
class Overtaken extends Error {}

/** A transaction that takes locks as below; it starts anew where it was overtaken. */
export async function inTurn<T>(
  prisma: PrismaClient,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await prisma.$transaction(work, patience);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
    }
  }
}

/**
 * Locks members against all that counts their places or asks them, in the order of their ids. Everybody takes the locks of
 * members first, then that of the exchange, and raises the version of the network last, so that nobody waits in a circle.
 */
export async function lockMembers(
  transaction: Transaction,
  memberIds: readonly string[],
): Promise<void> {
  // No key of a member changes: others may go on adding rows that belong to it.
  await transaction.$queryRaw`
    SELECT "id" FROM "Member" WHERE "id" = ANY (${[...memberIds]}::uuid[]) ORDER BY "id" FOR NO KEY UPDATE`;
}

/** Locks the parties of an exchange, and `others`, and then the exchange, and reads it; null where there is none. */
export async function lockExchange(
  transaction: Transaction,
  id: string,
  others: readonly string[] = [],
): Promise<Exchange | null> {
  const parties = await transaction.exchangeParty.findMany({
    where: { exchangeId: id },
    select: { memberId: true },
  });
  const locked = new Set([...parties.map(({ memberId }) => memberId), ...others]);
  await lockMembers(transaction, [...locked]);
  await transaction.$queryRaw`SELECT "id" FROM "Exchange" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const exchange = await readExchange(transaction, id);
  if (exchange?.parties.some(({ memberId }) => !locked.has(memberId))) throw new Overtaken();
  return exchange;
}

/** Those of the members that have no free place; they must be locked. */
export async function membersWithoutPlace(
  transaction: Transaction,
  memberIds: readonly string[],
): Promise<string[]> {
  const full = await transaction.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Member" WHERE "id" = ANY (${[...memberIds]}::uuid[]) AND "capacity" <= (
      SELECT count(*) FROM "ExchangeParty" WHERE "memberId" = "Member"."id" AND "holdsPlace"
    )`;
  return full.map(({ id }) => id);
}

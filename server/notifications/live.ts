import type { Transaction } from '../database/database.ts';

/** The channel of NOTIFY on which processes hear of changes. */
export const channel = 'peerbridge_live';

/** That a person has news, or that something happened to an exchange or a round. */
export interface Change {
  /** The person’s address. */
  readonly inbox?: string;
  readonly exchange?: string;
  readonly round?: string;
}

/** Tells every process of a change when the transaction commits, and not before. */
export async function announce(transaction: Transaction, change: Change): Promise<void> {
  await transaction.$executeRaw`SELECT pg_notify(${channel}, ${JSON.stringify(change)})`;
}

/** Belongs into each transaction that adds an event, message or anything else that is seen on the page of an exchange. */
export async function exchangeChanged(transaction: Transaction, exchangeId: string): Promise<void> {
  await announce(transaction, { exchange: exchangeId });
}

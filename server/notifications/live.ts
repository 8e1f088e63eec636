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

/** Tells every process of changes when the transaction commits, and not before. */
export async function announce(
  transaction: Transaction,
  ...changes: readonly Change[]
): Promise<void> {
  const payloads = changes.map((change) => JSON.stringify(change));
  await transaction.$executeRaw`
    SELECT pg_notify(${channel}, "payload") FROM unnest(${payloads}::text[]) AS "payload"`;
}

/** Belongs into each transaction that adds an event, message or anything else that is seen on the page of exchanges. */
export async function exchangeChanged(
  transaction: Transaction,
  ...exchangeIds: readonly string[]
): Promise<void> {
  await announce(transaction, ...exchangeIds.map((exchange) => ({ exchange })));
}

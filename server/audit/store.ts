import type { Prisma } from '../../generated/prisma/client.ts';
import type { Transaction } from '../database/database.ts';
import { insertRows } from '../database/insert-rows.ts';
import { newIds } from '../database/new-ids.ts';

export interface AuditEntry {
  /** `actorOf(viewer)`, `command` or `system`. */
  readonly actor: string;
  /** What was done, in the words of the API: `setOffers`, `importMembers`. */
  readonly action: string;
  /** The id of what it was done to. */
  readonly subject?: string;
  /** What is worth knowing later; never personal data and never secrets. */
  readonly detail?: Prisma.InputJsonObject;
}

/** Records writes, inside the transaction that makes them: what is not recorded did not happen. */
export async function record(
  transaction: Transaction,
  ...entries: readonly AuditEntry[]
): Promise<void> {
  const ids = newIds(entries.length);
  await insertRows(
    transaction,
    'AuditEvent',
    entries.map((entry, at) => ({ id: ids[at]!, ...entry })),
  );
}

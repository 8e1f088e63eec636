import { createHash } from 'node:crypto';
import type { Transaction } from '../../database/database.ts';

/** Characters of a key. */
export const keyLimit = 200;

/** A request that may be sent again. */
export interface Repeatable {
  /** Who sends it, as the audit trail names whoever it is. */
  readonly actor: string;
  readonly key: string;
  readonly mutation: string;
  readonly input: unknown;
}

/**
 * Notes that a request is done, in the transaction that does it. Whoever sends the same one at the same moment waits here until
 * that is committed, or undone.
 *
 * @returns `NEW`, or what became of it the first time; `OTHER` where the key was used for something else
 */
export async function claim(
  transaction: Transaction,
  { actor, key, mutation, input }: Repeatable,
  exchangeId: string | null,
  at: Date,
): Promise<'NEW' | 'OTHER' | { readonly exchangeId: string }> {
  const inputHash = createHash('sha256')
    .update(JSON.stringify(inOrder(input)))
    .digest('hex');
  const { count } = await transaction.idempotencyKey.createMany({
    data: { actor, key, mutation, inputHash, exchangeId, at },
    skipDuplicates: true,
  });
  if (count > 0) return 'NEW';
  const first = await transaction.idempotencyKey.findUniqueOrThrow({
    where: { actor_key: { actor, key } },
  });
  const isSame = first.mutation === mutation && first.inputHash === inputHash;
  return isSame && first.exchangeId ? { exchangeId: first.exchangeId } : 'OTHER';
}

/** The same for two inputs that say the same, in whichever order. What is null is as good as absent. */
function inOrder(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, one]) => one != null && name !== 'idempotencyKey')
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, one]) => [name, inOrder(one)]),
  );
}

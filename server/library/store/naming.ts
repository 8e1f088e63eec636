import type { Transaction } from '../../database/database.ts';

/**
 * Takes members out of the names under published notes, which everybody in the world reads: whoever goes into hiding agreed to
 * that before it had to. Each may say again that it is to be named.
 */
export async function nameNoMore(
  transaction: Transaction,
  memberIds: readonly string[],
): Promise<void> {
  if (memberIds.length === 0) return;
  await transaction.learningNoteConsent.updateMany({
    where: { memberId: { in: [...memberIds] }, named: true },
    data: { named: false },
  });
}

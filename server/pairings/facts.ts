import type { Transaction } from '../database/database.ts';
import type { PairFactData } from '../matching/pair-facts.ts';

/**
 * What members have behind them and have said about each other, as matching takes it: every pair of the members asked
 * for, whichever of the two they are.
 */
export async function readPairFacts(
  database: Transaction,
  memberIds: readonly string[] | 'everybody',
): Promise<PairFactData> {
  const among = { in: memberIds === 'everybody' ? [] : [...memberIds] };
  const choices = await database.privateChoice.findMany({
    where: memberIds === 'everybody' ? {} : { OR: [{ memberId: among }, { partnerId: among }] },
    select: { memberId: true, partnerId: true, kind: true, on: true },
  });
  return {
    doNotIntroduce: choices
      .filter(({ kind }) => kind === 'NEVER')
      .map(({ memberId, partnerId }) => [memberId, partnerId]),
    dismissals: choices
      .filter(({ kind }) => kind === 'NOT_NOW')
      .map(({ memberId: by, partnerId: partner, on }) => ({
        by,
        partner,
        on: on.toISOString().slice(0, 10),
      })),
  };
}

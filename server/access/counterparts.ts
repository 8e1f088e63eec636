import type { Transaction } from '../database/database.ts';
import { counterpartStates } from '../exchanges/rules/exchange.ts';

/** The members that a member is in an accepted exchange with, until that is closed or comes to another end. */
export async function readCounterparts(
  database: Transaction,
  memberId: string,
): Promise<ReadonlySet<string>> {
  const parties = await database.exchangeParty.findMany({
    where: {
      memberId: { not: memberId },
      answer: 'ACCEPTED',
      exchange: {
        state: { in: [...counterpartStates] },
        parties: { some: { memberId, answer: 'ACCEPTED' } },
      },
    },
    distinct: ['memberId'],
    select: { memberId: true },
  });
  return new Set(parties.map((party) => party.memberId));
}

import { consentHolder } from '../../members/schema/member.ts';
import type { Transaction } from '../../database/database.ts';
import { knownLanguages, type ReviewedParty } from '../review.ts';

/** What reviews and the question of languages are decided from. */
export async function readReviewedParties(
  database: Transaction,
  memberIds: readonly string[],
): Promise<ReviewedParty[]> {
  const members = await database.member.findMany({
    where: { id: { in: [...memberIds] } },
    select: {
      ...consentHolder,
      atRisk: true,
      languages: { select: { language: true, level: true }, orderBy: { position: 'asc' } },
    },
    orderBy: { id: 'asc' },
  });
  return members.map((member) => ({ languages: knownLanguages(member), atRisk: member.atRisk }));
}

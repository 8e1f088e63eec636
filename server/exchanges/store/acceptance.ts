import type { ReviewReason } from '../../../generated/prisma/enums.ts';
import type { Transaction } from '../../database/database.ts';
import { readPeriods } from '../../policy/store.ts';
import { knownLanguages, reasonsToReview } from '../review.ts';
import { reviewNeeded } from '../rules/decide.ts';
import { acceptedParties } from '../rules/exchange.ts';
import type { Acting, Written } from './act.ts';
import { someKeptApart } from './kept-apart.ts';
import { membersWithoutPlace } from './locks.ts';

/** What an acceptance rests on: who has a place left, and what the secretariat has to look at. */
export async function acceptance(
  transaction: Transaction,
  { exchange, actor }: Acting,
): Promise<Written> {
  const memberIds = [
    ...acceptedParties(exchange).map(({ memberId }) => memberId),
    ...(actor.by === 'MEMBER' ? [actor.memberId] : []),
  ];
  const [full, members, terms, { reviewAtRisk }] = [
    await membersWithoutPlace(transaction, memberIds),
    await transaction.member.findMany({
      where: { id: { in: memberIds } },
      select: {
        id: true,
        atRisk: true,
        visibility: true,
        consents: { select: { field: true, audience: true, useForMatching: true } },
        languages: { orderBy: { position: 'asc' }, select: { language: true, level: true } },
      },
    }),
    await transaction.exchange.findUniqueOrThrow({
      where: { id: exchange.id },
      select: { formats: true, languages: true },
    }),
    await readPeriods(transaction),
  ];
  const parties = members.map((member) => ({
    atRisk: member.atRisk,
    languages: knownLanguages(member),
  }));
  const keptApart = await someKeptApart(transaction, memberIds);
  const reasons = reasonsToReview(parties, terms, { reviewAtRisk: reviewAtRisk === 1, keptApart });
  // Whoever joins is new to what was found in order, and takes nothing off what is still to be looked at.
  const joins = members.find(({ id }) => actor.by === 'MEMBER' && id === actor.memberId);
  const unsettled: ReviewReason[] =
    joins?.atRisk || keptApart ? ['INTERPRETATION', 'SAFETY'] : ['INTERPRETATION'];
  const all = [...new Set([...exchange.toReview, ...reasons])];
  return { facts: { full }, detail: { ...reviewNeeded(exchange, all, unsettled) } };
}

/**
 * What was said about more requests with an answer: false pauses them, true confirms that the member is available.
 *
 * @returns the members of which matching has to know
 */
export async function keepReceiving(
  transaction: Transaction,
  { actor, now }: Acting,
  keep: boolean | null | undefined,
): Promise<string[]> {
  if (keep == null || actor.by !== 'MEMBER') return [];
  await transaction.member.update({
    where: { id: actor.memberId },
    data: keep ? { paused: false, confirmedOn: now } : { paused: true },
  });
  return [actor.memberId];
}

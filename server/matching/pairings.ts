import { Best } from './best.ts';
import { explain } from './explanation.ts';
import type { Pairing } from './explanation.ts';
import { availabilityRule, hardRule } from './hard-rules.ts';
import type { Matching } from './matching.ts';
import type { Member } from './member.ts';
import type { Entry } from './network/network.ts';
import { compareText } from './order.ts';
import { Prospects } from './prospects/prospects.ts';
import { evaluate } from './score.ts';
import type { Evaluation } from './score.ts';
import { tieBreak } from './tie-break.ts';

export interface PairingsOptions {
  /** Whom to leave out, by what it lets others use. */
  readonly accepts?: (partner: Member) => boolean;
}

/**
 * The pairings of a member, best first: by score, then by the tie-break.
 * @param first at most so many; all unless given
 * @throws RangeError when the network has no such member
 */
export function pairingsOf(
  id: string,
  matching: Matching,
  first = Infinity,
  options: PairingsOptions = {},
): Pairing[] {
  const member = matching.network.entry(id);
  if (!member) throw new RangeError(`the network has no member ${id}`);
  return pairingsFor(member, matching, first, options);
}

/** As `pairingsOf`, for a member that the network need not hold, or not with these statements. */
export function pairingsFor(
  member: Entry,
  matching: Matching,
  first = Infinity,
  { accepts = () => true }: PairingsOptions = {},
): Pairing[] {
  const { network, seed } = matching;
  const { own } = member;
  if (first < 1 || availabilityRule(own, matching)) return [];
  const best = new Best<Found>(first, inOrderOfWorth);
  const prospects = new Prospects(own, matching);
  const least = () => best.last?.evaluation.score ?? 0;
  prospects.each(first, (row) => {
    const candidate = network.entryAt(row);
    const partner = candidate.seen;
    if (accepts(partner) && !hardRule(member, candidate, matching)) {
      const evaluation = evaluate(own, partner, matching);
      if (evaluation && evaluation.score >= least()) {
        const turn = tieBreak(seed, network.version, own.id, partner.id);
        best.add({ partner, evaluation, turn });
      }
    }
    return least();
  });
  return best.items.map(({ partner, evaluation }) => explain(own, partner, evaluation, matching));
}

interface Found {
  readonly partner: Member;
  readonly evaluation: Evaluation;
  readonly turn: number;
}

function inOrderOfWorth(x: Found, y: Found): number {
  return (
    y.evaluation.score - x.evaluation.score ||
    x.turn - y.turn ||
    compareText(x.partner.id, y.partner.id)
  );
}

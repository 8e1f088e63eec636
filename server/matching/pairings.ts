import { explain } from './explanation.ts';
import type { Pairing } from './explanation.ts';
import { hardRule } from './hard-rules.ts';
import type { Matching } from './matching.ts';
import type { Entry, Postings } from './network.ts';
import { compareText } from './order.ts';
import { evaluate } from './score.ts';
import { tieBreak } from './tie-break.ts';

/**
 * The pairings of a member, best first: by score, then by the tie-break. Only members that offer or
 * need something like what this one needs or offers are looked at.
 * @param first at most so many; all unless given
 * @throws RangeError when the network has no such member
 */
export function pairingsOf(id: string, matching: Matching, first = Infinity): Pairing[] {
  const { network, seed } = matching;
  const member = network.entry(id);
  if (!member) throw new RangeError(`the network has no member ${id}`);
  const { own } = member;
  const found = [];
  for (const candidate of candidatesFor(member, matching)) {
    if (hardRule(member, candidate, matching)) continue;
    const partner = candidate.seen;
    const evaluation = evaluate(own, partner, matching);
    if (!evaluation) continue;
    const turn = tieBreak(seed, network.version, id, partner.id);
    found.push({ partner, evaluation, score: evaluation.score, turn });
  }
  return found
    .sort((x, y) => y.score - x.score || x.turn - y.turn || compareText(x.partner.id, y.partner.id))
    .slice(0, first)
    .map(({ partner, evaluation }) => explain(own, partner, evaluation, matching));
}

/** Everybody with an offer for one of the member's needs or a need for one of its offers. */
function candidatesFor({ own }: Entry, { network, topics }: Matching): Set<Entry> {
  const { offerers, needers } = network;
  const found = new Set<Entry>();
  const collect = (postings: Postings, isAlike: (topic: string) => boolean) => {
    for (const [topic, entries] of postings)
      if (isAlike(topic)) for (const entry of entries) found.add(entry);
  };
  for (const need of new Set(own.needs.map(({ topic }) => topic)))
    collect(offerers, (offer) => topics.ofOffer(need, offer) > 0);
  for (const offer of new Set(own.offers.map(({ topic }) => topic)))
    collect(needers, (need) => topics.ofOffer(need, offer) > 0);
  return found;
}

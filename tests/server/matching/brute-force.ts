import { explain } from '../../../server/matching/explanation.ts';
import type { Pairing } from '../../../server/matching/explanation.ts';
import { hardRule } from '../../../server/matching/hard-rules.ts';
import type { Matching } from '../../../server/matching/matching.ts';
import type { Member } from '../../../server/matching/member.ts';
import { evaluate } from '../../../server/matching/score.ts';
import { tieBreak } from '../../../server/matching/tie-break.ts';

/** All pairings of a member, best first, by trying everybody: what the index has to find. */
export function bruteForce(
  id: string,
  matching: Matching,
  accepts: (partner: Member) => boolean = () => true,
): Pairing[] {
  const { network, seed } = matching;
  const member = network.entry(id)!;
  return [...network.ids()]
    .map((other) => network.entry(other)!)
    .filter((other) => accepts(other.seen) && !hardRule(member, other, matching))
    .flatMap(({ seen }) => {
      const evaluation = evaluate(member.own, seen, matching);
      const turn = tieBreak(seed, network.version, id, seen.id);
      return evaluation ? [{ seen, evaluation, turn }] : [];
    })
    .sort(
      (x, y) =>
        y.evaluation.score - x.evaluation.score ||
        x.turn - y.turn ||
        (x.seen.id < y.seen.id ? -1 : 1),
    )
    .map(({ seen, evaluation }) => explain(member.own, seen, evaluation, matching));
}

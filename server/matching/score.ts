import { bridgeBetween } from './factors/bridge.ts';
import type { Bridge } from './factors/bridge.ts';
import {
  dividesFactor,
  geographicExtent,
  historicExtent,
  linguisticExtent,
} from './factors/divides.ts';
import type { Extents } from './factors/divides.ts';
import { learning, mutualValue } from './factors/learning.ts';
import type { Opportunity } from './factors/opportunity.ts';
import { purposeFactor, purposeSimilarity } from './factors/purpose.ts';
import { timeFactor } from './factors/time.ts';
import type { Matching } from './matching.ts';
import type { Member } from './member.ts';

/**
 * Every number behind a score. `mutual` is made of `learning` and `teaching`; the score is the
 * product of the other six, at most 1.
 */
export interface Terms {
  /** `L(a <- b)`, 0..1: what a can learn from b. */
  readonly learning: number;
  /** `L(b <- a)`, 0..1: what b can learn from a. */
  readonly teaching: number;
  /** `M`, 0..1. */
  readonly mutual: number;
  /** `B`, 0..1. */
  readonly bridge: number;
  /** `T`, `timeBase`..1. */
  readonly time: number;
  /** `D`, 1 / (1 + sum of the weights)..1. */
  readonly divides: number;
  /** `P`, `purposeBase`..1. */
  readonly purpose: number;
  /** `E`, `exposureAtLeast`..`exposureAtMost`: how b's turn stands. */
  readonly exposure: number;
}

/** What a pairing is worth and why, with nothing withheld. For eyes that may see everything. */
export interface Evaluation {
  readonly score: number;
  readonly terms: Terms;
  /** What a can learn from b, and b from a. */
  readonly learns: readonly Opportunity[];
  readonly shares: readonly Opportunity[];
  readonly bridge: Bridge;
  readonly sharedHours: number | null;
  readonly extents: Extents;
}

/**
 * What b is worth to a: `min(1, M x B x T x D x P x E)`. Null where neither can learn from the
 * other or nothing bridges them. Hard rules are not asked here. Without exposure it is symmetric,
 * to the last bit.
 * @param a with what it is to be matched by: all it stated, in its own list
 * @param b likewise: what it lets others use, in the list of another
 */
export function evaluate(a: Member, b: Member, matching: Matching): Evaluation | null {
  const { policy, topics, time, facts, asOf } = matching;
  const learns = learning(a.needs, b.offers, topics, policy);
  const shares = learning(b.needs, a.offers, topics, policy);
  const mutual = mutualValue(learns.value, shares.value);
  if (mutual === 0) return null;
  const bridge = bridgeBetween(a, b, matching);
  if (!bridge) return null;

  const sharedHours = time.sharedHours(a, b);
  const extents = {
    GEOGRAPHIC: geographicExtent(a.country, b.country, policy),
    LINGUISTIC: linguisticExtent(a.languages, b.languages),
    HISTORIC: historicExtent(a, b, facts.of(a.id, b.id), asOf, policy),
  };
  const terms = {
    learning: learns.value,
    teaching: shares.value,
    mutual,
    bridge: bridge.value,
    time: timeFactor(sharedHours, policy),
    divides: dividesFactor(extents, policy),
    purpose: purposeFactor(
      purposeSimilarity(a.themes, b.themes, (one, other) => topics.ofThemes(one, other), policy),
      policy,
    ),
    exposure: exposureOf(b.id, matching),
  };
  return {
    score: scoreOf(terms),
    terms,
    learns: learns.opportunities,
    shares: shares.opportunities,
    bridge,
    sharedHours,
    extents,
  };
}

function scoreOf({ mutual, bridge, time, divides, purpose, exposure }: Terms): number {
  return Math.min(1, mutual * bridge * time * divides * purpose * exposure);
}

/** The exposure factor `E` from the ledger, held within the bounds of the policy. */
export function exposureOf(id: string, { exposure, policy }: Matching): number {
  const { exposureAtLeast, exposureAtMost } = policy;
  return Math.min(exposureAtMost, Math.max(exposureAtLeast, exposure.get(id) ?? 1));
}

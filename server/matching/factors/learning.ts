import type { Need, Offer } from '../member.ts';
import type { Policy } from '../policy.ts';
import { bestOpportunity } from './opportunity.ts';
import type { Opportunity } from './opportunity.ts';
import type { TopicSimilarity } from './topic-similarity.ts';

export interface Learning {
  /** `L`, 0..1. */
  readonly value: number;
  /** One for each need that is met, the one that counts most first. */
  readonly opportunities: readonly Opportunity[];
}

/**
 * What the owner of the needs can learn from the owner of the offers:
 * `L = 1 - product over needs of (1 - weight x fit)`. One more need met never lowers it, each adds
 * less than the one before (the "noisy or" of independent causes; Pearl, "Probabilistic Reasoning
 * in Intelligent Systems", 1988).
 */
export function learning(
  needs: readonly Need[],
  offers: readonly Offer[],
  topics: TopicSimilarity,
  policy: Policy,
): Learning {
  const opportunities: Opportunity[] = [];
  let missed = 1;
  for (const need of needs) {
    const best = bestOpportunity(need, offers, topics, policy);
    if (!best) continue;
    opportunities.push(best);
    missed *= 1 - best.weight * best.fit;
  }
  // Stable, so that equal ones stay in the order of the needs.
  opportunities.sort((x, y) => y.weight * y.fit - x.weight * x.fit);
  return { value: 1 - missed, opportunities };
}

/**
 * Mutual value `M = ((sqrt(one way) + sqrt(other way)) / 2)^2`, 0..1: the power mean of exponent
 * 1/2. Of two pairings with the same sum the more even one is worth more; all on one side is worth
 * a quarter of it. Source: Hardy, Littlewood, Pólya, "Inequalities", 1934, chapter 2.
 */
export function mutualValue(oneWay: number, otherWay: number): number {
  return ((Math.sqrt(oneWay) + Math.sqrt(otherWay)) / 2) ** 2;
}

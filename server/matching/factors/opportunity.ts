import { topicLevels } from '../member.ts';
import type { Need, Offer, Priority, TopicLevel } from '../member.ts';
import type { Policy, PolicyName } from '../policy.ts';
import type { TopicSimilarity } from './topic-similarity.ts';

/** What a need could get from an offer. All numbers 0..1; `fit = similarity x level x format`. */
export interface Opportunity {
  readonly need: Need;
  readonly offer: Offer;
  /** The topic that would be learned: the offered one. */
  readonly topic: string;
  readonly similarity: number;
  readonly level: number;
  readonly format: number;
  readonly fit: number;
  /** What the need's priority makes it worth, 0..1. */
  readonly weight: number;
}

/** 1 when the offer reaches the level wanted or none is; `levelOneBelow`; 0 further below. */
export function levelFit(wanted: TopicLevel | null, offered: TopicLevel, policy: Policy): number {
  if (wanted === null) return 1;
  const below = topicLevels.indexOf(wanted) - topicLevels.indexOf(offered);
  if (below <= 0) return 1;
  return below === 1 ? policy.levelOneBelow : 0;
}

/** 1 when the two share a format or either left it open, else `formatDiffers`. */
export function formatFit(
  wanted: readonly string[],
  offered: readonly string[],
  policy: Policy,
): number {
  const open = wanted.length === 0 || offered.length === 0;
  return open || wanted.some((format) => offered.includes(format)) ? 1 : policy.formatDiffers;
}

const priorityConstants = {
  HIGH: 'priorityHigh',
  NORMAL: 'priorityNormal',
  LOW: 'priorityLow',
} as const satisfies Record<Priority, PolicyName>;

/** What a need of this priority counts, 0..1. */
export function weightOf(priority: Priority, policy: Policy): number {
  return policy[priorityConstants[priority]];
}

/**
 * The offer that fits a need best; null where none fits. Of equal fits the more similar topic, then
 * the first in the order of the offers.
 */
export function bestOpportunity(
  need: Need,
  offers: readonly Offer[],
  topics: TopicSimilarity,
  policy: Policy,
): Opportunity | null {
  let best: Opportunity | null = null;
  const alike = topics.offersFor(need.topic);
  for (const offer of offers) {
    const similarity = alike.get(offer.topic);
    if (similarity === undefined) continue;
    const level = levelFit(need.levelWanted, offer.level, policy);
    const format = formatFit(need.formats, offer.formats, policy);
    const fit = similarity * level * format;
    const better = best
      ? fit > best.fit || (fit === best.fit && similarity > best.similarity)
      : fit > 0;
    if (better) {
      const weight = weightOf(need.priority, policy);
      best = { need, offer, topic: offer.topic, similarity, level, format, fit, weight };
    }
  }
  return best;
}

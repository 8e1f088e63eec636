import { levelValue } from '../factors/bridge.ts';
import { bestOpportunity } from '../factors/opportunity.ts';
import { topicLevels } from '../member.ts';
import type { Member, Need, TopicLevel } from '../member.ts';
import type { Policy } from '../policy.ts';
import { knownRules } from './open-partners.ts';
import type { KnownRule, OpenPartner, OpenPartners } from './open-partners.ts';

/** What may be in the way of one pairing, and may be named. */
export type Obstacle = KnownRule | 'LEVEL' | 'NO_BRIDGE';

/** In the order in which they are found. */
export const obstacleOrder: readonly Obstacle[] = [...knownRules, 'LEVEL', 'NO_BRIDGE'];

/** Somebody that offers what is needed, and everything that is in the way. */
export interface Obstructed {
  readonly partner: OpenPartner;
  readonly obstacles: readonly Obstacle[];
}

/**
 * All that keeps a partner from meeting a need, as far as the partner shows it. Null where it could
 * not meet it at whatever level, or shows no language to meet in: then it counts as not there.
 */
export function obstaclesTo(
  need: Need,
  partner: OpenPartner,
  partners: OpenPartners,
): readonly Obstacle[] | null {
  const { shown, rule } = partner;
  const { matching } = partners;
  const { topics, policy } = matching;
  if (usableLanguages(shown, policy).length === 0) return null;
  const fits = bestOpportunity(need, shown.offers, topics, policy) !== null;
  if (!fits && !acceptableLevel(need, shown, matching)) return null;
  return [
    ...(rule ? [rule] : []),
    ...(fits ? [] : (['LEVEL'] as const)),
    ...(partners.isBridged(partner) ? [] : (['NO_BRIDGE'] as const)),
  ];
}

/** The highest level below the one wanted at which an offer would meet the need. */
export function acceptableLevel(
  need: Need,
  { offers }: Member,
  { topics, policy }: OpenPartners['matching'],
): TopicLevel | undefined {
  const { levelWanted } = need;
  if (levelWanted === null) return undefined;
  return topicLevels
    .slice(0, topicLevels.indexOf(levelWanted))
    .findLast((level) => bestOpportunity({ ...need, levelWanted: level }, offers, topics, policy));
}

/** Those in which one can work, with what they are worth. */
export function usableLanguages({ languages }: Member, policy: Policy) {
  return languages
    .map((skill) => ({ ...skill, value: levelValue(skill.level, policy) }))
    .filter(({ value }) => value > 0);
}

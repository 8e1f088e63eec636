import type { Network } from '../matching/network.ts';

/** How what is offered stands to what is needed. */
export type TopicRelation = 'same' | 'narrower' | 'broader' | 'related';

/** Names the relation that a reason may claim; it says `related` of any two topics that are alike in another way. */
export function topicRelation(
  need: string,
  offer: string,
  { topics }: Pick<Network, 'topics'>,
): TopicRelation {
  if (need === offer) return 'same';
  const broader = new Map(topics.map((topic) => [topic.id, topic.broader]));
  const isBelow = (topic: string, above: string): boolean =>
    (broader.get(topic) ?? []).some((next) => next === above || isBelow(next, above));
  if (isBelow(offer, need)) return 'narrower';
  return isBelow(need, offer) ? 'broader' : 'related';
}

import type { Topic } from '../matching/member.ts';

/** How what is offered stands to what is needed. */
export type TopicRelation = 'same' | 'narrower' | 'broader' | 'related';

/** Names the relation that a reason may claim; it says `related` of any two topics that are alike in another way. */
export function topicRelation(
  need: string,
  offer: string,
  topics: readonly Topic[],
): TopicRelation {
  if (need === offer) return 'same';
  if (isBelow(offer, need, topics)) return 'narrower';
  return isBelow(need, offer, topics) ? 'broader' : 'related';
}

function isBelow(topic: string, above: string, topics: readonly Topic[]): boolean {
  const broader = broaderOf(topics);
  const passed = new Set([topic]);
  // A set that grows while it is walked visits what is added, each once: cycles end.
  for (const step of passed)
    for (const up of broader.get(step) ?? []) {
      if (up === above) return true;
      passed.add(up);
    }
  return false;
}

const known = new WeakMap<readonly Topic[], ReadonlyMap<string, readonly string[]>>();

/** What is next above each topic, made once for as long as the same topics are asked about. */
function broaderOf(topics: readonly Topic[]): ReadonlyMap<string, readonly string[]> {
  const made = known.get(topics) ?? new Map(topics.map(({ id, broader }) => [id, broader]));
  known.set(topics, made);
  return made;
}

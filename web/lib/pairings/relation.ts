/** A topic with those above it, as far up as was asked for. */
export interface TopicAbove {
  id: string;
  broader?: readonly TopicAbove[];
}

/** How what is offered stands to what is needed. */
export type Relation = 'SAME' | 'NARROWER' | 'BROADER' | 'RELATED';

/** Names the relation of an offered topic to a needed one, by the ids of the topics above each. */
export function relationOf(offered: TopicAbove, needed: TopicAbove): Relation {
  if (offered.id === needed.id) return 'SAME';
  if (isBelow(offered, needed.id)) return 'NARROWER';
  return isBelow(needed, offered.id) ? 'BROADER' : 'RELATED';
}

function isBelow(topic: TopicAbove, id: string): boolean {
  return (topic.broader ?? []).some((above) => above.id === id || isBelow(above, id));
}

import { priorities, type Priority } from '../graphql/enums.ts';

interface Need {
  id: string;
  priority: Priority;
  topic: { name: string };
}

interface Serves {
  learns: readonly { need: { id: string } }[];
}

/** The need that matters most, and how many of some pairings can help with it. */
export interface Wanted {
  topic: string;
  count: number;
}

/**
 * The most wanted need: the highest priority wins; among equals the one that most of the pairings
 * can help with, then the one that the member named first.
 */
export function mostWanted(needs: readonly Need[], pairings: readonly Serves[]): Wanted | null {
  const wanted = needs.map(({ id, priority, topic }) => ({
    topic: topic.name,
    rank: priorities.indexOf(priority),
    count: pairings.filter(({ learns }) => learns.some(({ need }) => need.id === id)).length,
  }));
  const [first] = wanted.sort((a, b) => a.rank - b.rank || b.count - a.count);
  return first ? { topic: first.topic, count: first.count } : null;
}

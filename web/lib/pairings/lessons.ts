import { relationOf, type Relation } from './relation.ts';
import type { Opportunity } from './pairings.ts';

/** Something to learn, with every need that it meets. */
export interface Lesson {
  topic: Opportunity['topic'];
  offer: Opportunity['offer'];
  needs: (Opportunity['need'] & { relation: Relation })[];
}

/** Brings together the opportunities that one offer gives, in the order of the best of each. */
export function lessonsOf(opportunities: readonly Opportunity[]): Lesson[] {
  const lessons = new Map<string, Lesson>();
  for (const { topic, offer, need } of opportunities) {
    const lesson = lessons.get(topic.id) ?? { topic, offer, needs: [] };
    lesson.needs.push({ ...need, relation: relationOf(topic, need.topic) });
    lessons.set(topic.id, lesson);
  }
  return [...lessons.values()];
}

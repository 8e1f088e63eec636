import { TopicSimilarity } from '../factors/topic-similarity.ts';
import type { Matching } from '../matching.ts';
import { compareText } from '../order.ts';

/** Topics of which an offer would meet a need for this one, the most similar first. */
export function topicsMeeting(need: string, { topics }: Matching): string[] {
  return mostSimilarFirst(topics.offersFor(need));
}

/** A topic to look under instead, and the topics of which an offer would then count. */
export interface WiderTopic {
  readonly topic: string;
  readonly offered: readonly string[];
}

/**
 * Where else a need could look, nearest first: the broader topics, step by step upwards, and all
 * that is below them; then single topics by similarity, also those too little alike to be found
 * without asking. Topics with nothing in common are never among them.
 */
export function* widerTopics(need: string, matching: Matching): Iterable<WiderTopic> {
  const { alike, broader } = unbounded(matching);
  const similar = alike.offersFor(need);
  const seen = new Set([need]);
  for (let step = [need]; step.length > 0;) {
    const next = new Set(step.flatMap((topic) => broader.get(topic) ?? []));
    step = mostSimilarFirst([...similar].filter(([id]) => next.has(id) && !seen.has(id)));
    for (const topic of step) {
      seen.add(topic);
      yield { topic, offered: topicsMeeting(topic, matching) };
    }
  }
  const found = matching.topics.offersFor(need);
  const others = [...similar].filter(([id]) => !seen.has(id) && !found.has(id));
  for (const topic of mostSimilarFirst(others)) yield { topic, offered: [topic] };
}

function mostSimilarFirst(alike: Iterable<readonly [id: string, similarity: number]>): string[] {
  return [...alike].sort(([x, a], [y, b]) => b - a || compareText(x, y)).map(([id]) => id);
}

/** The taxonomy seen from further away. */
interface Unbounded {
  /** Similarity without its lower bound. */
  readonly alike: TopicSimilarity;
  readonly broader: ReadonlyMap<string, readonly string[]>;
}

/** Kept for as long as the matching lives. */
const kept = new WeakMap<TopicSimilarity, Unbounded>();

function unbounded({ network, topics, policy }: Matching): Unbounded {
  let found = kept.get(topics);
  if (!found) {
    found = {
      alike: new TopicSimilarity(network.topics, { ...policy, minSimilarity: 0 }),
      broader: new Map(network.topics.map((topic) => [topic.id, topic.broader])),
    };
    kept.set(topics, found);
  }
  return found;
}

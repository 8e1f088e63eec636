import type { Topic } from './topics.ts';

/** A topic with the topics directly below it. */
export interface TopicBranch {
  topic: Topic;
  narrower: TopicBranch[];
}

/** Topics of one sort, as trees; `kind` is null for those of which the network has not said it. */
export interface TopicGroup {
  kind: Topic['kind'];
  branches: TopicBranch[];
}

/**
 * Orders topics for reading: themes, practices, then others, each from the broadest down. A topic
 * with several broader ones stands under each of them.
 */
export function topicGroups(topics: readonly Topic[]): TopicGroup[] {
  const known = new Set(topics.map((topic) => topic.id));

  function branch(topic: Topic, above: ReadonlySet<string>): TopicBranch {
    const path = new Set(above).add(topic.id);
    const narrower = topics.filter(
      (other) => !path.has(other.id) && other.broader.some(({ id }) => id === topic.id),
    );
    return { topic, narrower: narrower.map((other) => branch(other, path)) };
  }

  const roots = topics.filter((topic) => !topic.broader.some(({ id }) => known.has(id)));
  return (['THEME', 'PRACTICE', null] as const)
    .map((kind) => ({
      kind,
      branches: roots
        .filter((topic) => topic.kind === kind)
        .map((topic) => branch(topic, new Set<string>())),
    }))
    .filter((group) => group.branches.length > 0);
}

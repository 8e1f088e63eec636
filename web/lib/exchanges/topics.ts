/** What is learned, and by whom; nobody where all work on it together. */
export interface ExchangeTopic {
  topic: { id: string; name: string };
  teacher: { id: string; name: string } | null;
  learner: { id: string; name: string } | null;
}

/** The topics of an exchange as one party sees them. */
export interface TopicsOfSide {
  learn: string[];
  share: string[];
  together: string[];
  /** What passes between others, as in a circle; all of it for somebody who is no party. */
  others: { topic: string; teacher: string; learner: string | null }[];
}

export function topicsOf(topics: readonly ExchangeTopic[], memberId: string | null): TopicsOfSide {
  const side: TopicsOfSide = { learn: [], share: [], together: [], others: [] };
  for (const { topic, teacher, learner } of topics) {
    // A teacher who left the network is named no more.
    if (!teacher && memberId && learner?.id === memberId) side.learn.push(topic.name);
    else if (!teacher) side.together.push(topic.name);
    else if (memberId && teacher.id === memberId) side.share.push(topic.name);
    else if (memberId && (!learner || learner.id === memberId)) side.learn.push(topic.name);
    else
      side.others.push({
        topic: topic.name,
        teacher: teacher.name,
        learner: learner?.name ?? null,
      });
  }
  return { ...side, learn: unique(side.learn), share: unique(side.share) };
}

/** What passes in a circle as one party sees it: from whom it learns, and who learns from it. */
export function circleOf(topics: readonly ExchangeTopic[], memberId: string) {
  return {
    learn: topics.flatMap(({ topic, teacher, learner }) =>
      learner?.id === memberId ? [{ topic: topic.name, teacher: teacher?.name ?? null }] : [],
    ),
    share: topics.flatMap(({ topic, teacher, learner }) =>
      learner && teacher?.id === memberId ? [{ topic: topic.name, learner: learner.name }] : [],
    ),
  };
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}

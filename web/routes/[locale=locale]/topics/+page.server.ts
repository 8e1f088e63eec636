import { typedText } from '#lib/forms/text.ts';
import { findTopics } from '#lib/topics/topics.ts';
import { topicGroups } from '#lib/topics/tree.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const search = typedText(event.url.searchParams, 'q') || null;
  const topics = await findTopics(event, search);
  return search
    ? { search, found: topics, groups: [] }
    : { search, found: null, groups: topicGroups(topics) };
};

import { error, fail } from '@sveltejs/kit';
import { problemsOf } from '#lib/forms/problems.ts';
import { goOn, loadSection } from '#lib/profile/profile.ts';
import { removeTopic } from '#lib/profile/set-topics.ts';
import type { Actions, PageServerLoad } from './$types';

/** Asks before an offer or a need, and what was written about it, is gone. */
export const load: PageServerLoad = async (event) => {
  const { list } = event.params;
  const { owner, profile } = await loadSection(event, list);
  const key = event.url.searchParams.get('topic');
  const item = profile[list].find(({ topic }) => topic.key === key);
  if (!item) error(404, 'Not in the list');
  return { owner, list, name: profile.name, topic: item.topic.name, note: item.note };
};

export const actions: Actions = {
  default: async (event) => {
    const { list } = event.params;
    const { owner, profile } = await loadSection(event, list);
    const key = event.url.searchParams.get('topic') ?? '';
    const answer = await removeTopic({ event, owner, profile, list }, key);
    const problems = problemsOf(answer, []);
    if (problems.length > 0) return fail(400, { problems });
    return goOn(owner, `/${list}`, 'removed');
  },
};

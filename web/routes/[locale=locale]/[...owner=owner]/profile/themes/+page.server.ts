import { fail } from '@sveltejs/kit';
import { execute } from '#lib/graphql/execute.ts';
import { translator } from '#lib/i18n/translator.ts';
import { textOf } from '#lib/forms/text.ts';
import { updateMember } from '#lib/profile/mutations.ts';
import { problemsOf } from '#lib/forms/problems.ts';
import { goOn, loadSection } from '#lib/profile/profile.ts';
import { topicId } from '#lib/profile/set-topics.ts';
import { topicChoices } from '#lib/profile/topic-choices.ts';
import { findTopics } from '#lib/topics/topics.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { owner, profile } = await loadSection(event, 'themes');
  const { name, themes } = profile;
  const taken = themes.map(({ key }) => key);
  const { t } = translator(event.locals.locale);
  return { owner, name, themes, topics: topicChoices(await findTopics(event, null), taken, t) };
};

export const actions: Actions = {
  /** Takes one theme away, by its button, or else adds the one that was chosen. */
  default: async (event) => {
    const { owner, profile } = await loadSection(event, 'themes');
    const form = await event.request.formData();
    const removed = textOf(form, 'remove');
    const key = textOf(form, 'topic');
    const added = removed ? undefined : await topicId(event, key);
    if (!removed && !added) {
      const message = translator(event.locals.locale).t('profile.no-topic');
      return fail(400, { topic: key, problems: [{ field: 'topic', message }] });
    }

    const kept = profile.themes.filter((theme) => theme.key !== removed).map(({ id }) => id);
    const input = { member: owner.id, themes: added ? [...kept, added] : kept };
    const { result } = await execute(event, updateMember, { input });
    const problems = problemsOf(result, ['topic']);
    if (problems.length > 0) return fail(400, { topic: key, problems });
    return goOn(owner, '/themes', added ? 'added' : 'removed');
  },
};

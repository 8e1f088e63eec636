import { error, fail } from '@sveltejs/kit';
import { translator } from '#lib/i18n/translator.ts';
import { problemsOf, type Problem } from '#lib/forms/problems.ts';
import { goOn, loadSection } from '#lib/profile/profile.ts';
import { saveTopic, topicId } from '#lib/profile/set-topics.ts';
import { topicChoices } from '#lib/profile/topic-choices.ts';
import { emptyTopic, readTopic, topicFields, topicValuesOf } from '#lib/profile/topic-form.ts';
import { findTopics } from '#lib/topics/topics.ts';
import type { Actions, PageServerLoad } from './$types';

/**
 * With `?topic=<key>` the page changes what the list says of a topic, without it adds one. `?level=`
 * and `?add=<key>` fill in what somebody was advised to change.
 */
export const load: PageServerLoad = async (event) => {
  const { list } = event.params;
  const { owner, profile } = await loadSection(event, list);
  const { t } = translator(event.locals.locale);
  const query = event.url.searchParams;
  const key = query.get('topic');
  const common = { owner, list, name: profile.name };
  if (key) {
    const values = topicValuesOf(profile, list, key);
    const topic = profile[list].find((item) => item.topic.key === key)?.topic.name;
    if (!values || !topic) error(404, 'Not in the list');
    const levelWanted = query.get('level') ?? values.levelWanted;
    return { ...common, values: { ...values, levelWanted }, topic, topics: [] };
  }
  const taken = profile[list].map(({ topic }) => topic.key);
  const topics = topicChoices(await findTopics(event, null), taken, t);
  const values = { ...emptyTopic, topic: query.get('add') ?? '' };
  return { ...common, values, topic: null, topics };
};

export const actions: Actions = {
  default: async (event) => {
    const { list } = event.params;
    const { owner, profile } = await loadSection(event, list);
    const key = event.url.searchParams.get('topic');
    const values = readTopic(await event.request.formData());
    if (key) values.topic = key;

    const topic = await topicId(event, values.topic);
    if (!topic) return fail(400, { values, problems: [noTopic(event.locals.locale)] });
    const answer = await saveTopic({ event, owner, profile, list }, values, topic);
    const problems = problemsOf(answer, topicFields);
    if (problems.length > 0) return fail(400, { values, problems });
    return goOn(owner, `/${list}`, key ? 'saved' : 'added');
  },
};

function noTopic(locale: App.Locals['locale']): Problem {
  return { field: 'topic', message: translator(locale).t('profile.no-topic') };
}

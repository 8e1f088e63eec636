import { error, fail, redirect } from '@sveltejs/kit';
import { exchangePath } from '#lib/exchanges/paths.ts';
import { answerFields, answersInput, answersOf, readAnswers } from '#lib/follow-ups/answer-form.ts';
import { exchangeOf, loadFollowUp, submitFollowUp } from '#lib/follow-ups/load.ts';
import { refusedBy } from '#lib/forms/answer.ts';
import { execute } from '#lib/graphql/execute.ts';
import { textOf } from '#lib/forms/text.ts';
import type { Actions, PageServerLoad } from './$types';

/** Opening it changes nothing, because mail scanners open links too. */
export const load: PageServerLoad = async (event) => {
  const { by, followUp } = await loadFollowUp(event);
  if (!followUp && 'id' in by) error(404, 'No such follow-up');
  // Where a form was sent by an old link, the page gives back what was written.
  if (!followUp && event.request.method !== 'POST') error(410, 'The link is not valid');
  return {
    bare: 'token' in by,
    followUp,
    values: followUp && answersOf(followUp),
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { by, followUp } = await loadFollowUp(event);
    const form = await event.request.formData();
    const values = readAnswers(form);
    // What was written stays on the page, even when the link expired meanwhile.
    if (!followUp) return fail(410, { values, problems: [] });

    const { result } = await execute(event, submitFollowUp, {
      input: {
        ...('id' in by ? { followUp: by.id } : by),
        ...answersInput(values, followUp.questions),
        idempotencyKey: textOf(form, 'key') || null,
      },
    });
    if (result.__typename === 'LinkInvalidError') return fail(410, { values, problems: [] });
    const refused = refusedBy(result, answerFields);
    if (refused) return fail(400, { values, ...refused });

    const { locale } = event.locals;
    const exchange = 'id' in by ? await exchangeOf(event, by.id) : null;
    redirect(
      303,
      exchange
        ? `${exchangePath(`/${locale}`, exchange)}?done=follow-up-sent#follow-ups`
        : `/${locale}/follow-ups`,
    );
  },
};

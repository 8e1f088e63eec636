import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { refusalOf } from '#lib/exchanges/answer.ts';
import { choicesOf, languagesOf, loadAsk, sendAsk } from '#lib/exchanges/ask.ts';
import {
  askForm,
  askProblems,
  askSteps,
  stepOf,
  stepQuery,
  type AskProblem,
  type AskStep,
} from '#lib/exchanges/ask-form.ts';
import { exchangePath } from '#lib/exchanges/paths.ts';
import { translator } from '#lib/i18n/translator.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import type { Problem } from '#lib/forms/problems.ts';
import { textOf } from '#lib/forms/text.ts';
import type { Actions, PageServerLoad } from './$types';

/** In a link: somebody wanted to go on from this step, so what is wrong with it is told. */
const tried = 'tried';

export const load: PageServerLoad = async (event) => {
  const { owner, member, partner } = await loadAsk(event);
  const query = event.url.searchParams;
  const values = askForm.read(query);
  if (values.key === '') values.key = randomUUID();
  // A link may be old or made by hand: nobody lands at a step before those that lead to it are done.
  const wanted = stepOf(query.get('step'));
  const wrong = askProblems(values, 'check');
  const step = askProblems(values, wanted)?.step ?? wanted;
  const told = query.has(tried) && wrong?.step === step ? wrong.problems : [];
  return {
    owner,
    name: member.name,
    partner,
    values,
    step,
    problems: inWords(event.locals.locale, told),
    choices: choicesOf(member, partner),
    languages: languagesOf(member, partner),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { owner, member, partner } = await loadAsk(event);
    const form = await event.request.formData();
    const values = askForm.read(form);
    const from = stepOf(textOf(form, 'step'));
    const go = textOf(form, 'go');
    const to = stepOf(go);
    const plain = { values, pairings: [], open: [] };

    const sending = go === 'send';
    if (sending || askSteps.indexOf(to) > askSteps.indexOf(from)) {
      const wrong = askProblems(values, sending ? 'check' : to);
      if (wrong) {
        if (values.message === '') {
          redirect(303, `${stepQuery(partner.id, wrong.step, values)}&${tried}=yes`);
        }
        const problems = inWords(event.locals.locale, wrong.problems);
        return fail(400, { ...plain, step: wrong.step, problems });
      }
    }
    if (sending) {
      const answer = await sendAsk(event, { owner, member, partner }, values);
      const refusal = refusalOf(answer, askForm.fields);
      if (refusal) {
        const open = 'open' in answer ? answer.open : [];
        const aboutMessage = refusal.problems.some(({ field }) => field === 'message');
        const step: AskStep = aboutMessage ? 'message' : 'check';
        return fail(400, { ...plain, step, ...refusal, open });
      }
      if (!('exchange' in answer)) error(500, 'Neither an exchange nor a reason');
      redirect(303, `${exchangePath(owner.base, answer.exchange.id)}?done=ask`);
    }
    // A link can be gone back to. A message stands in none: with one, the step answers the form.
    if (values.message !== '') return { ...plain, step: to, problems: [] };
    redirect(303, stepQuery(partner.id, to, values));
  },
};

function inWords(locale: Locale, problems: readonly AskProblem[]): Problem[] {
  const { t } = translator(locale);
  return problems.map(({ field, code }) => ({
    field,
    message: t(`exchanges.ask-problem.${code}`),
  }));
}

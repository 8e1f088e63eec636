import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { loadAddable } from '#lib/exchanges/addable.ts';
import { refusalOf } from '#lib/exchanges/answer.ts';
import { loadProposed } from '#lib/exchanges/proposed.ts';
import { exchangePath } from '#lib/exchanges/paths.ts';
import {
  loadIntroduction,
  sendProposal,
  spokenBy,
  type Introduced,
} from '#lib/exchanges/propose.ts';
import {
  lessonNames,
  proposeForm,
  proposeProblems,
  proposeQuery,
  proposeStepOf,
  proposeSteps,
  withLikely,
  withMembers,
  type ProposeProblem,
  type ProposeStep,
  type ProposeValues,
} from '#lib/exchanges/propose-form.ts';
import type { Problem } from '#lib/forms/problems.ts';
import { textOf, typedText } from '#lib/forms/text.ts';
import { translator } from '#lib/i18n/translator.ts';
import { requireSecretariat } from '#lib/session/viewer.ts';
import type { Actions, PageServerLoad } from './$types';

/** In a link: somebody wanted to go on from this step, so what is wrong with it is told. */
const tried = 'tried';

/** All that a step shows. Whoever left the network is in no proposal any more. */
async function show(
  event: RequestEvent,
  given: ProposeValues,
  { wanted, sought = '', told = false }: { wanted: ProposeStep; sought?: string; told?: boolean },
) {
  const members = await loadProposed(event, given.member);
  const known = { ...given, member: members.map(({ id }) => id) };
  const introduced = await loadIntroduction(event, known);
  const lacking = proposeProblems(known, introduced, wanted);
  // A link may be old or made by hand: nobody lands at a step before those that lead to it are done.
  const step = lacking?.step ?? wanted;
  const wrong = told ? proposeProblems(known, introduced, 'check') : null;
  return {
    step,
    sought,
    members,
    introduced,
    values: step === 'topics' && !told ? withLikely(known, introduced) : known,
    problems: wrong?.step === step ? inWords(event, wrong.problems, introduced) : [],
    languages: spokenBy(members),
    addable: step === 'members' ? await loadAddable(event, members, sought) : null,
  };
}

export const load: PageServerLoad = async (event) => {
  await requireSecretariat(event);
  const query = event.url.searchParams;
  const values = proposeForm.read(query);
  if (values.key === '') values.key = randomUUID();
  const wanted = proposeStepOf(query.get('step'));
  return show(event, values, { wanted, sought: typedText(query, 'q'), told: query.has(tried) });
};

export const actions: Actions = {
  default: async (event) => {
    await requireSecretariat(event);
    const form = await event.request.formData();
    const values = proposeForm.read(form);
    const from = proposeStepOf(textOf(form, 'step'));
    const go = textOf(form, 'go');
    const sought = go === 'search' ? typedText(form, 'q') : '';

    const changed = withMembers(values, go);
    if (changed || go === 'search')
      return goTo(event, changed ?? values, { wanted: 'members', sought });
    const sending = go === 'send';
    const to = sending ? 'check' : proposeStepOf(go);
    const forth = sending || proposeSteps.indexOf(to) > proposeSteps.indexOf(from);
    const introduced = forth ? await loadIntroduction(event, values) : null;
    const wrong = introduced && proposeProblems(values, introduced, to);
    if (wrong) return goTo(event, values, { wanted: wrong.step, told: true });
    if (!sending || !introduced) return goTo(event, values, { wanted: to });

    const answer = await sendProposal(event, values, introduced);
    const refusal = refusalOf(answer, proposeForm.fields);
    if (refusal) {
      const aboutMessage = refusal.problems.some(({ field }) => field === 'message');
      const shown = await show(event, values, { wanted: aboutMessage ? 'message' : 'check' });
      return fail(400, { ...shown, problems: refusal.problems });
    }
    if (!('exchange' in answer)) error(500, 'Neither an exchange nor a reason');
    const home = `/${event.locals.locale}`;
    redirect(303, `${exchangePath(home, answer.exchange.id)}?done=propose`);
  },
};

/** A link can be gone back to. A message stands in none: with one, the step answers the form. */
async function goTo(
  event: RequestEvent,
  values: ProposeValues,
  at: { wanted: ProposeStep; sought?: string; told?: boolean },
) {
  if (values.message === '') {
    const query = proposeQuery(at.wanted, values, at.sought);
    redirect(303, at.told ? `${query}&${tried}=yes` : query);
  }
  const shown = await show(event, values, at);
  return shown.problems.length > 0 ? fail(400, shown) : shown;
}

function inWords(
  { locals }: RequestEvent,
  problems: readonly ProposeProblem[],
  { lessons }: Introduced,
): Problem[] {
  const { t } = translator(locals.locale);
  return problems.map(({ field, code }) => {
    const lesson = lessons[lessonNames.findIndex((name) => name === field)];
    const values = lesson && { learner: lesson.learner.name, teacher: lesson.teacher.name };
    return { field, message: t(`exchanges.propose-problem.${code}`, values) };
  });
}

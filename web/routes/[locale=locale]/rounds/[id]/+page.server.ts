import { fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { type Answer, refusedBy } from '#lib/forms/answer.ts';
import { execute } from '#lib/graphql/execute.ts';
import type { ResultOf } from '#lib/graphql/graphql.ts';
import { translator } from '#lib/i18n/translator.ts';
import { textOf } from '#lib/forms/text.ts';
import { adjustmentIn } from '#lib/rounds/adjustment.ts';
import { adjustRound, cancelProposal, discardRound, publishRound } from '#lib/rounds/mutations.ts';
import { loadRound } from '#lib/rounds/rounds.ts';
import { requireSecretariat } from '#lib/session/viewer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadRound(event, event.params.id);

/** What the page says when something was not done, and shows again of what was entered. */
function refused(answer: Answer, entered: Partial<Entered> = {}) {
  const why = refusedBy(answer, []);
  const nothing: Entered = { message: null, blocked: [], whatIf: false };
  return why && fail(400, { ...nothing, ...entered, problems: why.problems });
}

interface Entered {
  /** What would have been written to everybody; null where it was not to be published. */
  message: string | null;
  /** Who cannot be asked any more. */
  blocked: Blocked[];
  /** Whether a change was only to be looked at. */
  whatIf: boolean;
}

type Blocked = Extract<ResultOf<typeof publishRound>['result'], { blocked: unknown }>['blocked'][0];

async function sent(event: RequestEvent<{ id: string }>) {
  await requireSecretariat(event);
  const form = await event.request.formData();
  return { form, round: event.params.id, proposal: Number(textOf(form, 'proposal')) || 0 };
}

/** The card of the exchange whose button sent a form: what is refused is told beside it. */
function cardIn(form: FormData): string | undefined {
  return textOf(form, 'pin') || textOf(form, 'replace').split(' ')[0] || undefined;
}

const pathOf = ({ url }: RequestEvent, search: Record<string, string> = {}) =>
  `${url.pathname}?${new URLSearchParams(search)}`;

export const actions: Actions = {
  adjust: async (event) => {
    const { form, round, proposal } = await sent(event);
    const input = { round, proposal, ...adjustmentIn(form) };
    const { result } = await execute(event, adjustRound, { input });
    const why = refused(result, { whatIf: input.whatIf ?? false });
    if (why) for (const problem of why.data.problems) problem.field ??= cardIn(form);
    if (why || !('proposal' in result)) return why;
    redirect(303, pathOf(event, { proposal: String(result.proposal.number) }));
  },
  publish: async (event) => {
    const { form, round, proposal } = await sent(event);
    const message = textOf(form, 'message');
    const input = { round, proposal, message: message || null };
    const { result } = await execute(event, publishRound, { input });
    const blocked = 'blocked' in result ? result.blocked : [];
    return (
      refused(result, { message, blocked }) ??
      redirect(303, pathOf(event, { done: 'published', show: 'asked' }))
    );
  },
  discard: async (event) => {
    const { round } = await sent(event);
    const { result } = await execute(event, discardRound, { input: { round } });
    const { path } = translator(event.locals.locale);
    return refused(result) ?? redirect(303, `${path('/rounds')}?done=discarded`);
  },
  cancel: async (event) => {
    const { form, round, proposal } = await sent(event);
    const input = { round, proposal, keepBest: form.has('keepBest') };
    const { result } = await execute(event, cancelProposal, { input });
    return refused(result) ?? redirect(303, pathOf(event, { proposal: String(proposal) }));
  },
};

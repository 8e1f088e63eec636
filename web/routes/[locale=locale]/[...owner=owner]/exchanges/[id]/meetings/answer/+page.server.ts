import { error, fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { actionInput, loadExchange } from '#lib/exchanges/exchange.ts';
import { refusedBy } from '#lib/forms/answer.ts';
import { execute } from '#lib/graphql/execute.ts';
import { translator } from '#lib/i18n/translator.ts';
import type { MeetingDeed } from '#lib/meetings/deeds.ts';
import { answerTimes, settleTime, withdrawTimes } from '#lib/meetings/mutations.ts';
import { onPart } from '#lib/meetings/on-part.ts';
import { textOf, textsOf } from '#lib/forms/text.ts';
import type { Actions, PageServerLoad } from './$types';

/** The exchange, and the times that `?proposal=` names as long as nothing is settled. */
async function loadProposal(event: RequestEvent) {
  const { place, exchange } = await loadExchange(event);
  const id = event.url.searchParams.get('proposal');
  const proposal = exchange.timeProposals.find((one) => one.id === id);
  if (!proposal) error(404, 'No such proposal');
  if (proposal.settledAt) redirect(303, `${place.path}#meetings`);
  return { place, exchange, proposal };
}

export const load: PageServerLoad = async (event) => {
  const { place, exchange, proposal } = await loadProposal(event);
  const fits = proposal.times
    .filter(({ answers }) => answers.some((one) => one.fits && one.member.id === place.memberId))
    .map(({ id }) => id);
  const own = place.memberId ? proposal.member?.id === place.memberId : !proposal.member;
  return { place, exchange, proposal, own, fits, key: crypto.randomUUID() };
};

export const actions: Actions = {
  /** Says which times fit; with the button that says so, none. */
  answer: async (event) => {
    const { place, exchange, proposal } = await loadProposal(event);
    const form = await event.request.formData();
    const none = form.has('none');
    const fits = none ? [] : textsOf(form, 'fits[]');
    if (fits.length === 0 && !none) {
      const message = translator(event.locals.locale).t('meetings.none-ticked');
      return fail(400, { fits, problems: [{ field: 'fits', message }] });
    }
    const input = { ...onPart(actionInput(place, exchange, form)), proposal: proposal.id, fits };
    const { result } = await execute(event, answerTimes, { input });
    const refused = refusedBy(result, ['fits']);
    if (refused) return fail(400, { fits, ...refused });
    goOn(place.path, 'times-answered');
  },
  settle: async (event) => {
    const { place, exchange, proposal } = await loadProposal(event);
    const form = await event.request.formData();
    const time = textOf(form, 'time');
    if (!time) {
      const message = translator(event.locals.locale).t('meetings.no-time');
      return fail(400, { problems: [{ field: 'time', message }] });
    }
    const input = { ...onPart(actionInput(place, exchange, form)), proposal: proposal.id, time };
    const { result } = await execute(event, settleTime, { input });
    const refused = refusedBy(result, ['time']);
    if (refused) return fail(400, { ...refused });
    goOn(place.path, 'session-planned');
  },
  withdraw: async (event) => {
    const { place, exchange, proposal } = await loadProposal(event);
    const form = await event.request.formData();
    const input = { ...onPart(actionInput(place, exchange, form)), proposal: proposal.id };
    const { result } = await execute(event, withdrawTimes, { input });
    const refused = refusedBy(result, []);
    if (refused) return fail(400, { ...refused });
    goOn(place.path, 'times-withdrawn');
  },
};

function goOn(path: string, done: MeetingDeed): never {
  redirect(303, `${path}?done=${done}#meetings`);
}

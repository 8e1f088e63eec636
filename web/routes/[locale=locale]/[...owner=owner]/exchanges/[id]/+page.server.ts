import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { refusalOf } from '#lib/exchanges/answer.ts';
import { actionInput, loadExchange } from '#lib/exchanges/exchange.ts';
import { sendExchangeMessage } from '#lib/exchanges/mutations.ts';
import { loadNextBest } from '#lib/exchanges/next-best.ts';
import { execute } from '#lib/graphql/execute.ts';
import { translator } from '#lib/i18n/translator.ts';
import { textOf } from '#lib/forms/text.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { place, exchange } = await loadExchange(event);
  const self = exchange.parties.find(({ member }) => member.id === place.memberId);
  // Whoever asked in vain is shown whom else there is.
  const inVain = exchange.state === 'DECLINED' || exchange.state === 'EXPIRED';
  const nextBest = inVain && self && !self.asked ? await loadNextBest(event, self.member.id) : null;
  return { place, exchange, nextBest, formKey: randomUUID() };
};

export const actions: Actions = {
  default: async (event) => {
    const { place, exchange } = await loadExchange(event);
    const form = await event.request.formData();
    const text = textOf(form, 'text');
    if (text === '') {
      const message = translator(event.locals.locale).t('exchanges.message-missing');
      return fail(400, { text, problems: [{ field: 'text', message }], changes: [] });
    }
    const input = { ...actionInput(place, exchange, form), text };
    const { result } = await execute(event, sendExchangeMessage, { input });
    const refusal = refusalOf(result, ['text']);
    if (refusal) return fail(400, { text, ...refusal });
    redirect(303, `${place.path}?done=message#messages`);
  },
};

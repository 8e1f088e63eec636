import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { refusalOf } from '#lib/exchanges/answer.ts';
import { deeds } from '#lib/exchanges/deeds.ts';
import { emptyDeed, perform, readDeed, unanswered } from '#lib/exchanges/deed-form.ts';
import { actionInput, loadExchange } from '#lib/exchanges/exchange.ts';
import { translator } from '#lib/i18n/translator.ts';
import type { Actions, PageServerLoad } from './$types';

/** Says what it means before something is done. */
export const load: PageServerLoad = async (event) => {
  const { place, exchange } = await loadExchange(event);
  const { deed } = event.params;
  return {
    place,
    exchange,
    deed,
    possible: exchange.viewerCan.includes(deeds[deed].action),
    values: emptyDeed,
    formKey: randomUUID(),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { deed } = event.params;
    const { place, exchange } = await loadExchange(event);
    const form = await event.request.formData();
    const values = readDeed(form);
    const { t } = translator(event.locals.locale);
    const open = unanswered(deed, values);
    if (open.length > 0) {
      const problems = open.map((field) => ({ field, message: t(`exchanges.missing.${field}`) }));
      return fail(400, { values, problems, changes: [], pairings: [] });
    }
    const input = actionInput(place, exchange, form);
    const answer = await perform(event, deed, input, values);
    const refusal = refusalOf(answer, deeds[deed].fields);
    if (refusal) return fail(400, { values, ...refusal });
    redirect(303, `${place.path}?done=${deed}`);
  },
};

import { fail, redirect } from '@sveltejs/kit';
import { actionInput, loadExchange } from '#lib/exchanges/exchange.ts';
import { refusedBy } from '#lib/forms/answer.ts';
import { execute } from '#lib/graphql/execute.ts';
import { translator } from '#lib/i18n/translator.ts';
import { zoneOf } from '#lib/meetings/clocks.ts';
import { proposeTimes } from '#lib/meetings/mutations.ts';
import { loadSuggestions } from '#lib/meetings/suggestions.ts';
import { controlOfTimes, emptyTimes, readTimes, timesIn } from '#lib/meetings/times-form.ts';
import { textOf } from '#lib/forms/text.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { place, exchange } = await loadExchange(event);
  const suggestions = await loadSuggestions(event, exchange.id, place);
  // Somebody of the secretariat has no clock of its own here, and takes a party's.
  const zone = zoneOf(suggestions.suggested[0]?.local ?? [], place.zone);
  const key = crypto.randomUUID();
  return { place, exchange, ...suggestions, zone, values: emptyTimes, key };
};

export const actions: Actions = {
  default: async (event) => {
    const { place, exchange } = await loadExchange(event);
    const form = await event.request.formData();
    const values = readTimes(form);
    const { times, problems: missing } = timesIn(values, translator(event.locals.locale).t);
    if (missing.length > 0) return fail(400, { values, problems: missing });

    const input = {
      ...actionInput(place, exchange, form),
      times: times.map(({ time }) => time),
      timeZone: textOf(form, 'timeZone') || place.zone,
      minutes: Number(values.minutes) || 60,
      note: values.note || null,
    };
    const { result } = await execute(event, proposeTimes, { input });
    const refused = refusedBy(result, controlOfTimes(times));
    if (refused) return fail(400, { values, ...refused });
    redirect(303, `${place.path}?done=times-proposed#meetings`);
  },
};

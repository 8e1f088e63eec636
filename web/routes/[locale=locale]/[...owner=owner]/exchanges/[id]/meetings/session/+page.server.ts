import { fail, redirect } from '@sveltejs/kit';
import { actionInput, loadExchange } from '#lib/exchanges/exchange.ts';
import { refusedBy } from '#lib/forms/answer.ts';
import { execute } from '#lib/graphql/execute.ts';
import { translator } from '#lib/i18n/translator.ts';
import { zoneOf } from '#lib/meetings/clocks.ts';
import { moveSession, planSession } from '#lib/meetings/mutations.ts';
import { onPart } from '#lib/meetings/on-part.ts';
import {
  controlOfSession,
  emptySession,
  missingIn,
  readSession,
  sessionInput,
  sessionValuesOf,
} from '#lib/meetings/session-form.ts';
import { namedSession } from '#lib/meetings/named-session.ts';
import type { Actions, PageServerLoad } from './$types';

/** Plans a session; with `?session=` moves that one. */
export const load: PageServerLoad = async (event) => {
  const { place, exchange } = await loadExchange(event);
  const session = namedSession(event, exchange);
  const values = session ? sessionValuesOf(session, place.memberId) : emptySession;
  const zone = zoneOf(session?.local ?? [], place.zone);
  return { place, exchange, session, values, zone, key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: async (event) => {
    const { place, exchange } = await loadExchange(event);
    const session = namedSession(event, exchange);
    const form = await event.request.formData();
    const values = readSession(form);
    const missing = missingIn(values, translator(event.locals.locale).t);
    if (missing.length > 0) return fail(400, { values, problems: missing });

    const timeZone = zoneOf(session?.local ?? [], place.zone);
    const by = actionInput(place, exchange, form);
    const when = { ...sessionInput(values), place: values.place, timeZone };
    const { result } = session
      ? await execute(event, moveSession, {
          input: { ...onPart(by), session: session.id, ...when },
        })
      : await execute(event, planSession, { input: { ...by, ...when } });
    const refused = refusedBy(result, controlOfSession);
    if (refused) return fail(400, { values, ...refused });
    redirect(303, `${place.path}?done=${session ? 'session-moved' : 'session-planned'}#meetings`);
  },
};

import { fail, redirect } from '@sveltejs/kit';
import { actionInput, loadExchange } from '#lib/exchanges/exchange.ts';
import { refusedBy } from '#lib/forms/answer.ts';
import { execute } from '#lib/graphql/execute.ts';
import { translator } from '#lib/i18n/translator.ts';
import { zoneOf } from '#lib/meetings/clocks.ts';
import { logSession } from '#lib/meetings/mutations.ts';
import { namedSession } from '#lib/meetings/named-session.ts';
import {
  controlOfSession,
  emptySession,
  missingIn,
  readSession,
  sessionInput,
  sessionValuesOf,
  toldByOthers,
} from '#lib/meetings/session-form.ts';
import type { Actions, PageServerLoad } from './$types';

/** Says how a session went: the one that `?session=` names, or one that was not planned here. */
export const load: PageServerLoad = async (event) => {
  const { place, exchange } = await loadExchange(event);
  const session = namedSession(event, exchange);
  const values = session ? sessionValuesOf(session, place.memberId) : emptySession;
  const zone = zoneOf(session?.local ?? [], place.zone);
  const told = session ? toldByOthers(session, place.memberId) : [];
  const parties = exchange.parties
    .filter(({ answer }) => answer === 'ACCEPTED')
    .filter(({ member }) => told.every((absence) => absence.member.id !== member.id))
    .map(({ member }) => ({ value: member.id, label: member.name }));
  return { place, exchange, session, parties, told, values, zone, key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: async (event) => {
    const { place, exchange } = await loadExchange(event);
    const session = namedSession(event, exchange);
    const form = await event.request.formData();
    const read = readSession(form);
    // A session that was planned is told of as it stands.
    const values = session ? { ...sessionValuesOf(session, place.memberId), ...told(read) } : read;
    const missing = session ? [] : missingIn(values, translator(event.locals.locale).t);
    if (missing.length > 0) return fail(400, { values, problems: missing });

    const about = session
      ? { session: session.id }
      : { ...sessionInput(values), timeZone: place.zone };
    const { note, shared, absent } = values;
    const input = {
      ...actionInput(place, exchange, form),
      ...about,
      note: note || null,
      shared: shared === 'all',
      absent,
    };
    const { result } = await execute(event, logSession, { input });
    const refused = refusedBy(result, controlOfSession);
    if (refused) return fail(400, { values, ...refused });
    redirect(303, `${place.path}?done=session-logged#meetings`);
  },
};

function told({ note, shared, absent }: ReturnType<typeof readSession>) {
  return { note, shared, absent };
}

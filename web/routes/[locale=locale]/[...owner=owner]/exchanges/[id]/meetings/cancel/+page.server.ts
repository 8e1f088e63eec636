import { error, fail, redirect } from '@sveltejs/kit';
import { actionInput, loadExchange } from '#lib/exchanges/exchange.ts';
import { refusedBy } from '#lib/forms/answer.ts';
import { execute } from '#lib/graphql/execute.ts';
import { cancelSession } from '#lib/meetings/mutations.ts';
import { namedSession } from '#lib/meetings/named-session.ts';
import { onPart } from '#lib/meetings/on-part.ts';
import type { Actions, PageServerLoad } from './$types';

/** Says what it means before a session is called off. */
export const load: PageServerLoad = async (event) => {
  const { place, exchange } = await loadExchange(event);
  const session = namedSession(event, exchange);
  if (!session) error(404, 'No session to call off');
  return { place, exchange, session, key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: async (event) => {
    const { place, exchange } = await loadExchange(event);
    const session = namedSession(event, exchange);
    if (!session) error(404, 'No session to call off');
    const form = await event.request.formData();
    const input = { ...onPart(actionInput(place, exchange, form)), session: session.id };
    const { result } = await execute(event, cancelSession, { input });
    const refused = refusedBy(result, []);
    if (refused) return fail(400, { ...refused });
    redirect(303, `${place.path}?done=session-cancelled#meetings`);
  },
};

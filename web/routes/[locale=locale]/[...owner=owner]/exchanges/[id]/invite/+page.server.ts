import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { refusalOf } from '#lib/exchanges/answer.ts';
import { actionInput, loadExchange } from '#lib/exchanges/exchange.ts';
import { loadGuests } from '#lib/exchanges/guests.ts';
import { inviteToExchange } from '#lib/exchanges/mutations.ts';
import { textOf, textsOf, typedText } from '#lib/forms/text.ts';
import { execute } from '#lib/graphql/execute.ts';
import { translator } from '#lib/i18n/translator.ts';
import type { Actions, PageServerLoad } from './$types';

async function loadHost(event: RequestEvent) {
  const { place, exchange } = await loadExchange(event);
  const host = exchange.parties.find((party) => party.host)?.member;
  if (!host || host.id !== place.memberId) error(404, 'Nobody to invite');
  return { place, exchange, host };
}

export const load: PageServerLoad = async (event) => {
  const { place, exchange, host } = await loadHost(event);
  const query = event.url.searchParams;
  const [chosen, sought] = [query.getAll('partners'), typedText(query, 'q')];
  const guests = await loadGuests(event, exchange, { host: host.id, ticked: chosen, sought });
  const learners = exchange.parties.filter((party) => !party.host);
  return {
    place,
    exchange,
    guests,
    chosen,
    sought,
    possible: exchange.viewerCan.includes('INVITE'),
    taken: learners.filter(({ answer }) => answer === 'ACCEPTED').length,
    waiting: learners.filter(({ answer }) => answer === 'PENDING').length,
    formKey: randomUUID(),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { place, exchange } = await loadHost(event);
    const form = await event.request.formData();
    const chosen = textsOf(form, 'partners[]');
    if (textOf(form, 'go') === 'search') {
      const named = chosen.map((id): [string, string] => ['partners', id]);
      redirect(303, `?${new URLSearchParams([...named, ['q', typedText(form, 'q')]])}`);
    }
    if (chosen.length === 0) {
      const message = translator(event.locals.locale).t('exchanges.invite-missing');
      return fail(400, { chosen, problems: [{ field: 'partners', message }], changes: [] });
    }
    const input = { ...actionInput(place, exchange, form), partners: chosen };
    const { result } = await execute(event, inviteToExchange, { input });
    const refusal = refusalOf(result, ['partners']);
    if (refusal) return fail(400, { chosen, ...refusal });
    redirect(303, `${place.path}?done=invite`);
  },
};

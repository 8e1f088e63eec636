import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { refusalOf } from '#lib/exchanges/answer.ts';
import { actionInput, loadExchange } from '#lib/exchanges/exchange.ts';
import { inviteToExchange } from '#lib/exchanges/mutations.ts';
import { loadNextBest } from '#lib/exchanges/next-best.ts';
import { execute } from '#lib/graphql/execute.ts';
import { translator } from '#lib/i18n/translator.ts';
import { textsOf } from '#lib/forms/text.ts';
import type { Actions, PageServerLoad } from './$types';

/** So many are looked through for members that want to learn what the host shares. */
const most = 30;

async function loadHost(event: RequestEvent) {
  const { place, exchange } = await loadExchange(event);
  const host = exchange.parties.find((party) => party.host)?.member;
  if (!host || host.id !== place.memberId) error(404, 'Nobody to invite');
  return { place, exchange, host };
}

export const load: PageServerLoad = async (event) => {
  const { place, exchange, host } = await loadHost(event);
  const there = exchange.parties.map(({ member }) => member.id);
  const pairings = await loadNextBest(event, host.id, most);
  const guests = pairings.filter(
    ({ partner, shares }) => shares.length > 0 && !there.includes(partner.id),
  );
  const possible = exchange.viewerCan.includes('INVITE');
  return { place, exchange, possible, guests, chosen: [], formKey: randomUUID() };
};

export const actions: Actions = {
  default: async (event) => {
    const { place, exchange } = await loadHost(event);
    const form = await event.request.formData();
    const chosen = textsOf(form, 'partners[]');
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

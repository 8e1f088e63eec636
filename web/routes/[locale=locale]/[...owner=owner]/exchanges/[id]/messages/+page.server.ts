import { loadExchange } from '#lib/exchanges/exchange.ts';
import { loadMessages } from '#lib/exchanges/messages.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { place, exchange } = await loadExchange(event);
  return { place, ...(await loadMessages(event, exchange.id)) };
};

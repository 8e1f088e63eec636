import { loadExchanges } from '#lib/exchanges/exchanges.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadExchanges(event);

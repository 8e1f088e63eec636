import { loadRounds } from '#lib/rounds/rounds.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadRounds(event);

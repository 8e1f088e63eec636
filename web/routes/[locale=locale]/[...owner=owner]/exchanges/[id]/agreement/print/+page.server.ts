import { loadAgreement } from '#lib/agreement/load.ts';
import type { PageServerLoad } from './$types';

/** Nothing but the agreement, as it comes out of a printer. */
export const load: PageServerLoad = async (event) => ({
  ...(await loadAgreement(event)),
  bare: true,
});

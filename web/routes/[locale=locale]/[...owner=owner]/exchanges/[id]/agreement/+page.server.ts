import { loadAgreement } from '#lib/agreement/load.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadAgreement(event);

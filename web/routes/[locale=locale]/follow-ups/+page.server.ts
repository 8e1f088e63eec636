import type { PageServerLoad } from './$types';

/** Thanks for answers that were sent by a link; it says nothing about whom or what they were. */
export const load: PageServerLoad = () => ({ bare: true });

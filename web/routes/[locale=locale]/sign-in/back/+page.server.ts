import { requireViewer } from '#lib/session/viewer.ts';
import { firstPage } from '#lib/session/sign-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  bare: true,
  instead: firstPage(event.locals.locale, await requireViewer(event), null),
});

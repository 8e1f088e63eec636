import type { LayoutServerLoad } from './$types';

/** What every page knows. A page must be able to say that the API failed, so that is no failure here. */
export const load: LayoutServerLoad = async ({ locals }) => ({
  locale: locals.locale,
  viewer: await locals.viewer().catch(() => null),
});

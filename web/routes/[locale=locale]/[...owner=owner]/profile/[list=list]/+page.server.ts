import { loadSection } from '#lib/profile/profile.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { list } = event.params;
  const { owner, profile } = await loadSection(event, list);
  return { owner, list, name: profile.name, offers: profile.offers, needs: profile.needs };
};

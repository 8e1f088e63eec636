import { ownerOf } from '#lib/members/owner.ts';
import { loadProfile } from '#lib/profile/profile.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  if (!(await ownerOf(event))) return { owner: null };
  return { ...(await loadProfile(event)), now: new Date() };
};

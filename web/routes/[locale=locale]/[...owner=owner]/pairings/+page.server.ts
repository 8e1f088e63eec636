import { ownerOf } from '#lib/members/owner.ts';
import { missingFrom } from '#lib/pairings/missing.ts';
import { loadPairings } from '#lib/pairings/pairings.ts';
import { mostWanted } from '#lib/pairings/wanted.ts';
import { workingHoursOf } from '#lib/pairings/working-hours.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const owner = await ownerOf(event);
  if (!owner) return { owner };
  const { member, pairings } = await loadPairings(event, owner.id);
  const now = new Date();
  return {
    owner,
    pairings,
    now,
    name: member.name,
    workingHours: workingHoursOf(member),
    wanted: mostWanted(member.needs, pairings.nodes),
    missing: missingFrom(member, now),
  };
};

import { ownerOf } from '#lib/members/owner.ts';
import { missingFrom } from '#lib/pairings/missing.ts';
import { loadPairings } from '#lib/pairings/pairings.ts';
import { rangesOf } from '#lib/pairings/ranges.ts';
import { beyondProfile, obstaclesOf } from '#lib/pairings/unmet.ts';
import { mostWanted } from '#lib/pairings/wanted.ts';
import { workingHoursOf } from '#lib/pairings/working-hours.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const owner = await ownerOf(event);
  if (!owner) return { owner };
  const { member, pairings, policy, isTurn } = await loadPairings(event, owner);
  const now = new Date();
  const missing = missingFrom(member, now);
  const reasons = beyondProfile(member.noPairingReasons ?? [], missing);
  return {
    owner,
    pairings,
    isTurn,
    now,
    missing,
    name: member.name,
    workingHours: workingHoursOf(member),
    wanted: mostWanted(member.needs, pairings.nodes),
    choices: member.privateChoices ?? [],
    obstacles: obstaclesOf(reasons, owner.base),
    /** Only the secretariat knows how the terms are weighed. */
    ranges: policy && rangesOf(policy),
    /** And it alone brings others together. */
    introduces: policy !== null && !owner.own,
  };
};

import { maySee } from '../access/consent.ts';
import type { Viewer } from '../access/viewer.ts';
import { workingDays } from '../cldr/weeks.ts';
import type { PrismaClient } from '../database/database.ts';
import { consentHolder } from '../members/schema/member.ts';
import type { Worker } from './suggestions.ts';

/** A party of an exchange as far as the viewer may know when it works. What is withheld looks like what is unknown. */
export interface SeenParty extends Worker {
  readonly memberId: string;
  /** As the viewer may know it. */
  readonly name: string;
  /** Whether the hours are its own, and not the usual ones in their place. */
  readonly hoursShown: boolean;
}

/** Of whoever does not show its working hours, in minutes of the local day. */
const usualHours = { from: 9 * 60, to: 17 * 60 };

/** What the parties of an exchange that meet let the viewer know: first the viewer's own member, then in their order. */
export async function partiesSeen(
  prisma: PrismaClient,
  viewer: Viewer,
  exchangeId: string,
): Promise<SeenParty[]> {
  const parties = await prisma.exchangeParty.findMany({
    where: { exchangeId, answer: 'ACCEPTED' },
    orderBy: { position: 'asc' },
    select: {
      member: {
        select: {
          ...consentHolder,
          name: true,
          pseudonym: true,
          country: true,
          timeZone: true,
          workFrom: true,
          workTo: true,
        },
      },
    },
  });
  const seen = parties.map(({ member }): SeenParty => {
    const hoursShown = maySee(viewer, member, 'AVAILABILITY');
    return {
      memberId: member.id,
      name: maySee(viewer, member, 'NAME') ? member.name : member.pseudonym,
      timeZone: maySee(viewer, member, 'TIME_ZONE') ? member.timeZone : null,
      workingDays: workingDays(maySee(viewer, member, 'COUNTRY') ? member.country : null),
      hours: hoursShown ? { from: member.workFrom, to: member.workTo } : usualHours,
      hoursShown,
    };
  });
  const isOwn = ({ memberId }: SeenParty) => isOwnOf(viewer, memberId);
  return [...seen.filter(isOwn), ...seen.filter((party) => !isOwn(party))];
}

export function isOwnOf(viewer: Viewer, memberId: string | null): boolean {
  return viewer.kind === 'person' && memberId !== null && viewer.memberId === memberId;
}

/** Whether the viewer sees the meetings of an exchange: the parties that asked or accepted, and the secretariat. */
export async function seesMeetings(
  prisma: PrismaClient,
  viewer: Viewer,
  exchangeId: string,
): Promise<boolean> {
  if (viewer.kind !== 'person') return false;
  if (viewer.secretariat) return true;
  const { memberId } = viewer;
  if (memberId === null) return false;
  const where = { exchangeId, memberId, answer: 'ACCEPTED' as const };
  return (await prisma.exchangeParty.count({ where })) > 0;
}

/** What belongs to exchanges, with what their parties let the viewer know; without what it does not see the meetings of. */
export async function seenOf<Stored extends { readonly exchangeId: string }, Shown>(
  stored: readonly Stored[],
  { prisma, viewer }: { readonly prisma: PrismaClient; readonly viewer: Viewer },
  shown: (one: Stored, parties: readonly SeenParty[]) => Shown,
): Promise<Shown[]> {
  const exchanges = [...new Set(stored.map(({ exchangeId }) => exchangeId))];
  const parties = new Map(
    await Promise.all(
      exchanges.map(async (id) => {
        const sees = await seesMeetings(prisma, viewer, id);
        return [id, sees ? await partiesSeen(prisma, viewer, id) : null] as const;
      }),
    ),
  );
  return stored.flatMap((one) => {
    const seen = parties.get(one.exchangeId);
    return seen ? [shown(one, seen)] : [];
  });
}

/** What was found by ids, in the order of the ids; null where nothing was. */
export function inOrderOf<Found extends { readonly id: string }>(
  ids: readonly string[],
  found: readonly Found[],
): (Found | null)[] {
  const byId = new Map(found.map((one) => [one.id, one]));
  return ids.map((id) => byId.get(id) ?? null);
}

import { maySee, whereVisible } from '../../access/consent.ts';
import type { Transaction } from '../../database/database.ts';
import { consentHolder } from '../../members/schema/member.ts';
import type { Context } from '../../schema/context.ts';
import { bridgedBy, fluentLanguages } from '../review.ts';

type Asking = Pick<Context, 'prisma' | 'viewer'>;

/**
 * Whether the parties may ask a member to interpret: it interprets or relays and shows that to the viewer, is available, is no party
 * itself, and is not one that must never be introduced to one of them. Nobody learns which of these it was. Who interprets by
 * the newest version may stay there.
 */
export async function mayInterpret(
  { prisma, viewer }: Asking,
  interpreterId: string,
  exchangeId: string,
): Promise<boolean> {
  const newest = await prisma.learningAgreement.findFirst({
    where: { exchangeId },
    orderBy: { version: 'desc' },
    select: { interpreterId: true },
  });
  if (newest?.interpreterId === interpreterId) return true;
  const member = await prisma.member.findUnique({
    where: { id: interpreterId },
    select: {
      ...consentHolder,
      relays: true,
      paused: true,
      capacity: true,
      interprets: { select: { from: true }, take: 1 },
    },
  });
  if (!member || (!member.relays && member.interprets.length === 0)) return false;
  if (!maySee(viewer, member, 'INTERPRETS')) return false;
  if (member.paused || member.capacity === 0) return false;
  const excluded = await keptApart(prisma, await partiesOf(prisma, exchangeId));
  return !excluded.has(interpreterId);
}

/** Members in the list of those that could interpret. */
export const mostListed = 20;
/** Members that are looked at for it. */
const mostCandidates = 500;

/**
 * The ids of members that could stand between the parties, those that bridge most first. Made of what the viewer may see alone: who
 * could interpret tells what is spoken, and who comes first of equals when it said that it is available.
 */
export async function possibleInterpreters(
  { prisma, viewer }: Asking,
  exchangeId: string,
): Promise<readonly string[]> {
  const parties = await partiesOf(prisma, exchangeId);
  const excluded = await keptApart(prisma, parties);
  const speakers = await prisma.member.findMany({
    where: { id: { in: parties } },
    select: { ...consentHolder, languages: true },
    orderBy: { id: 'asc' },
  });
  const spoken = speakers.map((party) =>
    maySee(viewer, party, 'LANGUAGES') ? fluentLanguages(party.languages) : [],
  );
  const among = { in: [...new Set(spoken.flat())] };
  const candidates = await prisma.member.findMany({
    where: {
      AND: [
        whereVisible(viewer, 'INTERPRETS'),
        { id: { notIn: [...excluded] }, paused: false, capacity: { gt: 0 } },
        {
          OR: [
            { interprets: { some: { from: among, to: among } } },
            { relays: true, languages: { some: { language: among } } },
          ],
        },
      ],
    },
    select: {
      ...consentHolder,
      relays: true,
      confirmedOn: true,
      interprets: true,
      languages: true,
    },
    orderBy: { id: 'asc' },
    take: mostCandidates,
  });
  return candidates
    .map((member) => ({
      id: member.id,
      bridged: bridgedBy(spoken, {
        interprets: member.interprets,
        relays: member.relays && maySee(viewer, member, 'LANGUAGES') ? member.languages : [],
      }),
      lately: maySee(viewer, member, 'AVAILABILITY') ? Number(member.confirmedOn ?? 0) : 0,
    }))
    .filter(({ bridged }) => bridged > 0)
    .sort((one, other) => other.bridged - one.bridged || other.lately - one.lately)
    .slice(0, mostListed)
    .map(({ id }) => id);
}

async function partiesOf(database: Transaction, exchangeId: string): Promise<string[]> {
  const parties = await database.exchangeParty.findMany({
    where: { exchangeId, answer: { in: ['PENDING', 'ACCEPTED'] } },
    select: { memberId: true },
  });
  return parties.map(({ memberId }) => memberId);
}

/** The parties themselves, and those that must never be introduced to one of them. */
async function keptApart(
  database: Transaction,
  parties: readonly string[],
): Promise<ReadonlySet<string>> {
  const never = await database.privateChoice.findMany({
    where: {
      kind: 'NEVER',
      OR: [{ memberId: { in: [...parties] } }, { partnerId: { in: [...parties] } }],
    },
    select: { memberId: true, partnerId: true },
  });
  return new Set([...parties, ...never.flatMap((two) => [two.memberId, two.partnerId])]);
}

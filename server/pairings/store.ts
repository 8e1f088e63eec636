import type { Prisma } from '../../generated/prisma/client.ts';
import type { MemberField } from '../../generated/prisma/enums.ts';
import { mayMatchUnseen, shownToMembers } from '../access/consent.ts';
import { country } from '../cldr/territories.ts';
import { workingDays } from '../cldr/weeks.ts';
import type { PrismaClient } from '../database/database.ts';
import { networkVersion } from '../database/network-version.ts';
import { openMatching, type Matching } from '../matching/matching.ts';
import type { Consent, Member, Topic, Use } from '../matching/member.ts';
import { buildNetwork } from '../matching/network.ts';

export interface PairingsStore {
  /** The network as it is now, opened for matching as of today (UTC). */
  matching(): Promise<Matching>;
}

/** Keeps the network in memory; it is a cache, read anew from the database when the version there is another. */
export function createPairingsStore(prisma: PrismaClient, now: () => Date): PairingsStore {
  let current: { readonly of: string; readonly matching: Promise<Matching> } | null = null;

  return {
    async matching() {
      const asOf = now().toISOString().slice(0, 10);
      const version = await networkVersion(prisma);
      const of = `${version} ${asOf}`;
      if (current?.of !== of) {
        const matching = readNetwork(prisma, asOf).then((network) =>
          openMatching(network, { asOf }),
        );
        // Whoever asks while it is read waits for the same reading; a failed one is not kept.
        matching.catch(() => {
          if (current?.matching === matching) current = null;
        });
        current = { of, matching };
      }
      return current.matching;
    },
  };
}

/**
 * All in one snapshot, so that members and topics fit each other. The day stands for the version that orders equals:
 * with a number that grows with every change, an order that moved would tell that somebody changed something hidden.
 */
async function readNetwork(prisma: PrismaClient, version: string) {
  const [topics, members] = await prisma.$transaction(
    [
      prisma.topic.findMany({
        include: {
          labels: { select: { normalised: true } },
          broader: { select: { broaderId: true } },
        },
      }),
      prisma.member.findMany({ select: memberSelection }),
    ],
    { isolationLevel: 'RepeatableRead' },
  );
  return buildNetwork({
    version,
    topics: topics.map(({ id, labels, broader }): Topic => ({
      id,
      broader: broader.map(({ broaderId }) => broaderId),
      labels: labels.map(({ normalised }) => normalised),
    })),
    members: members.map(memberForMatching),
  });
}

const memberSelection = {
  id: true,
  kind: true,
  country: true,
  timeZone: true,
  workFrom: true,
  workTo: true,
  capacity: true,
  paused: true,
  confirmedOn: true,
  joinedOn: true,
  visibility: true,
  consents: { select: { field: true, audience: true, useForMatching: true } },
  languages: {
    select: { language: true, level: true, position: true },
    orderBy: { position: 'asc' },
  },
  offers: { select: { topicId: true, level: true, formats: true } },
  needs: { select: { topicId: true, priority: true, levelWanted: true, formats: true } },
  themes: { select: { topicId: true }, orderBy: { position: 'asc' } },
  workingGroups: { select: { key: true } },
  interprets: { select: { from: true, to: true } },
} satisfies Prisma.MemberSelect;

type StoredMember = Prisma.MemberGetPayload<{ select: typeof memberSelection }>;

function memberForMatching(stored: StoredMember): Member {
  const place = country(stored.country);
  return {
    id: stored.id,
    kind: stored.kind,
    country: place ? { ...place, workingDays: workingDays(place.code) } : null,
    timeZone: stored.timeZone,
    workingDays: null,
    hours: { from: stored.workFrom, to: stored.workTo },
    languages: stored.languages.map(({ language, level, position }) => ({
      language,
      level,
      main: position === 0,
    })),
    offers: stored.offers.map(({ topicId: topic, level, formats }) => ({ topic, level, formats })),
    needs: stored.needs.map(({ topicId: topic, ...need }) => ({ topic, ...need })),
    themes: stored.themes.map(({ topicId }) => topicId),
    workingGroups: stored.workingGroups.map(({ key }) => key),
    joinedOn: stored.joinedOn && dayOf(stored.joinedOn),
    interprets: stored.interprets,
    relays: false,
    availability: {
      paused: stored.paused,
      confirmedOn: stored.confirmedOn && dayOf(stored.confirmedOn),
      freePlaces: stored.capacity,
    },
    use: consentForMatching(stored),
  };
}

const fieldInMatching = {
  kind: 'KIND',
  country: 'COUNTRY',
  timeZone: 'TIME_ZONE',
  languages: 'LANGUAGES',
  offers: 'OFFERS',
  needs: 'NEEDS',
  themes: 'THEMES',
  workingGroups: 'WORKING_GROUPS',
  joinedOn: 'JOINED_ON',
  interprets: 'INTERPRETS',
  relays: 'INTERPRETS',
} as const satisfies Record<keyof Consent, MemberField>;

/** What the engine may do with each field of a member for other members. */
function consentForMatching(member: Pick<StoredMember, 'visibility' | 'consents'>): Consent {
  const use = (field: MemberField): Use => {
    if (shownToMembers(member, field)) return 'SHOWN';
    return mayMatchUnseen(member, field) ? 'USED' : 'NEVER';
  };
  return Object.fromEntries(
    Object.entries(fieldInMatching).map(([name, field]) => [name, use(field)]),
  ) as unknown as Consent;
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

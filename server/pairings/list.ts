import { maySee } from '../access/consent.ts';
import type { Viewer } from '../access/viewer.ts';
import type { PrismaClient } from '../database/database.ts';
import type { Pairing } from '../matching/explanation.ts';
import type { Matching } from '../matching/matching.ts';
import { pairingsOf } from '../matching/pairings.ts';
import { topicName } from '../taxonomy/topic-names.ts';
import type { Explained } from './reasons.ts';
import type { PairingsStore } from './store.ts';

/** Which pairings; null does not restrict. Topics by their ids in the database, regions by their UN M49 codes. */
export interface PairingQuery {
  readonly topics: readonly string[] | null;
  readonly kinds: readonly string[] | null;
  readonly regions: readonly string[] | null;
}

interface Asking {
  readonly prisma: PrismaClient;
  readonly pairings: PairingsStore;
  readonly viewer: Viewer;
}

/** The pairings of a member, best first, and what it takes to explain those that are shown. */
export async function listPairings(
  { prisma, pairings, viewer }: Asking,
  memberId: string,
  query: PairingQuery,
) {
  const matching = await pairings.matching();
  const found = matching.network.entry(memberId) ? pairingsOf(memberId, matching) : [];
  return {
    pairings: found.filter((pairing) => matches(pairing, query, matching)),
    explain: (shown: readonly Pairing[]) => explain(prisma, viewer, memberId, matching, shown),
  };
}

function matches(
  { partner, learns, shares }: Pairing,
  { topics, kinds, regions }: PairingQuery,
  { network }: Matching,
): boolean {
  const seen = network.entry(partner)?.seen;
  const kind = seen?.use.kind === 'SHOWN' ? seen.kind : null;
  const country = seen?.use.country === 'SHOWN' ? seen.country : null;
  return (
    (!topics ||
      [...learns, ...shares].some(
        ({ topic, need }) => topics.includes(topic) || topics.includes(need.topic),
      )) &&
    (!kinds || (kind !== null && kinds.includes(kind))) &&
    (!regions ||
      (country !== null &&
        (regions.includes(country.region) || regions.includes(country.subregion))))
  );
}

/** Reads the names that the sentences need: two queries for a whole page. */
async function explain(
  prisma: PrismaClient,
  viewer: Viewer,
  memberId: string,
  matching: Matching,
  shown: readonly Pairing[],
): Promise<Explained> {
  const topicIds = shown.flatMap(({ learns, shares, together }) => [
    ...[...learns, ...shares].flatMap(({ need, offer }) => [need.topic, offer.topic]),
    ...together,
  ]);
  const memberIds = shown.flatMap(({ partner, bridge }) => [
    partner,
    ...bridge.through.slice(0, 1),
  ]);
  const [topics, members] = await Promise.all([
    prisma.topic.findMany({
      where: { id: { in: [...new Set(topicIds)] } },
      select: { id: true, labels: true },
    }),
    prisma.member.findMany({
      where: { id: { in: [...new Set(memberIds)] } },
      select: { id: true, name: true, pseudonym: true, visibility: true, consents: true },
    }),
  ]);
  const labels = new Map(topics.map((topic) => [topic.id, topic.labels]));
  const names = new Map(
    members.map((member) => [
      member.id,
      maySee(viewer, member, 'NAME') ? member.name : member.pseudonym,
    ]),
  );
  return {
    memberId,
    matching,
    topicName: (id, locale) => topicName(labels.get(id) ?? [], locale),
    memberName: (id) => names.get(id) ?? '',
  };
}

import { type ConsentHolder, withheldFrom } from '../access/consent.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Pairing } from '../matching/explanation.ts';
import type { Matching } from '../matching/matching.ts';
import type { Member } from '../matching/member.ts';
import type { Entry } from '../matching/network/network.ts';
import { pairingsFor } from '../matching/pairings.ts';
import { withholding } from './member-for-matching.ts';
import { type Asking, readNames } from './names.ts';
import type { Both, Explained } from './reasons.ts';

/** Which pairings; null does not restrict. Topics by their ids in the database, regions by their UN M49 codes. */
export interface PairingQuery {
  readonly topics: readonly string[] | null;
  readonly kinds: readonly string[] | null;
  readonly regions: readonly string[] | null;
}

export interface PairingList {
  /** Best first: as many as were asked for, or more. */
  readonly pairings: readonly Pairing[];
  /** How many there are in all; null where the list ends before that is known. */
  readonly totalCount: number | null;
}

/** A list of so many is made in moments; it is all there is where the network has no more members. */
export const longestList = 1_000;

/**
 * The member whose list is asked for, as far as the viewer may see it: what it keeps from the secretariat is not in what the
 * secretariat reads either. Undefined where the network has no such member.
 */
export function memberAskedFor(
  viewer: Viewer,
  { network }: Matching,
  member: ConsentHolder,
): Entry | undefined {
  const entry = network.entry(member.id);
  return entry && withholding(entry, withheldFrom(viewer, member));
}

/**
 * The pairings of a member, best first, at least `first` of them where there are so many. Those about a topic are found
 * among the longest list, or the first ones where that is more.
 */
export function listPairings(
  matching: Matching,
  member: Entry,
  query: PairingQuery,
  first: number,
): PairingList {
  const { network } = matching;
  const { topics } = query;
  const most = topics || network.size <= longestList ? Math.max(first, longestList) : first;
  const found = pairingsFor(member, matching, most, {
    accepts: (partner) => isAmong(partner, query),
  });
  const pairings = topics ? found.filter((pairing) => isAbout(pairing, topics)) : found;
  return { pairings, totalCount: found.length < most ? pairings.length : null };
}

function isAbout({ learns, shares }: Pairing, topics: readonly string[]): boolean {
  return [...learns, ...shares].some(
    ({ topic, need }) => topics.includes(topic) || topics.includes(need.topic),
  );
}

/** Whether a partner is one that is asked for, by what it shows. */
function isAmong(partner: Member, { kinds, regions }: PairingQuery): boolean {
  const kind = partner.use.kind === 'SHOWN' ? partner.kind : null;
  const country = partner.use.country === 'SHOWN' ? partner.country : null;
  return (
    (!kinds || (kind !== null && kinds.includes(kind))) &&
    (!regions ||
      (country !== null &&
        (regions.includes(country.region) || regions.includes(country.subregion))))
  );
}

/**
 * What the sentences about the pairings of a list are made of. What they need of the network is taken before anything is
 * waited for, since members may change or go meanwhile; the names are read in two queries for a whole page.
 */
export async function explain(
  asking: Asking,
  matching: Matching,
  { own }: Entry,
  shown: readonly Pairing[],
): Promise<Explained> {
  const { topics } = matching;
  const relation = (need: string, offer: string) => topics.relation(need, offer);
  const both = bothOf(matching, own, shown);
  const topicIds = shown.flatMap(({ learns, shares, together }) => [
    ...[...learns, ...shares].flatMap(({ need, offer }) => [need.topic, offer.topic]),
    ...together,
  ]);
  const memberIds = shown.flatMap(({ partner, bridge }) => [
    partner,
    ...bridge.through.slice(0, 1),
  ]);
  const names = await readNames(asking, topicIds, memberIds);
  return { memberId: own.id, both, relation, ...names };
}

function bothOf(
  { network, facts }: Matching,
  member: Member,
  shown: readonly Pairing[],
): Map<string, Both> {
  return new Map(
    shown.flatMap(({ partner: id }) => {
      const partner = network.entry(id)?.seen;
      const met = facts.of(member.id, id).closed !== null;
      return partner ? [[id, { member, partner, met }] as const] : [];
    }),
  );
}

import { availabilityRule } from '../hard-rules.ts';
import type { Matching } from '../matching.ts';
import type { Availability, Need } from '../member.ts';
import type { Entry } from '../network/network.ts';
import { pairingsFor } from '../pairings.ts';
import { smallestChange, withNeed } from './changes.ts';
import type { PairingChange } from './changes.ts';
import { topicsMeeting, widerTopics } from './near-topics.ts';
import { obstaclesTo, obstacleOrder } from './obstacles.ts';
import type { Obstacle, Obstructed } from './obstacles.ts';
import { mostLookedAt, OpenPartners } from './open-partners.ts';

/** Why a need is met by nobody in the list: the member's own state, nobody, or what is in the way. */
export type NoPairingRule =
  'PAUSED' | 'UNCONFIRMED' | 'NO_FREE_PLACE' | 'NO_AVAILABLE_PARTNER' | Obstacle;

export interface NoPairingReason {
  readonly need: Need;
  readonly rule: NoPairingRule;
  /** The smallest change that would give a pairing that shows the need; null where none is known. */
  readonly change: PairingChange | null;
}

/** A need that one of so many best pairings shows is met, without looking further. */
const listLength = 20;

/**
 * For each need that none of the member's pairings shows as met, in the order of the needs: what is
 * in the way, and the smallest change that was tried and gives a pairing that shows it.
 *
 * It is made of what the member may know. Who is kept away by do-not-introduce or a safety limit,
 * is not available, or does not show its offers or languages, counts as not there; the result is the
 * one of a network without it, or in which it never stated what it hides.
 * @throws RangeError when the network has no such member
 */
export function noPairingReasons(id: string, matching: Matching): NoPairingReason[] {
  const member = matching.network.entry(id);
  if (!member) throw new RangeError(`the network has no member ${id}`);
  return noPairingReasonsFor(member, matching);
}

/** As `noPairingReasons`, for a member that the network holds with other statements. */
export function noPairingReasonsFor(member: Entry, matching: Matching): NoPairingReason[] {
  const { needs } = member.own;
  const own = availabilityRule(member.own, matching);
  if (own) return ownReasons(own, member, matching);
  const listed = new Set(
    pairingsFor(member, matching, listLength).flatMap(({ learns }) =>
      learns.map(({ need }) => key(need)),
    ),
  );
  const partners = new OpenPartners(member, matching);
  return needs
    .filter((need) => !listed.has(key(need)))
    .flatMap((need) => reasonFor(need, partners) ?? []);
}

const key = (need: Need) => JSON.stringify(need);

/** What ends each state of the member's own, and the availability it then has. */
const ends = {
  // To take requests again is to confirm that one is available.
  PAUSED: { change: { kind: 'RESUME' }, free: (asOf) => ({ paused: false, confirmedOn: asOf }) },
  UNCONFIRMED: { change: { kind: 'CONFIRM' }, free: (asOf) => ({ confirmedOn: asOf }) },
  NO_FREE_PLACE: { change: { kind: 'RAISE_CAPACITY' }, free: () => ({ freePlaces: 1 }) },
} as const satisfies Record<
  string,
  { change: PairingChange; free: (asOf: string) => Partial<Availability> }
>;

/** The member's own state keeps all pairings away; its end is named where it alone would help. */
function ownReasons(rule: keyof typeof ends, { own, seen }: Entry, matching: Matching) {
  const { change, free } = ends[rule];
  const availability = { ...own.availability, ...free(matching.asOf) };
  const freed = { own: { ...own, availability }, seen: { ...seen, availability } };
  const partners = new OpenPartners(freed, matching);
  const helps = (need: Need) => {
    for (const partner of partners.offering(topicsMeeting(need.topic, matching)))
      if (partners.wouldShow(need, partner)) return true;
    return false;
  };
  const isFree = availabilityRule(freed.own, matching) === null;
  return own.needs.map((need) => ({ need, rule, change: isFree && helps(need) ? change : null }));
}

function reasonFor(need: Need, partners: OpenPartners): NoPairingReason | null {
  const obstructed: Obstructed[] = [];
  for (const partner of partners.offering(topicsMeeting(need.topic, partners.matching))) {
    if (partners.shows(need, partner)) return null;
    const obstacles = obstaclesTo(need, partner, partners);
    if (obstacles) obstructed.push({ partner, obstacles });
  }
  const nearest = obstructed.filter(({ obstacles }) => obstacles.length === 1);
  const found = smallestChange(need, nearest, partners);
  if (found) return { need, ...found };
  const rule = firstObstacle(obstructed) ?? 'NO_AVAILABLE_PARTNER';
  // Whoever is in an exchange with somebody that offers this is on its way.
  const change = rule === 'OPEN_EXCHANGE' ? null : widening(need, partners);
  return { need, rule, change };
}

/** Of those with the fewest obstacles, the first that any of them has. */
function firstObstacle(obstructed: readonly Obstructed[]): Obstacle | undefined {
  const fewest = Math.min(...obstructed.map(({ obstacles }) => obstacles.length));
  const those = obstructed.filter(({ obstacles }) => obstacles.length === fewest);
  return obstacleOrder.find((rule) => those.some(({ obstacles }) => obstacles[0] === rule));
}

/** The nearest other topic that would give a pairing, if the need asked for it instead. */
function widening(need: Need, partners: OpenPartners): PairingChange | null {
  const { member, matching, needed } = partners;
  let left = mostLookedAt;
  for (const { topic, offered } of widerTopics(need.topic, matching)) {
    if (needed.has(topic)) continue;
    const wider = { ...need, topic };
    const changed = withNeed(member, need, wider);
    for (const partner of partners.offering(offered, left)) {
      left--;
      if (partners.wouldShow(wider, partner, changed)) return { kind: 'WIDEN_TOPIC', topic };
    }
    if (left === 0) return null;
  }
  return null;
}

import type { GivenExchange, Participant, RoundProblem } from '../matching/round/problem.ts';
import type { RoundPolicy } from './policy.ts';

/** What a proposal holds fixed beside the policy. Exchanges are named as `keyOf` does. */
export interface Given {
  readonly pinned: readonly string[];
  readonly forbidden: readonly string[];
}

/** The name of an exchange within a round: its members in giving order, a circle from its smallest on. */
export function keyOf({ members, circle }: Pick<GivenExchange, 'members' | 'circle'>): string {
  const first = circle ? members.indexOf(members.toSorted()[0]!) : 0;
  return [circle ? 'circle' : 'one-way', ...members.slice(first), ...members.slice(0, first)].join(
    '-',
  );
}

/** The exchange of such a name; null where it is none. */
export function exchangeOf(key: string): GivenExchange | null {
  const found = /^(circle|one-way)((?:-p\d{1,9}){2,4})$/.exec(key);
  if (!found) return null;
  const members = found[2]!.slice(1).split('-');
  const circle = found[1] === 'circle';
  return circle || members.length === 2 ? { members, circle } : null;
}

/**
 * A problem after pins and prohibitions. What is forbidden of two keeps them from each other; of more,
 * it rules their circle out.
 */
export function withGiven(problem: RoundProblem, given: Given): RoundProblem {
  const exchanges = (keys: readonly string[]) => keys.flatMap((key) => exchangeOf(key) ?? []);
  const forbidden = exchanges(given.forbidden);
  return {
    ...problem,
    pinned: exchanges(given.pinned),
    forbidden: forbidden
      .filter(({ members }) => members.length === 2)
      .map(({ members }) => [members[0]!, members[1]!]),
    excluded: forbidden.filter(({ members }) => members.length > 2).map(({ members }) => members),
  };
}

/** Who cannot be asked as things stand: members, and pairs that cannot be brought together. */
export interface Closed {
  readonly members: readonly string[];
  readonly pairs: readonly (readonly [string, string])[];
}

/** The same of a whole problem, with the arcs that are there no more. */
export interface ClosedIn extends Closed {
  readonly arcs: readonly { readonly from: string; readonly to: string }[];
}

/**
 * A problem without those that cannot be asked, nor any pin that needs them. As when it was made, two that cannot be brought
 * together have no arc, and are named only where a circle of four could hold them all the same: who studies a round that was
 * published is not to find out from whom somebody is kept away.
 */
export function withoutClosed(
  problem: RoundProblem,
  { members, pairs, arcs }: ClosedIn,
): RoundProblem {
  const closed = new Set(members);
  const gone = new Set([
    ...arcs.map(({ from, to }) => `${from} ${to}`),
    ...pairs.flatMap(([one, other]) => [`${one} ${other}`, `${other} ${one}`]),
  ]);
  const isThere = (from: string, to: string) => !gone.has(`${from} ${to}`);
  const isOpen = ({ members: all, circle }: GivenExchange) =>
    !all.some((one) => closed.has(one)) &&
    !pairs.some(([one, other]) => all.includes(one) && all.includes(other)) &&
    stepsOf({ members: all, circle }).every(([from, to]) => isThere(from, to));
  const apart = [...(problem.apart ?? []), ...((problem.maxCircle ?? 3) > 3 ? pairs : [])];
  return {
    ...problem,
    participants: problem.participants.map((one) =>
      closed.has(one.id) ? { ...one, give: 0, receive: 0 } : one,
    ),
    arcs: problem.arcs.filter(({ from, to }) => isThere(from, to)),
    ...(apart.length > 0 && { apart }),
    pinned: (problem.pinned ?? []).filter(isOpen),
  };
}

/** Who gives to whom in an exchange. */
export function stepsOf({
  members,
  circle,
}: Pick<GivenExchange, 'members' | 'circle'>): (readonly [from: string, to: string])[] {
  return (circle ? members : members.slice(0, 1)).map(
    (from, at) => [from, members[(at + 1) % members.length]!] as const,
  );
}

/** What a problem holds fixed; pairs are named as two-way exchanges. */
export function givenIn({ pinned = [], forbidden = [], excluded = [] }: RoundProblem): Given {
  return {
    pinned: pinned.map(keyOf),
    forbidden: [
      ...forbidden.map(([one, other]) => keyOf({ members: [one, other], circle: true })),
      ...excluded.map((members) => keyOf({ members, circle: true })),
    ],
  };
}

/** The problem under another policy; groups that no floor or cap names are left out, they are nobody's business. */
export function underPolicy(
  problem: Pick<RoundProblem, 'participants' | 'arcs'> & Partial<RoundProblem>,
  policy: RoundPolicy,
  groupsOf: (label: string) => readonly string[],
): RoundProblem {
  const { maxCircle, oneWay, circleBonus, coverageFirst, floors, caps } = policy;
  const named = new Set([...floors, ...caps].map(({ group }) => group));
  const placesUnder = problem.oneWay === undefined || problem.oneWay === oneWay ? null : divided;
  const best = placesUnder && bestOf(problem.arcs);
  const participants = problem.participants.map(({ id, give, receive }): Participant => {
    const groups = groupsOf(id).filter((group) => named.has(group));
    const places = placesUnder?.({ give, receive }, oneWay, best!(id)) ?? { give, receive };
    return { id, ...places, ...(groups.length > 0 && { groups }) };
  });
  return {
    ...problem,
    maxCircle,
    oneWay,
    circleBonus,
    coverageFirst,
    // Two members are in one open exchange at a time.
    pairOnce: true,
    floors,
    caps,
    participants,
  };
}

/** What a problem asks for; the rest of the policy went into its members and arcs. */
export function policyIn(
  { maxCircle, oneWay, circleBonus, coverageFirst, floors, caps }: RoundProblem,
  otherwise: RoundPolicy,
): RoundPolicy {
  return {
    ...otherwise,
    maxCircle: maxCircle ?? otherwise.maxCircle,
    oneWay: oneWay ?? otherwise.oneWay,
    circleBonus: circleBonus ?? otherwise.circleBonus,
    coverageFirst: coverageFirst ?? otherwise.coverageFirst,
    floors: floors ?? otherwise.floors,
    caps: caps ?? otherwise.caps,
  };
}

/** The greatest weight of what a member could give, and of what it could receive; 0 for nothing. */
export interface Best {
  readonly give: number;
  readonly receive: number;
}

export function bestOf(arcs: RoundProblem['arcs']): (id: string) => Best {
  const best = new Map<string, { give: number; receive: number }>();
  const raise = (id: string, way: keyof Best, weight: number) => {
    const one = best.get(id) ?? { give: 0, receive: 0 };
    one[way] = Math.max(one[way], weight);
    best.set(id, one);
  };
  for (const { from, to, weight } of arcs) {
    raise(from, 'give', weight);
    raise(to, 'receive', weight);
  }
  return (id) => best.get(id) ?? { give: 0, receive: 0 };
}

interface Places {
  readonly give: number;
  readonly receive: number;
}

/** The places of a member where one-way exchanges come to be allowed, or no longer are. */
function divided({ give, receive }: Places, oneWay: boolean, best: Best): Places {
  // In circles one place serves both ways, one-way each has its own.
  const places = oneWay ? Math.max(give, receive) : give + receive;
  return placesOf(places, { oneWay, exchangesEach: places }, best);
}

/**
 * How often a member may give and receive. In circles a place serves both; where exchanges may go one
 * way each takes a place of its own, so half of the places are for either, and an odd one for what the
 * member is better at.
 */
export function placesOf(
  free: number,
  { oneWay, exchangesEach }: Pick<RoundPolicy, 'oneWay' | 'exchangesEach'>,
  best: Best,
): Places {
  const places = Math.max(0, Math.min(free, exchangesEach));
  if (!oneWay) return { give: places, receive: places };
  if (best.receive === 0) return { give: places, receive: 0 };
  if (best.give === 0) return { give: 0, receive: places };
  const [less, more] = [Math.floor(places / 2), Math.ceil(places / 2)];
  return best.give > best.receive ? { give: more, receive: less } : { give: less, receive: more };
}

/** The kinds that are organised at the grassroots. */
const grassroots = new Set(['GRASSROOTS_GROUP', 'SOCIAL_MOVEMENT']);

/** The groups of a member by what the secretariat may see of it. */
export function groupsFrom({
  kind,
  regions,
  workingGroups,
  genderFocus,
}: {
  readonly kind: string | null;
  readonly regions: readonly string[];
  readonly workingGroups: readonly string[];
  readonly genderFocus: boolean;
}): string[] {
  return [
    'everybody',
    ...(kind && grassroots.has(kind) ? ['grassroots'] : []),
    ...(genderFocus ? ['gender-focus'] : []),
    ...(kind ? [`kind:${kind}`] : []),
    ...regions.map((region) => `region:${region}`),
    ...workingGroups.map((group) => `working-group:${group}`),
  ];
}

import type { MessageKey, MessageValues } from '../i18n/message.ts';
import type { GivenExchange, Participant, RoundProblem } from '../matching/round/problem.ts';

/** What the secretariat asks of a round. */
export interface RoundPolicy {
  /** The longest circle, 2 to 4. */
  readonly maxCircle: number;
  /** Whether somebody may give to somebody without receiving in the same exchange. */
  readonly oneWay: boolean;
  /** An arc in a circle counts so much more of its weight. */
  readonly circleBonus: number;
  /** First as many members as possible that learn something, then what it is worth. */
  readonly coverageFirst: boolean;
  /** So many exchanges for one member at most, as far as it has free places. */
  readonly exchangesEach: number;
  /** Arcs of less are no reason to bring two together. */
  readonly minWeight: number;
  /** Seconds after which the best found so far is taken. */
  readonly seconds: number;
  readonly floors: readonly { readonly group: string; readonly receive: number }[];
  readonly caps: readonly { readonly group: string; readonly inside: number }[];
  /** Ids of members that take no part. */
  readonly without: readonly string[];
}

export const defaultRoundPolicy: RoundPolicy = {
  maxCircle: 3,
  oneWay: false,
  circleBonus: 0.2,
  coverageFirst: true,
  exchangesEach: 2,
  minWeight: 0.05,
  seconds: 20,
  floors: [],
  caps: [],
  without: [],
};

/** What a number may be; whole ones are marked. */
export const policyRanges = {
  maxCircle: { least: 2, most: 4, whole: true },
  circleBonus: { least: 0, most: 2, whole: false },
  exchangesEach: { least: 1, most: 20, whole: true },
  minWeight: { least: 0, most: 1, whole: false },
  seconds: { least: 1, most: 300, whole: true },
} as const satisfies Partial<
  Record<keyof RoundPolicy, { least: number; most: number; whole: boolean }>
>;

/** The most that a floor or cap can ask for. */
const mostAsked = 1_000_000;
/** Floors and caps together. */
export const limitsAtMost = 40;

export interface PolicyProblem {
  readonly path: readonly string[];
  readonly key: MessageKey;
  readonly values: MessageValues;
}

/** Every problem of what is asked for. @param groups the keys that floors and caps can name */
export function policyProblems(policy: RoundPolicy, groups: ReadonlySet<string>): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  for (const [name, { least, most, whole }] of Object.entries(policyRanges)) {
    const value = policy[name as keyof typeof policyRanges];
    if (!(value >= least && value <= most) || (whole && !Number.isInteger(value)))
      problems.push({
        path: ['policy', name],
        key: whole ? 'round.error.whole' : 'round.error.range',
        values: { found: String(value), least, most },
      });
  }
  const { floors, caps } = policy;
  const limits = [
    ...floors.map(({ group, receive }, at) => ({ list: 'floors', at, group, amount: receive })),
    ...caps.map(({ group, inside }, at) => ({ list: 'caps', at, group, amount: inside })),
  ];
  if (limits.length > limitsAtMost)
    problems.push({
      path: ['policy', 'floors'],
      key: 'round.error.limits',
      values: { found: limits.length, most: limitsAtMost },
    });
  for (const { list, at, group, amount } of limits) {
    const path = (field: string) => ['policy', list, String(at), field];
    if (!groups.has(group))
      problems.push({ path: path('group'), key: 'round.error.group', values: { found: group } });
    if (!Number.isInteger(amount) || amount < 0 || amount > mostAsked)
      problems.push({
        path: path(list === 'floors' ? 'receive' : 'inside'),
        key: 'round.error.whole',
        values: { found: String(amount), least: 0, most: mostAsked },
      });
  }
  return problems;
}

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
  const participants = problem.participants.map(({ id, give, receive }): Participant => {
    const groups = groupsOf(id).filter((group) => named.has(group));
    return { id, give, receive, ...(groups.length > 0 && { groups }) };
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

/**
 * How often a member may give and receive. In circles a place serves both; where exchanges may go one
 * way each takes a place of its own, so half of the places are for either, and an odd one for what the
 * member is better at.
 * @param best the greatest weight of what it could give, and of what it could receive; 0 for nothing
 */
export function placesOf(
  free: number,
  { oneWay, exchangesEach }: Pick<RoundPolicy, 'oneWay' | 'exchangesEach'>,
  best: { readonly give: number; readonly receive: number },
): { give: number; receive: number } {
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
}: {
  readonly kind: string | null;
  readonly regions: readonly string[];
  readonly workingGroups: readonly string[];
}): string[] {
  return [
    'everybody',
    ...(kind && grassroots.has(kind) ? ['grassroots'] : []),
    ...(kind ? [`kind:${kind}`] : []),
    ...regions.map((region) => `region:${region}`),
    ...workingGroups.map((group) => `working-group:${group}`),
  ];
}

import type { MessageKey, MessageValues } from '../i18n/message.ts';

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
    if (group === '')
      problems.push({ path: path('group'), key: 'round.error.groupMissing', values: {} });
    else if (!groups.has(group))
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

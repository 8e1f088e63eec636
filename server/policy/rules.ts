import { type Constant, policyConstants, policyWith, type Policy } from '../matching/policy.ts';
import type { MessageKey, MessageValues } from '../i18n/message.ts';
import { defaultPeriods, periodConstants, type Periods } from './periods.ts';

/** Every number that the network may set: those behind the pairings, and the periods of exchanges. */
export type Numbers = Policy & Periods;
export type NumberName = keyof Numbers;

export const constants: Readonly<Record<NumberName, Constant>> = {
  ...policyConstants,
  ...periodConstants,
};

/** The constants that a secretariat can judge the effect of; whole: a number of days, months or things. */
const changeable = {
  geographicWeight: 'any',
  linguisticWeight: 'any',
  historicWeight: 'any',
  interpreter: 'any',
  relay: 'any',
  timeBase: 'any',
  purposeBase: 'any',
  exposureAtLeast: 'any',
  exposureAtMost: 'any',
  availabilityDays: 'whole',
  recentMonths: 'whole',
  declineMonths: 'whole',
  dismissMonths: 'whole',
  remindAfterDays: 'whole',
  remindAgainAfterDays: 'whole',
  expireAfterDays: 'whole',
  silentDays: 'whole',
  confirmAvailabilityDays: 'whole',
  openRequests: 'whole',
  reviewAtRisk: 'whole',
  midwayAfterDays: 'whole',
  followUpMonths: 'whole',
  followUpAgainMonths: 'whole',
} as const satisfies Partial<Record<NumberName, 'any' | 'whole'>>;

type ChangeableName = keyof typeof changeable;

/** Where one has to come before the next: a reminder after the request has expired reminds nobody. */
const ascending: readonly (readonly NumberName[])[] = [
  ['remindAfterDays', 'remindAgainAfterDays', 'expireAfterDays', 'silentDays'],
  ['confirmAvailabilityDays', 'availabilityDays'],
  ['followUpMonths', 'followUpAgainMonths'],
];

export function isChangeable(name: string): name is ChangeableName {
  return Object.hasOwn(changeable, name);
}

function isAllowed(name: ChangeableName, value: number): boolean {
  const { least, most } = constants[name];
  return value >= least && value <= most && (changeable[name] === 'any' || Number.isInteger(value));
}

/** What was stored, as far as it is allowed: what was stored when other values were allowed counts as not said. */
function allowedOf(stored: Readonly<Record<string, unknown>>): Partial<Record<NumberName, number>> {
  return Object.fromEntries(
    Object.entries(stored).filter(
      ([name, value]) => isChangeable(name) && typeof value === 'number' && isAllowed(name, value),
    ),
  );
}

const named = <T>(names: object, numbers: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(numbers).filter(([name]) => Object.hasOwn(names, name)));

/** The policy that lists of pairings are made with. */
export function policyOf(stored: Readonly<Record<string, unknown>>): Policy {
  return policyWith(named(policyConstants, allowedOf(stored)));
}

/** The periods that exchanges live by. Those that do not fit each other count as not said. */
export function periodsOf(stored: Readonly<Record<string, unknown>>): Periods {
  const allowed = allowedOf(stored);
  const periods = { ...defaultPeriods, ...named(periodConstants, allowed) } as Periods;
  const fits = outOfOrder({ ...policyOf(stored), ...periods }).every(
    ({ name }) => !Object.hasOwn(periodConstants, name),
  );
  return fits ? periods : defaultPeriods;
}

/** The numbers that do not come after the one that they have to come after. */
function outOfOrder(numbers: Numbers): { name: NumberName; before: NumberName }[] {
  return ascending.flatMap((names) =>
    names.flatMap((name, index) => {
      const before = names[index - 1];
      return before && numbers[before] >= numbers[name] ? [{ name, before }] : [];
    }),
  );
}

export interface PolicyProblem {
  readonly path: readonly string[];
  readonly key: MessageKey;
  readonly values: MessageValues;
}

/** Every problem of a wish to set constants; null puts the default back. */
export function policyProblems(
  changes: readonly { readonly name: string; readonly value?: number | null }[],
  stored: Readonly<Record<string, unknown>>,
): PolicyProblem[] {
  const problems = changes.flatMap(({ name, value }, index): PolicyProblem[] => {
    const path = (field: string) => ['changes', String(index), field];
    if (!isChangeable(name)) {
      const values = { found: name, allowed: Object.keys(changeable).join(', ') };
      return [{ path: path('name'), key: 'error.policy.name', values }];
    }
    if (changes.findIndex((other) => other.name === name) < index)
      return [{ path: path('name'), key: 'error.policy.twice', values: { found: name } }];
    if (value == null || isAllowed(name, value)) return [];
    const { least, most } = constants[name];
    const key = changeable[name] === 'whole' ? 'error.policy.whole' : 'error.policy.range';
    return [{ path: path('value'), key, values: { found: String(value), least, most } }];
  });
  return problems.length > 0 ? problems : orderProblems(changes, stored);
}

/** What stands out of order after the change, said where it was changed. */
function orderProblems(
  changes: readonly { readonly name: string; readonly value?: number | null }[],
  stored: Readonly<Record<string, unknown>>,
): PolicyProblem[] {
  const changed = Object.fromEntries(changes.map(({ name, value }) => [name, value ?? null]));
  const after = { ...allowedOf(stored), ...changed };
  const said = allowedOf(after);
  const numbers = {
    ...policyOf(said),
    ...defaultPeriods,
    ...named(periodConstants, said),
  } as Numbers;
  return outOfOrder(numbers).flatMap(({ name, before }): PolicyProblem[] => {
    const index = changes.findLastIndex((change) => change.name === name || change.name === before);
    if (index < 0) return [];
    const isLater = changes[index]?.name === name;
    return [
      {
        path: ['changes', String(index), 'value'],
        key: isLater ? 'error.policy.tooEarly' : 'error.policy.tooLate',
        values: {
          found: numbers[isLater ? name : before],
          other: isLater ? before : name,
          limit: numbers[isLater ? before : name],
        },
      },
    ];
  });
}

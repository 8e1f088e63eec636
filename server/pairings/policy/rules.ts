import type { MessageKey, MessageValues } from '../../i18n/message.ts';
import {
  type Policy,
  policyConstants,
  type PolicyName,
  policyWith,
} from '../../matching/policy.ts';

/** What the secretariat decides differently from the defaults. */
export type PolicyChanges = Partial<Policy>;

/** The constants that a secretariat can judge the effect of; whole: a number of days or months. */
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
} as const satisfies Partial<Record<PolicyName, 'any' | 'whole'>>;

type ChangeableName = keyof typeof changeable;

export function isChangeable(name: string): name is ChangeableName {
  return Object.hasOwn(changeable, name);
}

function isAllowed(name: ChangeableName, value: number): boolean {
  const { least, most } = policyConstants[name];
  return value >= least && value <= most && (changeable[name] === 'any' || Number.isInteger(value));
}

/** The policy that lists are made with. What was stored when other values were allowed counts as not said. */
export function policyOf(stored: Readonly<Record<string, unknown>>): Policy {
  return policyWith(
    Object.fromEntries(
      Object.entries(stored).filter(
        ([name, value]) =>
          isChangeable(name) && typeof value === 'number' && isAllowed(name, value),
      ),
    ) as PolicyChanges,
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
): PolicyProblem[] {
  return changes.flatMap(({ name, value }, index): PolicyProblem[] => {
    const path = (field: string) => ['changes', String(index), field];
    if (!isChangeable(name)) {
      const values = { found: name, allowed: Object.keys(changeable).join(', ') };
      return [{ path: path('name'), key: 'error.policy.name', values }];
    }
    if (changes.findIndex((other) => other.name === name) < index)
      return [{ path: path('name'), key: 'error.policy.twice', values: { found: name } }];
    if (value == null || isAllowed(name, value)) return [];
    const { least, most } = policyConstants[name];
    const key = changeable[name] === 'whole' ? 'error.policy.whole' : 'error.policy.range';
    return [{ path: path('value'), key, values: { found: String(value), least, most } }];
  });
}

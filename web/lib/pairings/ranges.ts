/** The terms that a score is the product of, in their order. */
export const factors = ['mutual', 'bridge', 'time', 'divides', 'purpose', 'exposure'] as const;
export type Factor = (typeof factors)[number];

/** Between what a term may be: the least and the most. */
export type Range = readonly [number, number];
export type Ranges = Readonly<Record<Factor, Range>>;

/** Where a term stands within its range. */
export type Standing = 'low' | 'middle' | 'high';

/** The ranges that follow from the constants of the policy, by their names. */
export function rangesOf(policy: readonly { name: string; value: number }[]): Ranges {
  const values = new Map(policy.map(({ name, value }) => [name, value]));
  const of = (name: string) => values.get(name) ?? 0;
  const weights = of('geographicWeight') + of('linguisticWeight') + of('historicWeight');
  return {
    mutual: [0, 1],
    bridge: [0, 1],
    time: [of('timeBase'), 1],
    divides: [1 / (1 + weights), 1],
    purpose: [of('purposeBase'), 1],
    exposure: [of('exposureAtLeast'), of('exposureAtMost')],
  };
}

/** The lower, middle or upper third of a range; null where there is nothing to be within. */
export function standingIn([least, most]: Range, value: number): Standing | null {
  if (most <= least) return null;
  const part = (value - least) / (most - least);
  if (part < 1 / 3) return 'low';
  return part <= 2 / 3 ? 'middle' : 'high';
}

import type { VariablesOf } from '../graphql/graphql.ts';
import type { adjustRound } from './mutations.ts';

type AdjustInput = VariablesOf<typeof adjustRound>['input'];

const deeds = ['pin', 'unpin', 'forbid', 'allow'] as const;

/** What a form of the proposal asks to be otherwise: the names of exchanges stand in its buttons. */
export function adjustmentIn(form: FormData): Omit<AdjustInput, 'round' | 'proposal'> {
  const texts = (name: string) =>
    form.getAll(name).filter((value): value is string => typeof value === 'string');
  return {
    ...Object.fromEntries(
      deeds.flatMap((deed) => (form.has(deed) ? [[deed, texts(deed)] as const] : [])),
    ),
    ...(form.has('replace') && {
      replace: texts('replace').flatMap((pair) => {
        const [exchange = '', by = ''] = pair.split(' ');
        return by ? [{ exchange, by }] : [];
      }),
    }),
    ...(form.has('refresh') && { refresh: true }),
    whatIf: form.has('whatIf'),
  };
}

/** By how many percent one is worth more than another; 0 where that cannot be seen. */
export function percentMore(one: number | null, other: number | null): number {
  if (one === null || !other) return 0;
  return Math.round((1000 * (one - other)) / other) / 10;
}

/** By how many percent a bound is above what was found, upwards: nothing is said to be proved that is not. */
export function percentAtMost(bound: number | null, found: number | null): number {
  if (bound === null || !found) return 0;
  return Math.max(0.1, Math.ceil(Math.round((1e6 * (bound - found)) / found) / 1e3) / 10);
}

/** How one proposal differs from another, by the names of their exchanges. */
export function difference(
  keys: readonly string[],
  than: readonly string[],
): { kept: number; added: number; gone: number } {
  const known = new Set(than);
  const kept = keys.filter((key) => known.has(key)).length;
  return { kept, added: keys.length - kept, gone: than.length - kept };
}

import { exposureFactors } from '../../../server/matching/factors/exposure.ts';
import type { Policy } from '../../../server/matching/policy.ts';
import type { Lists } from './rivals.ts';

/** Whom a member could be shown, best first, and how well they fit without exposure. */
export type Choices = ReadonlyMap<
  string,
  readonly { readonly partner: string; readonly score: number }[]
>;

export interface Days {
  /** How often each was shown within the window. */
  readonly shown: ReadonlyMap<string, number>;
  /** Mean score without exposure of those shown within the window. */
  readonly fit: number;
  /** The lists of the last day, and the factors that made them. */
  readonly lists: Lists;
  readonly exposure: ReadonlyMap<string, number>;
}

/**
 * Days on which every member looks at its list, each closed by the ledger from which the factors of
 * the next day come. The first day has none.
 */
export function live(days: number, choices: Choices, first: number, policy: Policy): Days {
  const window: { readonly shown: string[]; readonly fit: number }[] = [];
  const ledger = new Map<string, number>();
  let lists = new Map<string, string[]>();
  let exposure: ReadonlyMap<string, number> = new Map();
  for (let day = 1; day <= days; day++) {
    if (day > 1) exposure = exposureFactors(ledger, choices.keys(), policy);
    let fit = 0;
    lists = new Map();
    for (const [id, all] of choices) {
      const best = bestOf(all, first, exposure, policy.exposureAtMost);
      lists.set(
        id,
        best.map(({ partner }) => partner),
      );
      fit += best.reduce((sum, { score }) => sum + score, 0);
    }
    const shown = [...lists.values()].flat();
    window.push({ shown, fit });
    for (const id of shown) ledger.set(id, (ledger.get(id) ?? 0) + 1);
    if (window.length > policy.exposureDays)
      for (const id of window.shift()!.shown) ledger.set(id, ledger.get(id)! - 1);
  }
  const total = window.reduce((sum, { fit }) => sum + fit, 0);
  const count = window.reduce((sum, { shown }) => sum + shown.length, 0);
  return { shown: ledger, fit: total / count, lists, exposure };
}

/** The best by score times exposure, of choices that are in the order of their scores. */
function bestOf(
  choices: readonly { readonly partner: string; readonly score: number }[],
  first: number,
  exposure: ReadonlyMap<string, number>,
  mostExposure: number,
) {
  const best: { readonly partner: string; readonly score: number; readonly worth: number }[] = [];
  for (const { partner, score } of choices) {
    const least = best[first - 1]?.worth ?? -1;
    if (score * mostExposure < least) break;
    const worth = Math.min(1, score * (exposure.get(partner) ?? 1));
    if (worth <= least) continue;
    const after = best.findIndex((other) => other.worth < worth);
    best.splice(after < 0 ? best.length : after, 0, { partner, score, worth });
    best.length = Math.min(best.length, first);
  }
  return best;
}

/**
 * Gini's coefficient of how often each was shown, 0 (all equally often) to 1.
 * Source: Gini, "Variabilità e mutabilità", 1912, in the form over sorted values.
 */
export function gini(values: readonly number[]): number {
  const sorted = [...values].sort((x, y) => x - y);
  const total = sorted.reduce((sum, value) => sum + value, 0);
  const weighted = sorted.reduce((sum, value, at) => sum + (2 * at + 1 - sorted.length) * value, 0);
  return total === 0 ? 0 : weighted / (sorted.length * total);
}

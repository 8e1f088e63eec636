import { Branching } from './branching.ts';
import { highsLoaded, type LinearModel } from './linear-model.ts';
import { Neighbourhoods } from './neighbourhoods.ts';
import type { Stop } from './network-simplex.ts';
import { Relaxation } from './relaxation.ts';
import { Work } from './work.ts';

/** Where so large a part of the columns is ruled out, branch and bound begins anew with the others. */
const worthRestarting = 0.3;

/** Steps of branching and of neighbourhoods, in turn; each turn is longer than the last. */
const turns = { first: 1_500, growth: 1.5 };

export interface OptimumSearch {
  readonly seed: number;
  readonly stop: Stop;
  /** Values to better. */
  readonly start: Float64Array | null;
  /** By column: who takes part in it. */
  readonly participants: readonly (readonly number[])[];
}

export interface Optimum {
  /** null when it was stopped before anything was found. */
  readonly values: Float64Array | null;
  /** No whole values are worth more. */
  readonly bound: number;
  readonly complete: boolean;
  /** Iterations of the simplex method: the same on any machine. */
  readonly steps: number;
}

/**
 * The best whole values of a model. The relaxation gives prices and a bound, a dive from it good values;
 * columns that lose more at the prices than lies between the two are in no better values, and are left
 * out. Among the others branch and bound lowers the bound, and in turn with it a search in neighbourhoods
 * betters the values, until they meet.
 * @returns null when no values keep all rows; an infinite bound where it was stopped before the first
 */
export async function optimumOf(
  model: LinearModel,
  { seed, stop, start, participants }: OptimumSearch,
): Promise<Optimum | null> {
  if (model.columns === 0) return model.holdsEmpty() ? nothing : null;
  const highs = await highsLoaded();
  const work = new Work(stop);
  const none = new Float64Array(model.columns);
  let columns = Array.from(none, (_, column) => column);
  let branching = new Branching(
    highs,
    model.restricted(columns, none),
    { values: start, worth: start ? model.profitOf(start) : -Infinity },
    work,
  );
  let { bound } = branching;
  let near: Neighbourhoods | null = null;

  const narrow = (): void => {
    const kept = branching.hopeful();
    if (kept.length > (1 - worthRestarting) * columns.length) return;
    const { values, worth: reached } = branching;
    bound = Math.min(bound, branching.bound);
    branching.dispose();
    const narrower = model.restricted(
      kept.map((column) => columns[column]!),
      none,
    );
    const own = values && Float64Array.from(kept, (column) => values[column]!);
    columns = kept.map((column) => columns[column]!);
    branching = new Branching(highs, narrower, { values: own, worth: reached }, work);
    near = null;
  };

  try {
    if (!branching.root.complete)
      return { values: start, bound: Infinity, complete: false, steps: work.done };
    if (branching.root.bound === -Infinity) return null;
    branching.dive();
    for (let turn = turns.first; !branching.isDone && !work.isOver(); turn *= turns.growth) {
      narrow();
      branching.advance(work.done + turn);
      if (branching.isDone || work.isOver()) break;
      branching.dive();
      if (!branching.values) continue;
      near ??= new Neighbourhoods(
        highs,
        branching,
        columns.map((column) => participants[column]!),
        seed,
      );
      near.search(work, work.done + turn);
    }
    const { values, isDone } = branching;
    if (isDone && !values) return null;
    const all = new Float64Array(model.columns);
    values?.forEach((value, column) => (all[columns[column]!] = value));
    return {
      values: values && all,
      bound: Math.min(bound, branching.bound),
      complete: isDone,
      steps: work.done,
    };
  } finally {
    branching.dispose();
  }
}

const nothing: Optimum = { values: new Float64Array(0), bound: 0, complete: true, steps: 0 };

/** What no values are worth more than, parts of columns allowed; -Infinity where none are possible. */
export async function relaxedBound(model: LinearModel, stop: Stop): Promise<number> {
  if (model.columns === 0) return model.holdsEmpty() ? 0 : -Infinity;
  const relaxation = new Relaxation(await highsLoaded(), model, new Work(stop));
  try {
    return relaxation.solve(true).bound;
  } finally {
    relaxation.dispose();
  }
}

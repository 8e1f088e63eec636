import { Branching, hopefulOf } from './branching.ts';
import { highsLoaded, type LinearModel } from './linear-model.ts';
import { Neighbourhoods } from './neighbourhoods.ts';
import type { Stop } from './network-simplex.ts';
import { Relaxation } from './relaxation.ts';
import { type Sifted, sifted } from './sifting.ts';
import { Work } from './work.ts';

/** Where so large a part of the columns is ruled out, branch and bound begins anew with the others. */
const worthRestarting = 0.3;

/** Steps of branching and of neighbourhoods, in turn; each turn is longer than the last. */
const turns = { first: 1_500, growth: 1.5 };

/** So many times as many columns are taken at once. */
const widening = 2;

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
 * betters the values, until they meet. Where there are very many columns, it begins among few of them.
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
  let columns: readonly number[] = [...none.keys()];
  let near: Neighbourhoods | null = null;

  const among = (chosen: readonly number[], values: Float64Array | null): Branching => {
    columns = chosen;
    near = null;
    const own = values && Float64Array.from(columns, (column) => values[column]!);
    const worth = values ? model.profitOf(values) : -Infinity;
    const begun = new Branching(
      highs,
      model.restricted(columns, none),
      { values: own, worth },
      work,
    );
    begun.dive();
    return begun;
  };
  const few = sifted(highs, model, start, work);
  let branching = among(few?.columns ?? columns, start);
  let bound = few?.bound ?? branching.bound;

  /** What was found so far, as values of all columns. */
  const found = (): Float64Array | null => {
    const { values } = branching;
    if (!values) return null;
    const all = new Float64Array(model.columns);
    values.forEach((value, column) => (all[columns[column]!] = value));
    return all;
  };
  const goOnAmong = (chosen: readonly number[]): void => {
    const values = found();
    branching.dispose();
    branching = among(chosen, values);
  };
  const takeTurn = (steps: number): void => {
    branching.advance(work.done + steps);
    if (branching.isDone || work.isOver()) return;
    branching.dive();
    if (!branching.values) return;
    near ??= new Neighbourhoods(
      highs,
      branching,
      columns.map((column) => participants[column]!),
      seed,
    );
    near.search(work, work.done + steps);
  };
  /** Begins anew with what is hopeful still, where that is much less. */
  const narrow = (): void => {
    const kept = branching.hopeful();
    if (kept.length > (1 - worthRestarting) * columns.length) return;
    bound = Math.min(bound, branching.bound);
    goOnAmong(kept.map((column) => columns[column]!));
  };
  /**
   * Good values are mostly found among few columns, and the better they are the fewer of all are hopeful.
   * @returns whether all that are hopeful were taken; otherwise it was stopped
   */
  const widen = (relaxed: Sifted): boolean => {
    let all = false;
    while (!all && !work.isOver()) {
      takeTurn(turns.first);
      const values = found();
      const hopeful = hopefulOf(model, relaxed, values, branching.worth);
      all = hopeful.length <= widening * columns.length;
      const rank = (column: number) =>
        values?.[column] ? Number.MAX_VALUE : relaxed.gains[column]!;
      goOnAmong(
        all
          ? hopeful
          : hopeful
              .sort((one, other) => rank(other) - rank(one) || one - other)
              .slice(0, widening * columns.length),
      );
    }
    return all;
  };

  try {
    if (!branching.root.complete)
      return { values: start, bound: Infinity, complete: false, steps: work.done };
    if (branching.root.bound === -Infinity) return null;
    if (few && !widen(few))
      return { values: found(), bound: few.bound, complete: false, steps: work.done };
    for (let turn = turns.first; !branching.isDone && !work.isOver(); turn *= turns.growth) {
      narrow();
      takeTurn(turn);
    }
    const { values, isDone } = branching;
    if (isDone && !values) return null;
    return {
      values: found(),
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

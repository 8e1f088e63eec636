import { hopefulOf } from './branching.ts';
import { highsLoaded, type LinearModel } from './linear-model.ts';
import type { Stop } from './network-simplex.ts';
import { type Sifted, sifted } from './sifting.ts';
import { Stage } from './stage.ts';
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
  /** Asked to look at what is known so far as often as `stop` is asked. */
  readonly found?: (look: () => Known) => void;
  /** Other profits, of which the relaxation is asked what is possible too. */
  readonly other?: Float64Array;
}

/** What is known of the best values while they are searched for. */
export interface Known {
  /** null before anything was found. */
  readonly values: Float64Array | null;
  /** No whole values are worth more. */
  readonly bound: number;
  /** No values are worth more at the other profits. */
  readonly otherBound: number;
}

export interface Optimum extends Known {
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
  { seed, stop, start, participants, found, other }: OptimumSearch,
): Promise<Optimum | null> {
  if (model.columns === 0) return model.holdsEmpty() ? nothing : null;
  const highs = await highsLoaded();
  let known = (): Known => ({ values: start, bound: Infinity, otherBound: Infinity });
  const work = new Work((done) => {
    found?.(known);
    return stop(done);
  });
  const options = { highs, model, work, seed, participants };
  const few = sifted(highs, model, { start, other, work });
  const everything = Array.from({ length: model.columns }, (_, column) => column);
  let stage = new Stage(options, few?.columns ?? everything, start);
  let bound = few?.bound ?? stage.branching.bound;
  const otherBound = few?.otherBound ?? (other ? stage.branching.boundAt(other) : Infinity);
  /** Whether all columns that may be in better values are among those of the stage. */
  let hasHopeful = !few;
  known = () => ({
    values: stage.values,
    bound: hasHopeful ? Math.min(bound, stage.branching.bound) : bound,
    otherBound,
  });
  const goOnAmong = (columns: readonly number[]): void => {
    stage.dispose();
    stage = new Stage(options, columns, stage.values);
    stage.branching.dive();
  };
  /** Begins anew with what is hopeful still, where that is much less. */
  const narrow = (): void => {
    const kept = stage.branching.hopeful();
    if (kept.length > (1 - worthRestarting) * stage.columns.length) return;
    bound = Math.min(bound, stage.branching.bound);
    goOnAmong(kept.map((column) => stage.columns[column]!));
  };
  /**
   * Good values are mostly found among few columns, and the better they are the fewer of all are hopeful.
   * @returns whether all of these are taken
   */
  const widen = (relaxed: Sifted): boolean => {
    const { values } = stage;
    const hopeful = hopefulOf(model, relaxed, values, stage.branching.worth);
    const most = widening * stage.columns.length;
    const rank = (column: number) => (values?.[column] ? Number.MAX_VALUE : relaxed.gains[column]!);
    const best = hopeful.toSorted((one, other) => rank(other) - rank(one) || one - other);
    goOnAmong(best.slice(0, most));
    hasHopeful = hopeful.length <= most;
    return hasHopeful;
  };

  try {
    const { root } = stage.branching;
    if (root.bound === -Infinity) return null;
    if (!root.complete) return { ...known(), complete: false, steps: work.done };
    stage.branching.dive();
    if (few)
      do stage.takeTurn(turns.first);
      while (!widen(few) && !work.isOver());
    for (let turn = turns.first; !stage.branching.isDone && !work.isOver(); turn *= turns.growth) {
      narrow();
      stage.takeTurn(turn);
    }
    const complete = hasHopeful && stage.branching.isDone;
    if (complete && !stage.branching.values) return null;
    return { ...known(), complete, steps: work.done };
  } finally {
    stage.dispose();
  }
}

const nothing: Optimum = {
  values: new Float64Array(0),
  bound: 0,
  otherBound: 0,
  complete: true,
  steps: 0,
};

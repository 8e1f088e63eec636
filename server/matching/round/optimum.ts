import { hopefulOf } from './branching.ts';
import { highsLoaded, type LinearModel } from './linear-model.ts';
import type { Stop } from './network-simplex.ts';
import { Relaxation } from './relaxation.ts';
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
  readonly found?: (look: () => Pick<Optimum, 'values' | 'bound'>) => void;
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
  { seed, stop, start, participants, found }: OptimumSearch,
): Promise<Optimum | null> {
  if (model.columns === 0) return model.holdsEmpty() ? nothing : null;
  const highs = await highsLoaded();
  let known = (): Pick<Optimum, 'values' | 'bound'> => ({ values: start, bound: Infinity });
  const work = new Work((done) => {
    found?.(known);
    return stop(done);
  });
  const options = { highs, model, work, seed, participants };
  const few = sifted(highs, model, start, work);
  const everything = Array.from({ length: model.columns }, (_, column) => column);
  let stage = new Stage(options, few?.columns ?? everything, start);
  let bound = few?.bound ?? stage.branching.bound;
  /** Whether all columns that may be in better values are among those of the stage. */
  let hasHopeful = !few;
  known = () => ({
    values: stage.values,
    bound: hasHopeful ? Math.min(bound, stage.branching.bound) : bound,
  });
  const goOnAmong = (columns: readonly number[]): void => {
    stage.dispose();
    stage = new Stage(options, columns, stage.values);
  };
  /** Begins anew with what is hopeful still, where that is much less. */
  const narrow = (): void => {
    const kept = stage.branching.hopeful();
    if (kept.length > (1 - worthRestarting) * stage.columns.length) return;
    ({ bound } = known());
    goOnAmong(kept.map((column) => stage.columns[column]!));
  };
  /** Good values are mostly found among few columns, and the better they are the fewer of all are hopeful. */
  const widen = (relaxed: Sifted): void => {
    const { values } = stage;
    const hopeful = hopefulOf(model, relaxed, values, stage.branching.worth);
    const most = widening * stage.columns.length;
    const rank = (column: number) => (values?.[column] ? Number.MAX_VALUE : relaxed.gains[column]!);
    const best = hopeful.toSorted((one, other) => rank(other) - rank(one) || one - other);
    goOnAmong(best.slice(0, most));
    hasHopeful = hopeful.length <= most;
  };

  try {
    const { root } = stage.branching;
    if (!root.complete)
      return { values: start, bound: few?.bound ?? Infinity, complete: false, steps: work.done };
    if (root.bound === -Infinity) return null;
    while (few && !hasHopeful && !work.isOver()) {
      stage.takeTurn(turns.first);
      widen(few);
    }
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

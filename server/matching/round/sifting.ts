import type { Highs } from 'highs';
import type { LinearModel } from './linear-model.ts';
import { runCounted } from './relaxation.ts';
import type { Work } from './work.ts';

/** Where there are so many columns for each row, nearly all of them are in no good values. */
const worthSifting = 10;

/** Columns to begin with, for each row: those of the most profit for each of their entries. */
const perRow = 10;

/** So many are added at once at most. */
const atOnce = 2_000;

/** HiGHS' number of the primal simplex method: with columns added it can go on from what was found. */
const primal = 4;

/** What is solved over few columns and holds for all. */
export interface Sifted {
  /** No values of the columns are worth more. */
  readonly bound: number;
  /** By column: by how much its profit exceeds what its rows cost. */
  readonly gains: Float64Array;
  /** The columns that it took. */
  readonly columns: readonly number[];
  /** No values are worth more at the other profits; infinite where there are none. */
  readonly otherBound: number;
}

export interface SiftingOptions {
  /** Values whose columns are among the first. */
  readonly start: Float64Array | null;
  /** Other profits, of which it is asked what is possible too. */
  readonly other?: Float64Array | undefined;
  readonly work: Work;
}

/**
 * The relaxation of a model of many columns, solved over few of them: those that gain something at the
 * prices of the rows are added until there are none, and the prices prove the bound of all.
 *
 * Bixby, Gregory, Lustig, Marsten, Shanno, "Very large-scale linear programming: a case study in
 * combining interior point and simplex methods", Operations Research 40, 1992, call it sifting.
 * @returns null where it is not worth it, was stopped, or few columns keep no rows
 */
export function sifted(
  highs: Highs,
  model: LinearModel,
  { start, other, work }: SiftingOptions,
): Sifted | null {
  if (model.columns < worthSifting * model.rows) return null;
  const columns = model.promising(perRow, start);
  const isIn = new Uint8Array(model.columns);
  for (const column of columns) isIn[column] = 1;
  const none = new Float64Array(model.columns);
  const native = highs.createModel(model.among(columns).dataFor(highs, scaleOf(model)));
  /** Adds what gains something, until nothing does. */
  const solve = (of: LinearModel): Pick<Sifted, 'bound' | 'gains'> | null => {
    const scale = scaleOf(of);
    for (;;) {
      runCounted(highs, native, work, true);
      const isSolved = native.getModelStatus() === highs.constants.modelStatus.optimal;
      if (!isSolved || work.isOver()) return null;
      const prices = native.getSolution().rowDual.map((price) => price * scale);
      const { gains, bound } = of.boundOf(prices, none, of.most);
      const better = [...gains.keys()]
        .filter((column) => !isIn[column] && gains[column]! > 1e-9 * scale)
        .sort((one, other) => gains[other]! - gains[one]! || one - other)
        .slice(0, atOnce);
      if (better.length === 0) return { bound, gains };
      for (const column of better) isIn[column] = 1;
      columns.push(...better);
      native.addCols(of.among(better).columnsFor(scale));
      native.options.set({ simplex_strategy: primal });
    }
  };
  try {
    native.options.set({ output_flag: false, simplex_scale_strategy: 0 });
    const solved = solve(model);
    if (!solved || !other) return solved && { ...solved, columns, otherBound: Infinity };
    const places = { kind: 'set' as const, indices: Array.from(columns, (_, at) => at) };
    const scale = scaleOf(model.worth(other));
    native.changeColsCost(
      places,
      columns.map((column) => other[column]! / scale),
    );
    const found = solve(model.worth(other));
    return found && { ...solved, columns, otherBound: found.bound };
  } finally {
    native.dispose();
  }
}

/** The largest profit: costs are divided by it, as tolerances of HiGHS are absolute. */
function scaleOf({ profits }: LinearModel): number {
  return profits.reduce((largest, one) => Math.max(largest, one), 0) || 1;
}

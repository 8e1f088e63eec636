import type { Highs } from 'highs';
import type { LinearModel } from './linear-model.ts';
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
}

/**
 * The relaxation of a model of many columns, solved over few of them: those that gain something at the
 * prices of the rows are added until there are none, and the prices prove the bound of all.
 *
 * Bixby, Gregory, Lustig, Marsten, Shanno, "Very large-scale linear programming: a case study in
 * combining interior point and simplex methods", Operations Research 40, 1992, call it sifting.
 * @param start values whose columns are among the first
 * @returns null where it is not worth it, was stopped, or few columns keep no rows
 */
export function sifted(
  highs: Highs,
  model: LinearModel,
  start: Float64Array | null,
  work: Work,
): Sifted | null {
  if (model.columns < worthSifting * model.rows) return null;
  const { modelStatus } = highs.constants;
  const scale = model.profits.reduce((largest, one) => Math.max(largest, one), 0) || 1;
  const columns = model.promising(perRow, start);
  const isIn = new Uint8Array(model.columns);
  for (const column of columns) isIn[column] = 1;
  const none = new Float64Array(model.columns);
  const native = highs.createModel(model.among(columns).dataFor(highs, scale));
  try {
    native.options.set({ output_flag: false, simplex_scale_strategy: 0 });
    for (;;) {
      native.run();
      work.done += Math.max(0, Number(native.info.get('simplex_iteration_count')));
      if (native.getModelStatus() !== modelStatus.optimal || work.isOver()) return null;
      const prices = native.getSolution().rowDual.map((price) => price * scale);
      const { gains, bound } = model.boundOf(prices, none, model.most);
      const better = [...gains.keys()]
        .filter((column) => !isIn[column] && gains[column]! > 1e-9 * scale)
        .sort((one, other) => gains[other]! - gains[one]! || one - other)
        .slice(0, atOnce);
      if (better.length === 0) return { bound, gains, columns };
      for (const column of better) isIn[column] = 1;
      columns.push(...better);
      native.addCols(model.among(better).columnsFor(scale));
      native.options.set({ simplex_strategy: primal });
    }
  } finally {
    native.dispose();
  }
}

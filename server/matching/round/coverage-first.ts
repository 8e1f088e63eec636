import type { LinearModel } from './linear-model.ts';

/** A first receive counts so many times as much as the most valuable exchange. */
const coverageOverWorth = 20;

/** Coverage and worth as one profit. */
export interface CoverageAndWorth {
  /** The model of both at once. */
  readonly both: LinearModel;
  /** By column: the profit that counts who receives at all. */
  readonly coverage: Float64Array;
  /** What a first receive counts in `both`. */
  readonly extra: number;
}

/** @param firsts the columns that say whether a participant receives at all */
export function coverageAndWorth(model: LinearModel, firsts: readonly number[]): CoverageAndWorth {
  const coverage = new Float64Array(model.columns);
  for (const column of firsts) coverage[column] = 1;
  const extra =
    coverageOverWorth * model.profits.reduce((one, other) => Math.max(one, other), 1e-9);
  const both = model.worth(model.profits.map((one, column) => one + extra * coverage[column]!));
  return { both, coverage, extra };
}

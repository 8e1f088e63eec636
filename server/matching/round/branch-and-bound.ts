import type { Circles } from './circles.ts';
import { exchangeModel } from './exchange-model.ts';
import type { Instance } from './instance.ts';
import type { Stop } from './network-simplex.ts';
import { NothingFound, type Outcome } from './outcome.ts';

/** HiGHS takes a sum of values for whole that is as near to it. */
const wholeWithin = 1e-5;

/**
 * The best round by branch and bound over its arcs and circles, in HiGHS. With coverage first, as
 * many as possible are covered in a first search, and at least so many in a second.
 * @returns null when floors and caps cannot hold together
 * @throws NothingFound
 */
export async function solveByBranchAndBound(
  instance: Instance,
  allowed: Int32Array,
  circles: Circles,
  { seed, stop }: { readonly seed: number; readonly stop: Stop },
): Promise<Outcome | null> {
  const { model, exchanges, firsts } = exchangeModel(instance, allowed, circles);
  let covered: number | undefined;
  let least: { columns: readonly number[]; sum: number } | undefined;
  let isCoverageComplete = true;
  let start: Float64Array | null = null;
  if (instance.coverageFirst) {
    const profit = Array.from({ length: model.columns }, () => 0);
    for (const column of firsts) profit[column] = 1;
    const solved = await model.maximise({ seed, stop, profit });
    if (!solved) return null;
    if (!solved.values) throw new NothingFound();
    const { values } = solved;
    start = values;
    covered = Math.floor(solved.bound + wholeWithin);
    isCoverageComplete = solved.complete;
    const sum = Math.round(firsts.reduce((total, column) => total + values[column]!, 0));
    least = { columns: firsts, sum };
  }
  const solved = await model.maximise({ seed, stop, ...(least && { least }) });
  if (!solved) return null;
  const values = solved.values ?? start;
  if (!values) throw new NothingFound();
  return {
    exchanges: exchanges.filter((_, column) => values[column]! > 0.5),
    complete: solved.complete && isCoverageComplete,
    bound: { kind: 'SEARCH', value: solved.bound },
    ...(covered !== undefined && { covered: { kind: 'SEARCH', value: covered } }),
    circles,
  };
}

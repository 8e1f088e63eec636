import type { Circles } from './circles.ts';
import { exchangeModel } from './exchange-model.ts';
import type { Instance } from './instance.ts';
import { improvedBySearch } from './neighbourhoods.ts';
import type { Stop } from './network-simplex.ts';
import { NothingFound, NotPossible, type Outcome } from './outcome.ts';

/** HiGHS takes a sum of values for whole that is as near to it. */
const wholeWithin = 1e-5;

export interface SearchLimits {
  readonly seed: number;
  readonly stop: Stop;
}

/**
 * The best round by search over its arcs and circles: the relaxation gives a bound soon, a search in
 * neighbourhoods a good round, and branch and bound in HiGHS closes the gap from both sides. With
 * coverage first, as many as possible are covered in a search before, and at least so many in this.
 * @param circles all there are
 * @returns null when floors and caps cannot hold together
 * @throws NothingFound
 */
export async function solveBySearch(
  instance: Instance,
  allowed: Int32Array,
  circles: Circles,
  { seed, stop }: SearchLimits,
): Promise<Outcome | null> {
  const problem = exchangeModel(instance, allowed, circles);
  const { model, exchanges, firsts, coverageRow } = problem;
  let steps = 0;
  const limits = { seed, stop: (more: number) => stop(steps + more) };
  let start: Float64Array | null = null;
  let covered: { kind: 'SEARCH'; value: number } | undefined;
  let isCoverageComplete = true;
  if (instance.coverageFirst) {
    const profit = Array.from({ length: model.columns }, () => 0);
    for (const column of firsts) profit[column] = 1;
    const solved = await model.maximise({ ...limits, profit });
    if (!solved) return null;
    if (!solved.values) throw new NothingFound();
    const { values } = solved;
    steps += solved.steps;
    start = values;
    covered = { kind: 'SEARCH', value: Math.floor(solved.bound + wholeWithin) };
    isCoverageComplete = solved.complete;
    const found = firsts.reduce((total, column) => total + values[column]!, 0);
    model.raise(coverageRow, Math.round(found));
  }

  const relaxed = await model.maximise({ ...limits, relaxed: true });
  if (!relaxed) return null;
  steps += relaxed.steps;
  start ??= model.greedy();
  if (start) {
    const better = await improvedBySearch(problem, start, limits);
    start = better.values;
    steps += better.steps;
  }
  const solved = await model.maximise({ ...limits, ...(start && { start }) });
  if (!solved) return null;
  const values = solved.values ?? start;
  if (!values) throw new NothingFound();
  return {
    exchanges: exchanges.filter((_, column) => values[column]! > 0.5),
    complete: solved.complete && isCoverageComplete,
    bound: { kind: 'SEARCH', value: Math.min(relaxed.bound, solved.bound) },
    ...(covered && { covered }),
    circles,
  };
}

/**
 * A good round where there are too many circles to compare them all: a search in neighbourhoods over
 * some of them. It proves nothing; the bound has to come from elsewhere.
 * @throws NotPossible where floors keep a first round from being found
 */
export async function searchAmong(
  instance: Instance,
  allowed: Int32Array,
  circles: Circles,
  limits: SearchLimits,
): Promise<Outcome['exchanges']> {
  const problem = exchangeModel(instance, allowed, circles);
  const start = problem.model.greedy();
  if (!start)
    throw new NotPossible(
      'There are too many circles to compare them all, and among the best of them no round was found that keeps the floors. Shorter circles (maxCircle), fewer arcs or lower floors are possible.',
    );
  const { values } = await improvedBySearch(problem, start, limits);
  return problem.exchanges.filter((_, column) => values[column]! > 0.5);
}

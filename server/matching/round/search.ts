import type { Circles } from './circles.ts';
import { type ExchangeModel, exchangeModel } from './exchange-model.ts';
import type { Instance } from './instance.ts';
import { improvedBySearch } from './neighbourhoods.ts';
import type { Stop } from './network-simplex.ts';
import { NothingFound, NotPossible, type Outcome } from './outcome.ts';

/** HiGHS takes a sum of values for whole that is as near to it. */
const wholeWithin = 1e-5;

/** With no more columns than this, branch and bound comes first, for so many steps. */
const atOnce = { columns: 20_000, steps: 40_000 };

export interface SearchLimits {
  readonly seed: number;
  readonly stop: Stop;
}

/**
 * The best round by search over its arcs and circles: the relaxation gives a bound soon, a search in
 * neighbourhoods a good round, and branch and bound in HiGHS closes the gap from both sides; where
 * there is little to compare, it is tried before the neighbourhoods too. With coverage first, as many
 * as possible are covered in a search before, and at least so many in this.
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
  let start = model.greedy();
  let covered: { kind: 'SEARCH'; value: number } | undefined;
  let isCoverageComplete = true;
  if (instance.coverageFirst) {
    const profit = Array.from({ length: model.columns }, () => 0);
    for (const column of firsts) profit[column] = 1;
    const together = await coveredAtOnce(problem, profit, start, limits);
    steps += together?.steps ?? 0;
    if (together?.outcome) return { ...together.outcome, circles };
    start = together?.values ?? start;
    const solved = await model.maximise({ ...limits, profit, ...(start && { start }) });
    if (!solved) return null;
    const values = solved.values ?? start;
    if (!values) throw new NothingFound();
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
  // Small rounds are mostly proved in moments, sooner than neighbourhoods help.
  const first =
    model.columns <= atOnce.columns
      ? await model.maximise({
          ...limits,
          stop: (more) => more >= atOnce.steps || limits.stop(more),
          ...(start && { start }),
        })
      : undefined;
  if (first === null) return null;
  start = first?.values ?? start;
  steps += first?.steps ?? 0;
  if (start && !first?.complete) {
    const better = await improvedBySearch(problem, start, limits);
    start = better.values;
    steps += better.steps;
  }
  const solved = first?.complete
    ? first
    : await model.maximise({ ...limits, ...(start && { start }) });
  if (!solved) return null;
  const values = solved.values ?? start;
  if (!values) throw new NothingFound();
  return {
    exchanges: exchanges.filter((_, column) => values[column]! > 0.5),
    complete: solved.complete && isCoverageComplete,
    bound: {
      kind: 'SEARCH',
      value: Math.min(relaxed.bound, first?.bound ?? Infinity, solved.bound),
    },
    ...(covered && { covered }),
    circles,
  };
}

/** A first receive counts so many times as much as the most valuable exchange. */
const coverageOverWorth = 20;

/**
 * Coverage and worth in one search, which is mostly enough where there is little to compare: a first
 * receive earns more than exchanges do, and if then as many are covered as the relaxation of coverage
 * allows, no round covers more, and of those that cover as many none is worth more.
 * @returns what it found in how many steps, with the outcome if that came about; null where nothing is possible
 */
async function coveredAtOnce(
  { model, exchanges, firsts }: ExchangeModel,
  coverage: readonly number[],
  start: Float64Array | null,
  limits: SearchLimits,
): Promise<{
  readonly steps: number;
  readonly values: Float64Array | null;
  readonly outcome: Outcome | null;
} | null> {
  if (model.columns > atOnce.columns) return { steps: 0, values: null, outcome: null };
  const most = await model.maximise({ ...limits, profit: coverage, relaxed: true });
  if (!most) return null;
  const extra =
    coverageOverWorth * model.profits.reduce((one, other) => Math.max(one, other), 1e-9);
  const solved = await model.maximise({
    ...limits,
    stop: (more) => more >= atOnce.steps || limits.stop(most.steps + more),
    profit: model.profits.map((one, column) => one + extra * coverage[column]!),
    ...(start && { start }),
  });
  if (!solved) return null;
  const steps = most.steps + solved.steps;
  const { values } = solved;
  if (!values || !solved.complete) return { steps, values, outcome: null };
  const covered = Math.round(firsts.reduce((sum, column) => sum + values[column]!, 0));
  if (covered < Math.floor(most.bound + wholeWithin)) return { steps, values, outcome: null };
  return {
    steps,
    values,
    outcome: {
      exchanges: exchanges.filter((_, column) => values[column]! > 0.5),
      complete: true,
      bound: { kind: 'SEARCH', value: solved.bound - extra * covered },
      covered: { kind: 'SEARCH', value: covered },
    },
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

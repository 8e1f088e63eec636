import type { Instance } from './instance.ts';
import { Infeasible, NothingFound } from './outcome.ts';
import type { RoundResult } from './result.ts';
import { type SolveOptions, solveRound } from './solve.ts';

/** What one demand of fairness costs the round: what it would be without this one, all else equal. */
export interface FairnessPrice {
  readonly kind: 'FLOOR' | 'CAP' | 'COVERAGE';
  /** Its place among the floors or caps of the problem; 0 for coverage. */
  readonly at: number;
  /**
   * How much more the round would be worth. Below 0 only where coverage comes first: without the
   * demand more would receive, and that comes before worth.
   */
  readonly objective: number;
  /** How many more would receive; below 0 for fewer. */
  readonly covered: number;
  /** Whether both rounds are proved to be the best; else the price is what was found in time. */
  readonly exact: boolean;
}

/**
 * The price of each floor, cap and of coverage first: the round is solved again without it. A demand
 * that was not reached before `stop` is left out. A round that was found without a demand and keeps it
 * all the same says nothing about it: it is better because there was more searching, and the price is 0.
 */
export async function priceOfFairness(
  instance: Instance,
  result: Omit<RoundResult, 'seconds'>,
  options: SolveOptions & { readonly ended?: () => boolean } = {},
): Promise<FairnessPrice[]> {
  const { floors, caps, coverageFirst } = instance;
  const others: [FairnessPrice['kind'], number, Instance][] = [
    ...floors.map((floor, at): (typeof others)[number] => [
      'FLOOR',
      at,
      { ...instance, floors: floors.filter((other) => other !== floor) },
    ]),
    ...caps.map((cap, at): (typeof others)[number] => [
      'CAP',
      at,
      { ...instance, caps: caps.filter((other) => other !== cap) },
    ]),
    ...(coverageFirst
      ? [['COVERAGE', 0, { ...instance, coverageFirst: false }] as (typeof others)[number]]
      : []),
  ];
  const prices: FairnessPrice[] = [];
  for (const [kind, at, other] of others) {
    if (options.ended?.()) break;
    const found = await solvedOrNull(other, options);
    // What keeps more demands keeps fewer too: a search that finds less has not searched enough.
    const isPrice =
      found &&
      isBetter(found, result, other.coverageFirst) &&
      !keeps(instance, kind, at, found, result);
    const without = isPrice ? found : result;
    prices.push({
      kind,
      at,
      objective: without.objective - result.objective,
      covered: without.covered - result.covered,
      exact: result.optimal && found?.optimal === true,
    });
  }
  return prices;
}

type Figures = Pick<RoundResult, 'objective' | 'covered'>;

function isBetter(one: Figures, than: Figures, coverageFirst: boolean): boolean {
  if (coverageFirst && one.covered !== than.covered) return one.covered > than.covered;
  return one.objective > than.objective;
}

/** Whether a round that was found without a demand does as it asks. */
function keeps(
  { ids, floors, caps }: Instance,
  kind: FairnessPrice['kind'],
  at: number,
  found: Omit<RoundResult, 'seconds'>,
  result: Figures,
): boolean {
  if (kind === 'COVERAGE') return found.covered >= result.covered;
  const group = new Set(
    Array.from((kind === 'FLOOR' ? floors : caps)[at]!.members, (one) => ids[one]!),
  );
  const steps = found.exchanges.flatMap(({ members, circle }) =>
    (circle ? members : members.slice(0, 1)).map((from, step) => ({
      from,
      to: members[(step + 1) % members.length]!,
    })),
  );
  return kind === 'FLOOR'
    ? steps.filter(({ to }) => group.has(to)).length >= floors[at]!.receive
    : steps.filter(({ from, to }) => group.has(from) && group.has(to)).length <= caps[at]!.inside;
}

async function solvedOrNull(instance: Instance, options: SolveOptions) {
  try {
    return await solveRound(instance, options);
  } catch (error) {
    if (error instanceof Infeasible || error instanceof NothingFound) return null;
    throw error;
  }
}

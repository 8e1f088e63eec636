import type { Circles } from './circles.ts';
import { coverageAndWorth } from './coverage-first.ts';
import { exchangeModel } from './exchange-model.ts';
import type { TellOutcome } from './found.ts';
import type { Instance } from './instance.ts';
import type { LinearModel } from './linear-model.ts';
import type { Stop } from './network-simplex.ts';
import { type Known, optimumOf } from './optimum.ts';
import { NothingFound, NotPossible, type Outcome } from './outcome.ts';

/** HiGHS takes a sum of values for whole that is as near to it. */
const wholeWithin = 1e-5;

export interface SearchLimits {
  readonly seed: number;
  readonly stop: Stop;
  readonly found: TellOutcome;
}

/**
 * The best round by search over its arcs and circles. With coverage first, as many as possible are
 * covered in a search before, and at least so many in this.
 * @param circles all there are
 * @returns null when floors and caps cannot hold together
 * @throws NothingFound
 */
export async function solveBySearch(
  instance: Instance,
  allowed: Int32Array,
  circles: Circles,
  { seed, stop, found }: SearchLimits,
): Promise<Outcome | null> {
  const { model, exchanges, participants, firsts, coverageRow } = exchangeModel(
    instance,
    allowed,
    circles,
  );
  let steps = 0;
  /** @param provenBy what is proved of worth and of coverage, for rounds that cover as many as one does */
  const best = async (
    of: LinearModel,
    start: Float64Array | null,
    provenBy: ProvenBy,
    other?: Float64Array,
  ) => {
    const solved = await optimumOf(of, {
      seed,
      stop: (more) => stop(steps + more),
      start,
      participants,
      found: (look) =>
        found(() => {
          const now = look();
          if (!now.values) return null;
          const proven = provenBy(now, now.values);
          return {
            exchanges: chosen(now.values),
            complete: false,
            bound: { kind: 'SEARCH', value: proven.worth },
            ...(proven.covered !== undefined && {
              covered: { kind: 'SEARCH', value: proven.covered },
            }),
          };
        }),
      ...(other && { other }),
    });
    steps += solved?.steps ?? 0;
    return solved;
  };
  const chosen = (values: Float64Array) => exchanges.filter((_, column) => values[column]! > 0.5);
  let start = model.greedy();
  let covered: { kind: 'SEARCH'; value: number } | undefined;
  let isCoverageComplete = true;

  if (instance.coverageFirst) {
    // Coverage and worth at once: where as many are covered as the relaxation of coverage allows, no round
    // covers more, and of those that cover as many none is worth more.
    const { both, coverage, extra } = coverageAndWorth(model, firsts);
    const countOf = (values: Float64Array) =>
      Math.round(firsts.reduce((sum, column) => sum + values[column]!, 0));
    const ofBoth = (bound: number, values: Float64Array) => bound - extra * countOf(values);
    const mostBy = (bound: number) => Math.min(firsts.length, Math.floor(bound + wholeWithin));
    const together = await best(
      both,
      start,
      ({ bound, otherBound }, values) => ({
        worth: ofBoth(bound, values),
        covered: mostBy(otherBound),
      }),
      coverage,
    );
    if (!together) return null;
    start = together.values;
    const most = mostBy(together.otherBound);
    if (start && (!together.complete || countOf(start) >= most))
      return {
        exchanges: chosen(start),
        complete: together.complete,
        bound: { kind: 'SEARCH', value: together.bound - extra * countOf(start) },
        covered: { kind: 'SEARCH', value: most },
        circles,
      };
    const solved = await best(model.worth(coverage), start, ({ bound }, values) => ({
      worth: ofBoth(together.bound, values),
      covered: Math.min(most, Math.floor(bound + wholeWithin)),
    }));
    if (!solved) return null;
    start = solved.values;
    if (!start) throw new NothingFound();
    covered = { kind: 'SEARCH', value: Math.min(most, Math.floor(solved.bound + wholeWithin)) };
    isCoverageComplete = solved.complete || countOf(start) >= most;
    model.raise(coverageRow, countOf(start));
  }

  const solved = await best(model, start, ({ bound }) => ({
    worth: bound,
    covered: covered?.value,
  }));
  if (!solved) return null;
  if (!solved.values) throw new NothingFound();
  return {
    exchanges: chosen(solved.values),
    complete: solved.complete && isCoverageComplete,
    bound: { kind: 'SEARCH', value: solved.bound },
    ...(covered && { covered }),
    circles,
  };
}

type ProvenBy = (
  known: Known,
  values: Float64Array,
) => { readonly worth: number; readonly covered: number | undefined };

/**
 * A good round where there are too many circles to compare them all: the best of some of them. It proves
 * nothing; the bound has to come from elsewhere.
 * @throws NotPossible where floors keep a first round from being found
 */
export async function searchAmong(
  instance: Instance,
  allowed: Int32Array,
  circles: Circles,
  {
    seed,
    stop,
    found,
  }: Omit<SearchLimits, 'found'> & {
    readonly found: (look: () => Outcome['exchanges'] | null) => void;
  },
): Promise<Outcome['exchanges']> {
  const { model, exchanges, participants } = exchangeModel(instance, allowed, circles);
  const chosen = (values: Float64Array) => exchanges.filter((_, column) => values[column]! > 0.5);
  const solved = await optimumOf(model, {
    seed,
    stop,
    start: model.greedy(),
    participants,
    found: (look) =>
      found(() => {
        const { values } = look();
        return values && chosen(values);
      }),
  });
  if (!solved?.values)
    throw new NotPossible(
      'There are too many circles to compare them all, and among the best of them no round was found that keeps the floors. Shorter circles (maxCircle), fewer arcs or lower floors are possible.',
    );
  return chosen(solved.values);
}

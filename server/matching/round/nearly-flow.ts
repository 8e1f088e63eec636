import type { Circles } from './circles.ts';
import { coverageAndWorth } from './coverage-first.ts';
import { exchangeModel } from './exchange-model.ts';
import { fewPrices } from './few-prices.ts';
import { type Flow, Flows } from './flows.ts';
import { highsLoaded } from './linear-model.ts';
import type { GroupFloor, Instance, Selected } from './instance.ts';
import { nestingOf } from './nested.ts';
import { optimumOf } from './optimum.ts';
import { NothingFound, type Outcome } from './outcome.ts';
import { type Reached, RowPrices } from './row-prices.ts';
import { RoundsOfFlows } from './rounds-of-flows.ts';
import { reducedBy, type TyingRows, tyingRows } from './tying.ts';
import type { SearchLimits } from './search.ts';
import { Work } from './work.ts';
import { isBetter, type Worth, worthOf } from './worth.ts';

/** So many pivots of flows count as a step of the search. */
const pivotsEach = 100;

/** So near, in parts of the objective, the bound is reached. */
const certain = 1e-9;

/** Arcs and circles chosen less often than this of late are not searched among. */
const seldom = 1e-3;

/** The least bound is found to this part of one who is covered, and of the largest weight. */
const nearCoverage = 1e-3;
const nearWorth = 0.1;

/** A bound so little below a whole number is one. */
const wholeWithin = 1e-6;

/**
 * So many flows in all before branch and bound has its turn. What limits a flow keeps it from being a good round,
 * so that it begins sooner there; where it ends the prices go on.
 */
const turns = {
  limited: [75, 500],
  other: [500],
};

const nothingYet: Reached = { objective: 0, covered: 0 };

const noCircles: Circles = { count: 0, start: Int32Array.of(0), arcs: new Int32Array(0) };

/**
 * A one-way round that would be a flow but for the bonus of its circles and, beside it, floors that overlap and
 * caps, and that is too large for branch and bound. Prices of what keeps it from being a flow prove a bound; each flow they lead to is mended into a round. The best of these is bettered in
 * neighbourhoods, among what the flows chose of late.
 * @param circles all circles there are
 * @returns null when floors cannot be met
 * @throws NothingFound when it was stopped before a round was found
 */
export async function solveNearlyFlow(
  instance: Instance,
  allowed: Int32Array,
  circles: Circles,
  { seed, stop, found }: SearchLimits,
): Promise<Outcome | null> {
  const { floors, caps, ids, coverageFirst, circleBonus, weight, rewards } = instance;
  const work = new Work(stop);
  const kept = nestedAmong(floors, ids.length);
  const keptFloors = kept.map((at) => floors[at]!);
  const nesting = nestingOf(keptFloors, ids.length)!;
  const isLimited = caps.length > 0 || kept.length < floors.length;
  const rounds = new RoundsOfFlows(instance, allowed, circles, isLimited);
  const add = (flow: Flow, at: Float64Array) => void rounds.add(flow.used, at);
  /** Flows that keep the floors that can be kept, and a way to ask whether there is still time for one more. */
  const flowsOf = (of: Instance) => {
    let counted = 0;
    const flows = Flows.of({ ...of, floors: keptFloors }, allowed, nesting, (done) =>
      work.isStopped((done - counted) / pivotsEach),
    );
    const isOver = () => {
      work.done += (flows!.pivots - counted) / pivotsEach;
      counted = flows!.pivots;
      return work.isOver();
    };
    return flows && { flows, isOver };
  };

  // Where floors and caps leave every flow of most coverage possible, only these are looked at; else it is priced.
  let mostCovered: number | undefined;
  let limitPrices: Float64Array | undefined;
  if (coverageFirst && isLimited) {
    const counting: Instance = {
      ...instance,
      weight: new Float64Array(weight.length),
      rewards: [1],
      coverageFirst: false,
    };
    const begun = flowsOf(counting);
    if (!begun) return null;
    const rows = tyingRows(counting, allowed, noCircles, { kept });
    const start = new Float64Array(rows.most.length);
    const tied = { instance: counting, flows: begun.flows, rows, start };
    const { bound, prices } = fewPrices(
      await highsLoaded(),
      tied,
      nearCoverage,
      add,
      (proven) => begun.isOver() || wholeBelow(proven) <= (rounds.best?.covered ?? -1),
    );
    if (bound < -wholeWithin) return null;
    mostCovered = wholeBelow(bound);
    limitPrices = prices;
  }

  const begun = flowsOf(
    limitPrices
      ? { ...instance, coverageFirst: false, rewards: rewards.length > 0 ? rewards : [0] }
      : instance,
  );
  if (!begun) return null;
  const { flows } = begun;
  mostCovered ??= flows.mostCovered;
  const rows = tyingRows(instance, allowed, circles, {
    kept,
    ...(limitPrices && { mostCovered }),
  });
  let start: Float64Array = new Float64Array(rows.most.length);
  if (isLimited) {
    const largest = weight.reduce((one, other) => Math.max(one, other), 0);
    limitPrices?.forEach((price, row) => (start[row] = largest * price));
    if (rows.coverage >= 0) start[rows.coverage] = largest;
    const tied = { instance, flows, rows, start };
    const few = fewPrices(await highsLoaded(), tied, nearWorth * largest, add, begun.isOver);
    if (few.bound < -wholeWithin * largest && !coverageFirst) return null;
    start = few.prices;
    const each = rows.coverage < 0 ? 0 : start[rows.coverage]!;
    const first = flows.best(reducedBy(weight, rows.ofArcs, start), each);
    if (first) start = startOfBelonging(instance, circles, rows, first, start);
  } else
    rows.belonging.forEach((row, arc) => {
      if (row >= 0) start[row] = circleBonus * weight[arc]!;
    });
  const prices = new RowPrices({ instance, flows, circles, rows, start });

  /** Where coverage has no row the prices prove nothing of rounds that cover fewer than flows do. */
  const outcomeOf = (round: Worth): Outcome => {
    const isProven = limitPrices || !coverageFirst || round.covered >= mostCovered;
    const bound = isProven ? prices.bound(round.covered) : Infinity;
    const { covered } = flows;
    return {
      exchanges: round.exchanges,
      complete: bound <= round.objective * (1 + certain),
      bound: { kind: 'SEARCH', value: bound },
      ...(coverageFirst && {
        covered: covered
          ? { kind: 'DUAL', prices: covered }
          : { kind: 'SEARCH', value: mostCovered! },
      }),
      circles,
    };
  };
  const told = () => found(() => rounds.best && outcomeOf(rounds.best));
  for (const flowsAtMost of isLimited ? turns.limited : turns.other) {
    prices.advance(
      flowsAtMost,
      (flow, at) => {
        add(flow, at);
        return rounds.best ?? nothingYet;
      },
      () => {
        told();
        // The first flow that nothing limits is a round.
        return begun.isOver() && (isLimited || rounds.best !== null);
      },
    );
    if (!rounds.best) throw new NothingFound();
    const tell = (look: () => Worth) => found(() => outcomeOf(look()));
    rounds.best = await bettered(
      instance,
      { circles, arcs: prices.arcs, seed, work, tell },
      rounds.best,
    );
  }
  return outcomeOf(rounds.best!);
}

/**
 * Prices of belonging to a circle to begin with: what an arc would lose in the best flow it can be paid for nothing.
 * What a circle earns beyond that its arcs are paid by their weight.
 */
function startOfBelonging(
  { weight, circleBonus }: Instance,
  { count, start, arcs }: Circles,
  { belonging }: TyingRows,
  { gains, used }: Flow,
  before: Float64Array,
): Float64Array {
  const prices = before.slice();
  const free = gains.map((gain, arc) => (used[arc] === 1 ? 0 : Math.max(0, -gain)));
  for (let circle = 0; circle < count; circle++) {
    const its = arcs.subarray(start[circle]!, start[circle + 1]!);
    let sum = 0;
    let lost = 0;
    for (const arc of its) {
      sum += weight[arc]!;
      lost += free[arc]!;
    }
    const earns = circleBonus * sum;
    const share = Math.min(1, earns / lost);
    const rest = sum > 0 ? Math.max(0, earns - lost) / sum : 0;
    for (const arc of its) {
      const row = belonging[arc]!;
      prices[row] = Math.max(
        prices[row]!,
        (lost > 0 ? share * free[arc]! : 0) + rest * weight[arc]!,
      );
    }
  }
  return prices;
}

/** The whole number that is not above a bound, but for how doubles add up. */
function wholeBelow(bound: number): number {
  return Math.floor(bound + wholeWithin);
}

/** As many floors, in their order, as are apart or within each other: the flow keeps those itself. */
function nestedAmong(floors: readonly GroupFloor[], participants: number): number[] {
  const nested: number[] = [];
  floors.forEach((floor, at) => {
    const others = nested.map((other) => floors[other]!);
    if (nestingOf([...others, floor], participants)) nested.push(at);
  });
  return nested;
}

interface Searching {
  readonly circles: Circles;
  /** By arc: how often it was chosen of late. */
  readonly arcs: Float64Array;
  readonly seed: number;
  readonly work: Work;
  readonly tell: (look: () => Worth) => void;
}

/** What neighbourhoods make of a round, among what was chosen of late and what is in it. */
async function bettered(
  instance: Instance,
  { circles, arcs: chosenOfLate, seed, work, tell }: Searching,
  round: Worth,
): Promise<Worth> {
  if (work.isOver()) return round;
  const { start, arcs } = circles;
  const isIn = new Uint8Array(instance.from.length);
  chosenOfLate.forEach((mean, arc) => (isIn[arc] = mean > seldom ? 1 : 0));
  for (const exchange of round.exchanges) for (const arc of exchange.arcs) isIn[arc] = 1;
  const among: number[] = [];
  for (let circle = 0; circle < circles.count; circle++)
    if (arcs.subarray(start[circle]!, start[circle + 1]!).every((arc) => isIn[arc] === 1))
      among.push(circle);
  const model = exchangeModel(
    instance,
    Int32Array.from(isIn.keys()).filter((arc) => isIn[arc] === 1),
    someOf(circles, among),
  );
  const { exchanges, participants, firsts } = model;
  const { both } = coverageAndWorth(model.model, instance.coverageFirst ? firsts : []);
  const nameOf = ({ arcs: some }: Selected) => some.join();
  const chosen = new Set(round.exchanges.map(nameOf));
  const before = new Float64Array(both.columns);
  exchanges.forEach((exchange, column) => (before[column] = chosen.has(nameOf(exchange)) ? 1 : 0));
  const values = both.greedy(before);
  if (!values) return round;
  const roundOf = (of: Float64Array) =>
    worthOf(
      instance,
      exchanges.filter((_, column) => of[column]! > 0.5),
    );
  const solved = await optimumOf(both, {
    seed,
    stop: (more) => work.isStopped(more),
    start: values,
    participants,
    found: (look) => tell(() => roundOf(look().values ?? values)),
  });
  work.done += solved?.steps ?? 0;
  const found = solved?.values ? roundOf(solved.values) : round;
  return isBetter(found, round, instance) ? found : round;
}

function someOf({ start, arcs }: Circles, which: readonly number[]): Circles {
  const starts = [0];
  const all: number[] = [];
  for (const circle of which) {
    all.push(...arcs.subarray(start[circle]!, start[circle + 1]!));
    starts.push(all.length);
  }
  return { count: which.length, start: Int32Array.from(starts), arcs: Int32Array.from(all) };
}

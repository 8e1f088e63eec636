import { bestAmong } from './among-rounds.ts';
import { startOfBelonging } from './belonging.ts';
import type { Circles } from './circles.ts';
import { fewPrices } from './few-prices.ts';
import { diveFrom } from './flow-dive.ts';
import { type Flow, Flows } from './flows.ts';
import type { GroupFloor, Instance, Selected } from './instance.ts';
import { highsLoaded } from './linear-model.ts';
import { nestingOf } from './nested.ts';
import { NothingFound, type Outcome } from './outcome.ts';
import { type Reached, RowPrices } from './row-prices.ts';
import { RoundsOfFlows } from './rounds-of-flows.ts';
import type { SearchLimits } from './search.ts';
import type { LimitPrices } from './tally.ts';
import { reducedBy, type TyingRows, tyingRows } from './tying.ts';
import { Work } from './work.ts';
import type { Worth } from './worth.ts';

/** So many pivots of flows count as a step of the search. */
const pivotsEach = 100;

/** So near, in parts of the objective, the bound is reached. */
const certain = 1e-9;

/** The least bound is found to this part of one who is covered, and of the largest weight. */
const near = { coverage: 1e-3, worth: 0.1 };

/** How far prices of limits may move at first, in parts of the same: less where they are known about. */
const within = { coverage: 1, worth: 0.3, afterDive: 0.1 };

/** A bound so little below a whole number is one. */
const wholeWithin = 1e-6;

/** After so many flows in all there is a dive. */
const divesAfter = [0, 50, 150, 225, 300, 400, 500];

/** Prices have settled after so many flows: from then on so many dives are close enough to each other to be searched among. */
const searched = { from: 150, dives: 3 };

/** Arcs chosen less often than this of late are not searched among in the end. */
const seldom = 1e-3;

const nothingYet: Reached = { objective: 0, covered: 0 };

const noCircles: Circles = { count: 0, start: Int32Array.of(0), arcs: new Int32Array(0) };

/**
 * A one-way round that would be a flow but for the bonus of its circles, pairs that are in one exchange at most and,
 * beside these, floors that overlap and caps, and that is too large for branch and bound. Prices of what keeps it from being a flow prove a bound; dives
 * from these prices lead to rounds, and the best of the arcs of these is found by branch and bound.
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
  const { floors, caps, ids, coverageFirst, weight, rewards } = instance;
  const work = new Work(stop);
  const highs = await highsLoaded();
  const kept = nestedAmong(floors, ids.length);
  const keptFloors = kept.map((at) => floors[at]!);
  const nesting = nestingOf(keptFloors, ids.length)!;
  const isLimited = caps.length > 0 || kept.length < floors.length;
  const largest = weight.reduce((one, other) => Math.max(one, other), 0);
  const rounds = new RoundsOfFlows(instance, allowed, circles);
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
  /** Prices of limits from those of rows, in which floors that flows keep have none. */
  const limitsOf = (prices: Float64Array, { coverage }: TyingRows): LimitPrices => {
    let next = 0;
    return {
      floors: floors.map((_, at) => (kept.includes(at) ? 0 : prices[next++]!)),
      caps: caps.map(() => prices[next++]!),
      coverage: coverage < 0 ? 0 : prices[coverage]!,
    };
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
    const { bound, prices } = fewPrices(
      highs,
      { instance: counting, flows: begun.flows, rows, start },
      { near: near.coverage, within: within.coverage },
      ({ used }, at) => rounds.add(used, [], limitsOf(at, rows), ids.length),
      (proven) => begun.isOver() || wholeBelow(proven) <= (rounds.best?.covered ?? -1),
    );
    if (bound < -wholeWithin) return null;
    mostCovered = wholeBelow(bound);
    limitPrices = prices;
    rounds.restart();
  }

  const begun = flowsOf(
    limitPrices
      ? { ...instance, coverageFirst: false, rewards: rewards.length > 0 ? rewards : [0] }
      : instance,
  );
  if (!begun) return null;
  const { flows, isOver } = begun;
  const most = (mostCovered ??= flows.mostCovered);
  const rows = tyingRows(instance, allowed, circles, {
    kept,
    ...(limitPrices && { mostCovered }),
  });
  const add = ({ used }: Flow, at: Float64Array, closed: readonly Selected[] = []) =>
    rounds.add(used, closed, limitsOf(at, rows), most);
  let start: Float64Array = new Float64Array(rows.most.length);
  limitPrices?.forEach((price, row) => (start[row] = largest * price));
  if (rows.coverage >= 0) start[rows.coverage] = largest;
  if (isLimited) {
    const few = fewPrices(
      highs,
      { instance, flows, rows, start },
      { near: near.worth * largest, within: within.worth * largest },
      add,
      isOver,
    );
    if (few.bound < -wholeWithin * largest && !coverageFirst) return null;
    start = few.prices;
  }
  const each = rows.coverage < 0 ? 0 : start[rows.coverage]!;
  const first = flows.best(reducedBy(weight, rows.ofArcs, start), each);
  if (first) {
    add(first, start);
    start = startOfBelonging(instance, circles, rows, first, start);
  }
  const prices = new RowPrices({ instance, flows, circles, rows, start });

  /** Where coverage has no row the prices prove nothing of rounds that cover fewer than flows do. */
  const outcomeOf = (round: Worth): Outcome => {
    const isProven = limitPrices || !coverageFirst || round.covered >= most;
    const bound = isProven ? prices.bound(round.covered) : Infinity;
    const { covered } = flows;
    return {
      exchanges: round.exchanges,
      complete: bound <= round.objective * (1 + certain),
      bound: { kind: 'SEARCH', value: bound },
      ...(coverageFirst && {
        covered: covered ? { kind: 'DUAL', prices: covered } : { kind: 'SEARCH', value: most },
      }),
      circles,
    };
  };
  /** Circles that go well together at the best prices, the limits priced anew beside them. */
  const dive = () => {
    const { circles: closed, weight: beside } = diveFrom(
      { instance, flows, circles, rows, start },
      prices.best,
      isOver,
    );
    const at = prices.best.slice();
    for (const row of rows.belonging) if (row >= 0) at[row] = 0;
    rounds.restart();
    fewPrices(
      highs,
      { instance: { ...instance, weight: beside }, flows, rows, start: at },
      { near: near.worth * largest, within: within.afterDive * largest },
      (flow, now) => add(flow, now, closed),
      isOver,
    );
    return rounds.latest;
  };
  const searchAmong = async (isIn: Uint8Array) => {
    if (work.isOver()) return;
    for (const { arcs } of rounds.best!.exchanges) for (const arc of arcs) isIn[arc] = 1;
    rounds.best = await bestAmong(instance, circles, isIn, rounds.best!, {
      seed,
      work,
      tell: (look) => found(() => outcomeOf(look())),
    });
  };

  const dives: (readonly Selected[])[] = [];
  for (const flowsAtMost of divesAfter) {
    prices.advance(
      flowsAtMost,
      (flow, at) => {
        // Flows from which circles are missing have little in common with each other.
        if (!rounds.best || circles.count === 0) add(flow, at);
        return rounds.best ?? nothingYet;
      },
      () => {
        found(() => rounds.best && outcomeOf(rounds.best));
        // The first flow that nothing limits is a round.
        return isOver() && (isLimited || rounds.best !== null);
      },
    );
    if (!isOver()) dives.push(dive());
    if (!rounds.best) throw new NothingFound();
    if (flowsAtMost < searched.from) continue;
    const isIn = new Uint8Array(weight.length);
    for (const exchanges of dives.slice(-searched.dives))
      for (const { arcs } of exchanges) for (const arc of arcs) isIn[arc] = 1;
    await searchAmong(isIn);
  }
  await searchAmong(Uint8Array.from(prices.arcs, (mean) => (mean > seldom ? 1 : 0)));
  return outcomeOf(rounds.best!);
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

import { allowedArcs } from './allowed.ts';
import { type Circles, circlesOf } from './circles.ts';
import { bonusFactor, dualBound } from './dual-bound.ts';
import type { GroupFloor, Instance, Selected } from './instance.ts';
import { nestingOf } from './nested.ts';
import type { Stop } from './network-simplex.ts';
import { solveOneWay } from './one-way.ts';
import { NothingFound, NotPossible, type Outcome, type PriceVector } from './outcome.ts';
import { restOf } from './rest.ts';
import { flagsOf, Room } from './room.ts';
import { isBetter, type Worth, worthOf } from './worth.ts';

/** Rounds of prices; most of what can be gained is gained in the first twenty. */
const roundsAtMost = 40;
/** Nearer than this, in parts of the bound, nothing more is looked for. */
const nearEnough = 1e-4;
/** Circles that are compared for their bonus. */
const circlesAtMost = 200_000;

/**
 * A one-way round too large for branch and bound, with what keeps it from being a flow: caps, floors on
 * groups that overlap, a bonus for circles. Caps and floors get prices, at which the round is a flow
 * again, solved exactly; its prices prove a bound (Lagrangian duality: Geoffrion, "Lagrangean relaxation
 * for integer programming", 1974). What the flow then exceeds raises a price, what it leaves unused
 * lowers it, by steps of Polyak's rule. Each flow is mended into a round that keeps everything: what a
 * cap does not let through is dropped, cheapest first, and the room is filled. Every arc may earn the
 * bonus in the bound; in the round, circles are taken first that gain by it at the prices of the flow.
 *
 * @returns null when some of the floors cannot be met together
 * @throws NothingFound when it was stopped before a round was found
 * @throws NotPossible when no flow could be mended into a round that keeps all floors
 */
export function solvePriced(instance: Instance, allowed: Int32Array, stop: Stop): Outcome | null {
  const { floors, caps, ids } = instance;
  const nested = nestedAmong(floors, ids.length);
  const lambda = new Float64Array(caps.length);
  const mu = new Float64Array(floors.length);
  const counts = limitCounts(instance);
  const order = allowed.toSorted(
    (one, other) => instance.weight[other]! - instance.weight[one]! || one - other,
  );
  let best = null as Worth | null;
  let proof: { prices: PriceVector; coverage: number; bound: number } | null = null;
  let covered: Outcome['covered'];
  let circles: readonly Selected[] = [];
  let complete = false;
  let stride = 1;

  for (let round = 0; round < roundsAtMost; round++) {
    const flow = pricedFlow(
      instance,
      allowed,
      { nested, lambda, mu, factor: bonusFactor(instance) },
      stop,
    );
    if (!flow) return null;
    if (flow === 'stopped') {
      if (best) break;
      throw new NothingFound();
    }
    covered ??= flow.covered;
    const atLeast = best?.covered ?? 0;
    const bound = dualBound(instance, allowed, flow.prices, { price: flow.coverage, atLeast });
    if (!proof || bound < proof.bound) {
      proof = { prices: flow.prices, coverage: flow.coverage, bound };
      stride = Math.min(1, stride * 1.1);
    } else stride *= 0.7;

    if (round === 0) circles = gainingCircles(instance, allowed, { nested, lambda, mu }, stop);
    const found = [mended(instance, order, [], flow.exchanges)];
    if (circles.length > 0) {
      // Circles stand, and a flow of their rest fills what they leave.
      const { instance: rest } = restOf({ ...instance, pinned: circles });
      const beside = pricedFlow(rest, allowedArcs(rest), { nested, lambda, mu }, stop);
      const filling = beside === 'stopped' ? [] : (beside?.exchanges ?? []);
      found.push(mended(instance, order, circles, filling));
    }
    for (const one of found) if (one && isBetter(one, best, instance)) best = one;

    if (best && proof.bound - best.objective <= nearEnough * proof.bound) {
      complete = true;
      break;
    }
    const over = counts(flow.exchanges);
    const length = [...over.caps, ...over.floors.filter((_, at) => !nested.includes(at))]
      .map((excess) => excess * excess)
      .reduce((sum, square) => sum + square, 0);
    if (length === 0 || stop(round)) break;
    const step = (stride * Math.max(proof.bound - (best?.objective ?? 0), 1e-9)) / length;
    over.caps.forEach((excess, at) => (lambda[at] = Math.max(0, lambda[at]! + step * excess)));
    over.floors.forEach((missing, at) => {
      if (!nested.includes(at)) mu[at] = Math.max(0, mu[at]! + step * missing);
    });
  }
  if (!best)
    throw new NotPossible(
      'The round is too large to be searched for, and no round was found that keeps all floors and caps. Fewer arcs, lower floors or higher caps are possible.',
    );
  return {
    exchanges: best.exchanges,
    complete,
    bound: { kind: 'DUAL', prices: proof!.prices, coverage: proof!.coverage },
    ...(covered && { covered }),
  };
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

interface Prices {
  /** The floors that the flow keeps itself. */
  readonly nested: readonly number[];
  readonly lambda: Float64Array;
  readonly mu: Float64Array;
  readonly factor?: number;
}

/** The best flow at prices of caps and floors; null when its floors cannot be met. */
function pricedFlow(
  instance: Instance,
  allowed: Int32Array,
  { nested, lambda, mu, factor = 1 }: Prices,
  stop: Stop,
) {
  const { floors, caps, ids, from, to } = instance;
  const weight = instance.weight.map((one) => one * factor);
  const extra = new Float64Array(ids.length);
  floors.forEach(({ members }, at) => {
    for (const member of members) extra[member]! += mu[at]!;
  });
  for (const arc of allowed) weight[arc]! += extra[to[arc]!]!;
  caps.forEach(({ members }, at) => {
    if (lambda[at] === 0) return;
    const isMember = new Set(members);
    for (const arc of allowed)
      if (isMember.has(from[arc]!) && isMember.has(to[arc]!)) weight[arc]! -= lambda[at]!;
  });
  const kept = nested.map((at) => floors[at]!);
  const relaxed: Instance = { ...instance, weight, floors: kept, caps: [] };
  let outcome;
  try {
    outcome = solveOneWay(relaxed, allowed, nestingOf(kept, ids.length)!, stop);
  } catch (error) {
    if (error instanceof NothingFound) return 'stopped';
    throw error;
  }
  if (!outcome || outcome.bound.kind !== 'DUAL') return null;
  const whole = (prices: PriceVector): PriceVector => {
    const ofFloors = Float64Array.from(mu);
    nested.forEach((at, place) => (ofFloors[at] = prices.floors[place]!));
    return { ...prices, floors: ofFloors, caps: lambda.slice() };
  };
  const { prices, coverage } = outcome.bound;
  // To count who receives, the prices of worth mean nothing.
  const counting = (of: PriceVector): PriceVector => ({
    ...whole(of),
    floors: whole(of).floors.map((price, at) => (nested.includes(at) ? price : 0)),
    caps: new Float64Array(caps.length),
  });
  const { covered } = outcome;
  return {
    exchanges: outcome.exchanges,
    prices: whole(prices),
    coverage,
    covered:
      covered?.kind === 'DUAL'
        ? ({ kind: 'DUAL', prices: counting(covered.prices) } as const)
        : undefined,
  };
}

/** By how much exchanges exceed each cap and miss each floor; below 0 for what is left. */
function limitCounts({ floors, caps, from, to, ids }: Instance) {
  const ofFloors = floors.map(({ members }) => flagsOf(members, ids.length));
  const ofCaps = caps.map(({ members }) => flagsOf(members, ids.length));
  return (exchanges: readonly Selected[]) => {
    const arcs = exchanges.flatMap(({ arcs: some }) => some);
    return {
      floors: floors.map(
        ({ receive }, at) => receive - arcs.filter((arc) => ofFloors[at]![to[arc]!]).length,
      ),
      caps: caps.map(
        ({ inside }, at) =>
          arcs.filter((arc) => ofCaps[at]![from[arc]!] && ofCaps[at]![to[arc]!]).length - inside,
      ),
    };
  };
}

/**
 * A round of some circles and the single arcs of a flow: the cheapest arcs inside a cap that lets fewer
 * through are dropped, then whatever still fits is taken. null where a floor is missed then.
 * @param order the arcs of the round, the most valuable first
 */
function mended(
  instance: Instance,
  order: Int32Array,
  circles: readonly Selected[],
  flow: readonly Selected[],
): Worth | null {
  const room = new Room(instance);
  for (const circle of circles) room.take(circle);
  const isInFlow = new Set(flow.flatMap(({ arcs }) => arcs));
  for (const first of [true, false])
    for (const arc of order)
      if (isInFlow.has(arc) === first) room.take({ arcs: [arc], circle: false });
  const round = worthOf(instance, room.exchanges);
  return round.keepsFloors ? round : null;
}

/** Circles that gain by their bonus at the prices of the flow without it, the most first, as far as they fit. */
function gainingCircles(
  instance: Instance,
  allowed: Int32Array,
  prices: Prices,
  stop: Stop,
): readonly Selected[] {
  if (instance.maxCircle < 2 || instance.circleBonus === 0) return [];
  const flow = pricedFlow(instance, allowed, prices, stop);
  if (!flow || flow === 'stopped') return [];
  const { from, to, weight, circleBonus } = instance;
  const { give, receive, more } = flow.prices;
  const gain = weight.map(
    (one, arc) =>
      one * (1 + circleBonus) + more[to[arc]!]! - give[from[arc]!]! - receive[to[arc]!]!,
  );
  const circles = manyCircles(instance, allowed, gain);
  const room = new Room(instance);
  Array.from({ length: circles.count }, (_, circle) => {
    const arcs = [...circles.arcs.subarray(circles.start[circle]!, circles.start[circle + 1]!)];
    return { arcs, gain: arcs.reduce((sum, arc) => sum + gain[arc]!, 0) };
  })
    .sort((one, other) => other.gain - one.gain)
    .forEach(({ arcs }) => room.take({ arcs, circle: true }));
  return room.exchanges;
}

function manyCircles(instance: Instance, allowed: Int32Array, gain: Float64Array): Circles {
  const most = gain.reduce((largest, one) => Math.max(largest, one), 0);
  for (const share of [0, 0.25, 0.5, 0.75]) {
    const circles = circlesOf(instance, allowed, circlesAtMost, {
      gain,
      least: share * most + 1e-12,
    });
    if (circles) return circles;
  }
  return { count: 0, start: Int32Array.of(0), arcs: new Int32Array(0) };
}

import type { GroupFloor, Instance } from './instance.ts';
import { type Nesting } from './nested.ts';
import { NetworkSimplex, type Stop } from './network-simplex.ts';
import { type OneWayNetwork, oneWayNetwork } from './one-way-network.ts';
import { NothingFound, type Outcome, type PriceVector } from './outcome.ts';

/** One profit maximised among the best flows of those before it. */
interface Stage {
  readonly profit: Float64Array;
  readonly price: Float64Array;
  /** How each arc was settled by it: 1 full, -1 empty, 0 not. */
  readonly settled: Int8Array;
}

/** Bits of a double that hold a whole number. */
const exactBits = 52;

/**
 * The best one-way round: a flow of greatest profit, found exactly, with the prices that prove it.
 *
 * Up to three profits come one after the other, each among the best flows of the one before: units
 * counted by the floors (all, or they cannot be met), participants that receive, and worth. Because
 * a settled arc gains (or loses) at least 1 at the prices of its stage, adding those prices often
 * enough to the last ones makes it gain at both: one vector of prices proves all stages.
 *
 * Weights are rounded to multiples of a power of two, at most 2^-(52 - log2 nodes) of the largest:
 * below a billionth of a weight for a million members. Bound and objective are then computed from
 * the weights as they are, so that a gap from rounding would show.
 *
 * @returns null when the floors cannot be met
 * @throws NothingFound
 */
export function solveOneWay(
  instance: Instance,
  allowed: Int32Array,
  nesting: Nesting,
  stop: Stop,
): Outcome | null {
  const begun = beforeWorth(instance, allowed, nesting, stop);
  if (!begun) return null;
  const { network, simplex, stages, covered } = begun;
  let { complete } = begun;
  const { coverageFirst } = instance;
  const { arcs } = network;
  const scale = scaleOf(instance, allowed, network.nodes);
  const worth = wholeWorth(instance, network, scale);
  if (complete) complete = simplex.maximise(worth, stop);
  stages.push({ profit: worth, price: simplex.price.slice(), settled: new Int8Array(0) });
  const { price, times } = combined(network, stages);

  const flow = simplex.flow();
  const exchanges: { arcs: number[]; circle: boolean }[] = [];
  for (let at = 0; at < arcs.length; at++)
    if (flow[at] === 1) exchanges.push({ arcs: [arcs[at]!], circle: false });
  return {
    exchanges,
    complete,
    bound: {
      kind: 'DUAL',
      prices: pricesOf(instance, network, nesting, price, scale),
      coverage: coverageFirst ? (times.at(-2) ?? 0) / scale : 0,
    },
    ...(covered && { covered: { kind: 'DUAL', prices: covered } }),
  };
}

/**
 * All that comes before worth: flows that keep the floors and, with coverage first, let as many receive as
 * possible. What these do not allow is settled.
 * @returns null when the floors cannot be met
 * @throws NothingFound
 */
export function beforeWorth(
  instance: Instance,
  allowed: Int32Array,
  nesting: Nesting,
  stop: Stop,
): {
  readonly network: OneWayNetwork;
  readonly simplex: NetworkSimplex;
  readonly stages: Stage[];
  readonly complete: boolean;
  readonly covered: PriceVector | undefined;
} | null {
  const { floors, coverageFirst } = instance;
  const network = oneWayNetwork(instance, allowed, floors, nesting);
  const { slots, countedArcs, tail } = network;
  const simplex = new NetworkSimplex(network, network.treeArc, network.supply);
  const stages: Stage[] = [];
  const settleBest = (profit: Float64Array) => {
    const complete = simplex.maximise(profit, stop);
    const price = simplex.price.slice();
    stages.push({ profit, price, settled: complete ? simplex.settle() : new Int8Array(0) });
    return complete;
  };

  if (countedArcs.length > 0) {
    const complete = settleBest(profitOf(tail.length, countedArcs, () => 1));
    const flow = simplex.flow();
    if (countedArcs.some((arc, floor) => flow[arc]! < floors[floor]!.receive)) {
      if (complete) return null;
      throw new NothingFound();
    }
  }
  if (!coverageFirst) return { network, simplex, stages, complete: true, covered: undefined };
  const firsts = slots.filter(({ rank }) => rank === 0).map(({ arc }) => arc);
  const complete = settleBest(profitOf(tail.length, firsts, () => 1));
  const covered = pricesOf(instance, network, nesting, combined(network, stages).price, 1);
  return { network, simplex, stages, complete, covered };
}

/** Whether the floors can be met at all. */
export function floorsCanHold(
  instance: Instance,
  allowed: Int32Array,
  floors: readonly GroupFloor[],
  nesting: Nesting,
): boolean {
  const network = oneWayNetwork(instance, allowed, floors, nesting);
  const simplex = new NetworkSimplex(network, network.treeArc, network.supply);
  simplex.maximise(profitOf(network.tail.length, network.countedArcs, () => 1));
  const flow = simplex.flow();
  return network.countedArcs.every((arc, floor) => flow[arc]! >= floors[floor]!.receive);
}

function profitOf(arcs: number, earning: readonly number[], profit: () => number): Float64Array {
  const profits = new Float64Array(arcs);
  for (const arc of earning) profits[arc] = profit();
  return profits;
}

/** By arc of the network: what it is worth in whole numbers. */
export function wholeWorth(
  { weight, rewards }: Pick<Instance, 'weight' | 'rewards'>,
  { arcs, slots, tail }: OneWayNetwork,
  scale: number,
): Float64Array {
  const worth = new Float64Array(tail.length);
  for (let at = 0; at < arcs.length; at++) worth[at] = Math.round(weight[arcs[at]!]! * scale);
  for (const { arc, rank } of slots) worth[arc] = Math.round((rewards[rank] ?? 0) * scale);
  return worth;
}

/** The power of two that makes weights whole numbers of which any path adds up exactly. */
export function scaleOf(
  { weight, rewards }: Pick<Instance, 'weight' | 'rewards'>,
  allowed: Int32Array,
  nodes: number,
): number {
  let largest = rewards[0] ?? 0;
  for (const arc of allowed) largest = Math.max(largest, Math.abs(weight[arc]!));
  if (largest === 0) return 1;
  const bits = exactBits - Math.ceil(Math.log2(nodes + 1));
  return 2 ** Math.min(1000, bits - Math.ceil(Math.log2(largest)));
}

/**
 * The prices of the last stage with those of each earlier one added just often enough.
 * @returns them, and how often each stage was added
 */
function combined({ tail, head }: OneWayNetwork, stages: readonly Stage[]) {
  const last = stages.at(-1)!;
  if (stages.length === 1) return { price: last.price, times: [1] };
  const price = last.price.slice();
  const profit = last.profit.slice();
  const times = [1];
  for (const stage of stages.slice(0, -1).toReversed()) {
    let often = 0;
    for (let arc = 0; arc < stage.settled.length; arc++) {
      const settled = stage.settled[arc]!;
      if (settled === 0) continue;
      const gain = profit[arc]! + price[head[arc]!]! - price[tail[arc]!]!;
      const gained = stage.profit[arc]! + stage.price[head[arc]!]! - stage.price[tail[arc]!]!;
      often = Math.max(often, Math.ceil((-settled * gain) / (settled * gained)));
    }
    for (let node = 0; node < price.length; node++) price[node]! += often * stage.price[node]!;
    for (let arc = 0; arc < profit.length; arc++) profit[arc]! += often * stage.profit[arc]!;
    times.unshift(often);
  }
  return { price, times };
}

/** Prices of places, rewards and floors from what a unit is worth at each node. */
function pricesOf(
  { ids, floors, caps }: Instance,
  { giverNode, receiverNode, floorNode }: OneWayNetwork,
  { around, narrowest }: Nesting,
  price: Float64Array,
  scale: number,
): PriceVector {
  const participants = ids.length;
  const [give, receive, more] = [
    new Float64Array(participants),
    new Float64Array(participants),
    new Float64Array(participants),
  ];
  // Where the work was stopped a price may still be negative; 0 proves at least as much.
  for (let p = 0; p < participants; p++) {
    give[p] = Math.max(0, price[giverNode(p)]! / scale);
    const worth = (price[receiverNode(p)]! - price[floorNode(narrowest[p]!)]!) / scale;
    receive[p] = Math.max(0, -worth);
    more[p] = Math.max(0, worth);
  }
  const floorPrices = floors.map((_, floor) =>
    Math.max(0, (price[floorNode(floor)]! - price[floorNode(around[floor]!)]!) / scale),
  );
  return {
    give,
    receive,
    more,
    floors: Float64Array.from(floorPrices),
    caps: new Float64Array(caps.length),
  };
}

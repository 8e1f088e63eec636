import type { Instance } from './instance.ts';
import type { Nesting } from './nested.ts';
import type { NetworkSimplex, Stop } from './network-simplex.ts';
import { beforeWorth, scaleOf, wholeWorth } from './one-way.ts';
import type { OneWayNetwork } from './one-way-network.ts';
import { NothingFound, type PriceVector } from './outcome.ts';

/** A flow of greatest worth. */
export interface Flow {
  /** By arc of the round: 1 where it is chosen. */
  readonly used: Uint8Array;
  readonly worth: number;
  /** How many receive of those who had not yet, where rewards or coverage tell. */
  readonly covered: number;
  /** By arc: how much more it is worth than what its ends cost; below 0 where it would lose. */
  readonly gains: Float64Array;
}

/** The best one-way rounds at one list of weights after the other, each found from where the last one ended. */
export class Flows {
  readonly #instance: Instance;
  readonly #network: OneWayNetwork;
  readonly #simplex: NetworkSimplex;
  readonly #stop: Stop;
  /** What proves how many can receive, where coverage comes first. */
  readonly covered: PriceVector | undefined;

  private constructor(
    instance: Instance,
    begun: NonNullable<ReturnType<typeof beforeWorth>>,
    stop: Stop,
  ) {
    this.#instance = instance;
    this.#network = begun.network;
    this.#simplex = begun.simplex;
    this.covered = begun.covered;
    this.#stop = stop;
  }

  /**
   * Only rounds that keep all floors and, with coverage first, cover as many as possible.
   * @returns null when the floors cannot be met
   * @throws NothingFound when it was stopped before that was known
   */
  static of(instance: Instance, allowed: Int32Array, nesting: Nesting, stop: Stop): Flows | null {
    const begun = beforeWorth(instance, allowed, nesting, stop);
    if (begun && !begun.complete) throw new NothingFound();
    return begun && new Flows(instance, begun, stop);
  }

  /** How many receive in each of these flows, of those who had not yet. */
  get mostCovered(): number {
    const flow = this.#simplex.flow();
    return this.#network.slots.filter(({ arc, rank }) => rank === 0 && flow[arc] === 1).length;
  }

  /** Pivots so far. */
  get pivots(): number {
    return this.#simplex.pivots;
  }

  /**
   * @param each what it is worth beside rewards that somebody receives at all
   * @returns null when it was stopped before the best was known
   */
  best(weight: Float64Array, each = 0): Flow | null {
    const { from } = this.#instance;
    const rewards = this.#rewardsWith(each);
    const { arcs, slots, nodes } = this.#network;
    const scale = scaleOf({ weight, rewards }, arcs, nodes);
    const profit = wholeWorth({ weight, rewards }, this.#network, scale);
    if (!this.#simplex.maximise(profit, this.#stop)) return null;
    const flow = this.#simplex.flow();
    const used = new Uint8Array(from.length);
    let worth = 0;
    for (let at = 0; at < arcs.length; at++) {
      if (flow[at] !== 1) continue;
      used[arcs[at]!] = 1;
      worth += weight[arcs[at]!]!;
    }
    const { tail, head } = this.#network;
    const { price } = this.#simplex;
    const gains = new Float64Array(from.length);
    for (let at = 0; at < arcs.length; at++)
      gains[arcs[at]!] = (profit[at]! + price[head[at]!]! - price[tail[at]!]!) / scale;
    let covered = 0;
    for (const { arc, rank } of slots) {
      if (flow[arc] !== 1) continue;
      worth += rewards[rank] ?? 0;
      if (rank === 0) covered++;
    }
    return { used, worth, covered, gains };
  }

  #rewardsWith(each: number): readonly number[] {
    const { rewards } = this.#instance;
    return each === 0 ? rewards : [(rewards[0] ?? 0) + each, ...rewards.slice(1)];
  }
}

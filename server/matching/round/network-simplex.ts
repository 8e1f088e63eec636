import { arc as arcOf, depth, down, fields, parent, SpanningTree, up } from './spanning-tree.ts';
import type { Network } from './spanning-tree.ts';

/** Asked now and then with the pivots so far; true ends the work. */
export type Stop = (pivots: number) => boolean;

/**
 * An arc outside the tree carries nothing or as much as it can. One of the tree, or one that is
 * settled, never enters the tree: `still`.
 */
const [empty, still, full] = [1, 0, -1];

/** Pivots between two questions whether to stop. */
const stopEvery = 4096;

/** An arc of a block enters while it gains at least so much of what the best of the block gained. */
const worthwhile = 0.3;

/**
 * The primal network simplex method: a flow of greatest profit through a network with capacities.
 *
 * A spanning tree hangs from the root. Every arc outside it is empty or full, so the tree alone fixes
 * the flow, and one price per node makes every arc of the tree break even. Where an arc outside the
 * tree would gain at these prices, flow is sent around the circle it closes until an arc of that
 * circle can take no more and leaves the tree. When none gains, the flow is optimal and the prices
 * prove it. The leaving arc keeps the tree strongly feasible (from every node some flow could still
 * go to the root), so the method ends although most pivots send nothing.
 *
 * Finding what enters takes most of the time, so one look at a block of arcs serves many pivots: of
 * each node that arcs of the block come from the one that gains most is kept, and enters when it
 * still gains enough in its turn. Arcs from the same node should follow each other.
 *
 * Profits must be whole numbers small enough that all sums along a path are exact (below 2^53 over
 * the number of nodes): equal prices are then equal, and no tolerance can lead in circles.
 *
 * Several profits may be maximised one after the other, each among the best of those before: what is
 * not to be undone is settled (`settle`). By complementary slackness the best flows are exactly
 * those in which every arc that gains at the prices is full and every arc that loses is empty.
 *
 * Sources: Ahuja, Magnanti, Orlin, "Network flows", 1993, chapter 11 (also strong feasibility,
 * Cunningham 1976, and lists of candidates); Király, Kovács, "Efficient implementations of
 * minimum-cost flow algorithms", 2012 (blocks).
 */
export class NetworkSimplex {
  pivots = 0;
  readonly #network: Network;
  readonly #tree: SpanningTree;
  #profit: Float64Array;
  readonly #state: Int8Array;
  readonly #settledFull: Uint8Array;
  readonly #block: number;
  /** The arcs that gained most in the last block, and how much the best of them gained. */
  readonly #candidates: Int32Array;
  #best = 0;
  #nextArc = 0;

  /**
   * @param treeArc the first tree, and `supply` what its nodes send to begin with, as `SpanningTree`
   *   takes them
   */
  constructor(network: Network, treeArc: Int32Array, supply: Int32Array) {
    const arcs = network.tail.length;
    this.#network = network;
    this.#tree = new SpanningTree(network, treeArc, supply);
    this.#profit = new Float64Array(arcs);
    this.#state = new Int8Array(arcs).fill(empty);
    this.#settledFull = new Uint8Array(arcs);
    this.#block = Math.max(32, Math.ceil(Math.sqrt(arcs)));
    this.#candidates = new Int32Array(this.#block);
    for (let node = 1; node < network.nodes; node++) this.#state[treeArc[node]!] = still;
  }

  /** What a unit is worth at each node. */
  get price(): Float64Array {
    return this.#tree.price;
  }

  /**
   * Sends the flow of greatest profit among those that are still allowed.
   * @returns false when it was stopped before; the flow is then one that is allowed
   */
  maximise(profit: Float64Array, stop: Stop = () => false): boolean {
    this.#profit = profit;
    this.#tree.setPrices(profit);
    const candidates = this.#candidates;
    let nextStop = this.pivots + stopEvery;
    for (let count = this.#collect(); count > 0; count = this.#collect()) {
      const enough = worthwhile * this.#best;
      for (let at = 0; at < count; at++) {
        const arc = candidates[at]!;
        // The best of them is sure to enter, or another before it.
        if (this.#gain(arc) < enough) continue;
        if (this.pivots >= nextStop) {
          if (stop(this.pivots)) return false;
          nextStop = this.pivots + stopEvery;
        }
        this.#pivot(arc);
        this.pivots++;
      }
    }
    return true;
  }

  /**
   * Allows only flows of the profit that was just maximised.
   * @returns for each arc 1 when it was settled full, -1 when empty, 0 when it is still open
   */
  settle(): Int8Array {
    const settledNow = new Int8Array(this.#state.length);
    for (let arc = 0; arc < settledNow.length; arc++) {
      const state = this.#state[arc]!;
      if (state === still || this.#gain(arc) === 0) continue;
      settledNow[arc] = -state;
      if (state === full) this.#settledFull[arc] = 1;
      this.#state[arc] = still;
    }
    return settledNow;
  }

  /** How much each arc carries. */
  flow(): Int32Array {
    const { tail, capacity, nodes } = this.#network;
    const tree = this.#tree.nodes;
    const flow = new Int32Array(tail.length);
    for (let arc = 0; arc < flow.length; arc++)
      if (this.#state[arc] === full || this.#settledFull[arc] === 1) flow[arc] = capacity[arc]!;
    for (let node = 1; node < nodes; node++) {
      const arc = tree[fields * node + arcOf]!;
      flow[arc] = tree[fields * node + (tail[arc] === node ? down : up)]!;
    }
    return flow;
  }

  /** What a unit more over an empty arc earns, or one less over a full one; 0 where it is still. */
  #gain(arc: number): number {
    const { tail, head } = this.#network;
    const { price } = this.#tree;
    return this.#state[arc]! * (this.#profit[arc]! + price[head[arc]!]! - price[tail[arc]!]!);
  }

  /** Collects what gains in the first block where anything does. @returns how many; 0 when nothing does */
  #collect(): number {
    const { tail, head } = this.#network;
    const { price } = this.#tree;
    const profit = this.#profit;
    const state = this.#state;
    const candidates = this.#candidates;
    const arcs = state.length;
    let best = 0;
    let count = 0;
    let from = -1;
    let bestFrom = 0;
    let arc = this.#nextArc;
    let left = this.#block;
    for (let seen = 0; seen < arcs; seen++) {
      const node = tail[arc]!;
      const gain = state[arc]! * (profit[arc]! + price[head[arc]!]! - price[node]!);
      if (gain > 0) {
        if (node !== from) {
          from = node;
          bestFrom = 0;
          count++;
        }
        if (gain > bestFrom) {
          bestFrom = gain;
          candidates[count - 1] = arc;
          if (gain > best) best = gain;
        }
      }
      if (++arc === arcs) arc = 0;
      if (--left === 0) {
        if (count > 0) break;
        left = this.#block;
      }
    }
    this.#nextArc = arc;
    this.#best = best;
    return count;
  }

  #pivot(entering: number): void {
    const { tail, head, capacity } = this.#network;
    const tree = this.#tree.nodes;
    const filling = this.#state[entering] === empty;
    // Flow goes down to `source`, over the entering arc, and up again from `target`.
    const source = filling ? tail[entering]! : head[entering]!;
    const target = filling ? head[entering]! : tail[entering]!;

    // The last arc of the circle, as seen from its highest node, that lets nothing more through.
    let room = capacity[entering]!;
    let leaving = -1;
    let leavesBelowSource = false;
    let low = source;
    let other = target;
    let fromTarget = -1;
    let roomOfTarget = Infinity;
    while (low !== other) {
      if (tree[fields * low + depth]! >= tree[fields * other + depth]!) {
        if (tree[fields * low + down]! < room) {
          room = tree[fields * low + down]!;
          leaving = low;
          leavesBelowSource = true;
        }
        low = tree[fields * low + parent]!;
      } else {
        if (tree[fields * other + up]! <= roomOfTarget) {
          roomOfTarget = tree[fields * other + up]!;
          fromTarget = other;
        }
        other = tree[fields * other + parent]!;
      }
    }
    const top = low;
    if (roomOfTarget <= room) {
      room = roomOfTarget;
      leaving = fromTarget;
      leavesBelowSource = false;
    }

    if (room > 0) {
      for (let node = source; node !== top; node = tree[fields * node + parent]!) {
        tree[fields * node + down]! -= room;
        tree[fields * node + up]! += room;
      }
      for (let node = target; node !== top; node = tree[fields * node + parent]!) {
        tree[fields * node + up]! -= room;
        tree[fields * node + down]! += room;
      }
    }
    if (leaving < 0) {
      this.#state[entering] = -this.#state[entering]!;
      return;
    }

    const out = tree[fields * leaving + arcOf]!;
    const carries = tree[fields * leaving + (tail[out] === leaving ? down : up)]!;
    this.#state[out] = carries === 0 ? empty : full;
    this.#state[entering] = still;
    const carried = filling ? room : capacity[entering]! - room;
    const inner = leavesBelowSource ? source : target;
    const outer = leavesBelowSource ? target : source;
    this.#tree.rehang(leaving, inner, outer, entering, carried, this.#profit[entering]!);
  }
}

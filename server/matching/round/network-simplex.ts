/** Arcs of a network: from `tail` to `head`, at most `capacity` units, none to begin with. */
export interface Network {
  readonly nodes: number;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly capacity: Int32Array;
}

/** Asked now and then with the pivots so far; true ends the work. */
export type Stop = (pivots: number) => boolean;

/**
 * An arc outside the tree carries nothing or as much as it can. One of the tree, or one that is
 * settled, never enters the tree: `still`.
 */
const [empty, still, full] = [1, 0, -1];

/** Pivots between two questions whether to stop. */
const stopEvery = 4096;

/**
 * The primal network simplex method: a flow of greatest profit through a network with capacities.
 *
 * A spanning tree hangs from the root, node 0 at depth 0. Every arc outside it is empty or full, so
 * the tree alone fixes the flow, and one price per node makes every arc of the tree break even.
 * Where an arc outside the tree would gain at these prices, flow is sent around the circle it closes
 * until an arc of that circle can take no more and leaves the tree. When none gains, the flow is
 * optimal and the prices prove it. Entering arcs are the best of a block, block after block; the
 * leaving arc keeps the tree strongly feasible (from every node some flow could still go to the
 * root), so the method ends although most pivots send nothing.
 *
 * Profits must be whole numbers small enough that all sums along a path are exact (below 2^53 over
 * the number of nodes): equal prices are then equal, and no tolerance can lead in circles.
 *
 * Several profits may be maximised one after the other, each among the best of those before: what is
 * not to be undone is settled (`settle`). By complementary slackness the best flows are exactly
 * those in which every arc that gains at the prices is full and every arc that loses is empty.
 *
 * Sources: Ahuja, Magnanti, Orlin, "Network flows", 1993, chapter 11 (also strong feasibility,
 * Cunningham 1976); Király, Kovács, "Efficient implementations of minimum-cost flow algorithms",
 * 2012 (block search).
 */
export class NetworkSimplex {
  /** At these prices every arc of the tree breaks even: what a unit is worth at each node. */
  readonly price: Float64Array;
  pivots = 0;
  readonly #network: Network;
  #profit: Float64Array;
  readonly #state: Int8Array;
  readonly #settledFull: Uint8Array;
  readonly #parent: Int32Array;
  /** The arc to the parent, and how much more it can take up to the parent and down from it. */
  readonly #arc: Int32Array;
  readonly #up: Int32Array;
  readonly #down: Int32Array;
  readonly #depth: Int32Array;
  readonly #firstChild: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #block: number;
  #nextArc = 0;

  /**
   * @param treeArc the arc by which each node hangs in the first tree; -1 for the root, node 0.
   *   Nodes hang from nodes with smaller numbers.
   * @param supply what each node sends along that arc to begin with; such arcs must lead to the
   *   parent and be able to take more
   */
  constructor(network: Network, treeArc: Int32Array, supply: Int32Array) {
    const { nodes, tail, head, capacity } = network;
    this.#network = network;
    this.#profit = new Float64Array(tail.length);
    this.price = new Float64Array(nodes);
    this.#state = new Int8Array(tail.length).fill(empty);
    this.#settledFull = new Uint8Array(tail.length);
    this.#parent = new Int32Array(nodes).fill(-1);
    this.#arc = treeArc.slice();
    this.#up = new Int32Array(nodes);
    this.#down = new Int32Array(nodes);
    this.#depth = new Int32Array(nodes);
    this.#firstChild = new Int32Array(nodes).fill(-1);
    this.#next = new Int32Array(nodes).fill(-1);
    this.#previous = new Int32Array(nodes).fill(-1);
    this.#block = Math.max(32, Math.ceil(Math.sqrt(tail.length)));
    for (let node = 1; node < nodes; node++) {
      const arc = treeArc[node]!;
      if (tail[arc] !== node) throw new RangeError(`arc ${arc} does not lead up from node ${node}`);
      this.#state[arc] = still;
      this.#up[node] = capacity[arc]! - supply[node]!;
      this.#down[node] = supply[node]!;
      this.#depth[node] = this.#depth[head[arc]!]! + 1;
      this.#hang(node, head[arc]!);
    }
  }

  /**
   * Sends the flow of greatest profit among those that are still allowed.
   * @returns false when it was stopped before; the flow is then one that is allowed
   */
  maximise(profit: Float64Array, stop: Stop = () => false): boolean {
    this.#profit = profit;
    this.#priceTree();
    let nextStop = this.pivots + stopEvery;
    for (let arc = this.#entering(); arc >= 0; arc = this.#entering()) {
      if (this.pivots >= nextStop) {
        if (stop(this.pivots)) return false;
        nextStop = this.pivots + stopEvery;
      }
      this.#pivot(arc);
      this.pivots++;
    }
    return true;
  }

  /**
   * Allows only flows of the profit that was just maximised.
   * @returns for each arc 1 when it was settled full, -1 when empty, 0 when it is still open
   */
  settle(): Int8Array {
    const { tail, head } = this.#network;
    const settledNow = new Int8Array(tail.length);
    for (let arc = 0; arc < tail.length; arc++) {
      const state = this.#state[arc]!;
      const gain = this.#profit[arc]! + this.price[head[arc]!]! - this.price[tail[arc]!]!;
      if (state === still || gain === 0) continue;
      settledNow[arc] = -state;
      if (state === full) this.#settledFull[arc] = 1;
      this.#state[arc] = still;
    }
    return settledNow;
  }

  /** How much each arc carries. */
  flow(): Int32Array {
    const { tail, capacity, nodes } = this.#network;
    const flow = new Int32Array(tail.length);
    for (let arc = 0; arc < flow.length; arc++)
      if (this.#state[arc] === full || this.#settledFull[arc] === 1) flow[arc] = capacity[arc]!;
    for (let node = 1; node < nodes; node++) {
      const arc = this.#arc[node]!;
      flow[arc] = tail[arc] === node ? this.#down[node]! : this.#up[node]!;
    }
    return flow;
  }

  /** The arc that gains most in the first block where one does; -1 when none does. */
  #entering(): number {
    const { tail, head } = this.#network;
    const { price } = this;
    const profit = this.#profit;
    const state = this.#state;
    const arcs = state.length;
    let best = 0;
    let entering = -1;
    let arc = this.#nextArc;
    let left = this.#block;
    for (let seen = 0; seen < arcs; seen++) {
      const gain = state[arc]! * (profit[arc]! + price[head[arc]!]! - price[tail[arc]!]!);
      if (gain > best) {
        best = gain;
        entering = arc;
      }
      if (++arc === arcs) arc = 0;
      if (--left === 0) {
        if (entering >= 0) break;
        left = this.#block;
      }
    }
    this.#nextArc = arc;
    return entering;
  }

  #pivot(entering: number): void {
    const { tail, head, capacity } = this.#network;
    const parent = this.#parent;
    const depth = this.#depth;
    const up = this.#up;
    const down = this.#down;
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
      if (depth[low]! >= depth[other]!) {
        if (down[low]! < room) {
          room = down[low]!;
          leaving = low;
          leavesBelowSource = true;
        }
        low = parent[low]!;
      } else {
        if (up[other]! <= roomOfTarget) {
          roomOfTarget = up[other]!;
          fromTarget = other;
        }
        other = parent[other]!;
      }
    }
    const top = low;
    if (roomOfTarget <= room) {
      room = roomOfTarget;
      leaving = fromTarget;
      leavesBelowSource = false;
    }

    if (room > 0) {
      for (let node = source; node !== top; node = parent[node]!) {
        down[node]! -= room;
        up[node]! += room;
      }
      for (let node = target; node !== top; node = parent[node]!) {
        up[node]! -= room;
        down[node]! += room;
      }
    }
    if (leaving < 0) {
      this.#state[entering] = -this.#state[entering]!;
      return;
    }

    const out = this.#arc[leaving]!;
    const carries = tail[out] === leaving ? down[leaving]! : up[leaving]!;
    this.#state[out] = carries === 0 ? empty : full;
    this.#state[entering] = still;
    const carried = filling ? room : capacity[entering]! - room;
    const inner = leavesBelowSource ? source : target;
    const outer = leavesBelowSource ? target : source;
    this.#rehang(leaving, inner, outer, entering, carried);
  }

  /** Cuts the part of the tree below `cut` off and hangs it from `outer`, by its node `inner`. */
  #rehang(cut: number, inner: number, outer: number, arc: number, carried: number): void {
    const { tail, capacity } = this.#network;
    const [arcs, up, down, parents] = [this.#arc, this.#up, this.#down, this.#parent];
    const left = capacity[arc]! - carried;
    let newArc = arc;
    let newUp = tail[arc] === inner ? left : carried;
    let newDown = tail[arc] === inner ? carried : left;
    let newParent = outer;
    let node = inner;
    for (;;) {
      const [oldArc, oldUp, oldDown, oldParent] = [
        arcs[node]!,
        up[node]!,
        down[node]!,
        parents[node]!,
      ];
      this.#unhang(node, oldParent);
      this.#hang(node, newParent);
      arcs[node] = newArc;
      up[node] = newUp;
      down[node] = newDown;
      if (node === cut) break;
      // What led up from the node leads down to it now.
      newArc = oldArc;
      newUp = oldDown;
      newDown = oldUp;
      newParent = node;
      node = oldParent;
    }
    const { price } = this;
    const depth = this.#depth;
    const firstChild = this.#firstChild;
    const next = this.#next;
    const change =
      (tail[arc] === inner ? this.#profit[arc]! : -this.#profit[arc]!) +
      price[outer]! -
      price[inner]!;
    // Depths change by different amounts, prices by the same.
    node = inner;
    for (;;) {
      price[node]! += change;
      depth[node] = depth[parents[node]!]! + 1;
      if (firstChild[node]! >= 0) {
        node = firstChild[node]!;
        continue;
      }
      while (node !== inner && next[node]! < 0) node = parents[node]!;
      if (node === inner) return;
      node = next[node]!;
    }
  }

  /** Prices from the root down; exact anew for other profits. */
  #priceTree(): void {
    const { tail } = this.#network;
    const { price } = this;
    let node = this.#firstChild[0]!;
    price[0] = 0;
    while (node > 0) {
      const arc = this.#arc[node]!;
      const profit = this.#profit[arc]!;
      price[node] = price[this.#parent[node]!]! + (tail[arc] === node ? profit : -profit);
      if (this.#firstChild[node]! >= 0) node = this.#firstChild[node]!;
      else {
        while (node > 0 && this.#next[node]! < 0) node = this.#parent[node]!;
        if (node > 0) node = this.#next[node]!;
      }
    }
  }

  #hang(node: number, parent: number): void {
    const first = this.#firstChild[parent]!;
    this.#parent[node] = parent;
    this.#previous[node] = -1;
    this.#next[node] = first;
    if (first >= 0) this.#previous[first] = node;
    this.#firstChild[parent] = node;
  }

  #unhang(node: number, parent: number): void {
    const [previous, next] = [this.#previous[node]!, this.#next[node]!];
    if (previous >= 0) this.#next[previous] = next;
    else this.#firstChild[parent] = next;
    if (next >= 0) this.#previous[next] = previous;
  }
}

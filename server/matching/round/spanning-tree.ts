/** Arcs of a network: from `tail` to `head`, at most `capacity` units, none to begin with. */
export interface Network {
  readonly nodes: number;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly capacity: Int32Array;
}

/**
 * What is known of a node, one after the other at `fields * node` in `SpanningTree.nodes`: half a
 * line of the cache, as whoever looks at one of them looks at most of the others. `arc` leads to the
 * parent; `up` and `down` are how much more it can take up to the parent and down from it.
 */
export const fields = 8;
export const [parent, arc, up, down, depth, firstChild, next, previous] = [0, 1, 2, 3, 4, 5, 6, 7];

/** A spanning tree of a network that hangs from its root, node 0 at depth 0, with the prices of its nodes. */
export class SpanningTree {
  readonly nodes: Int32Array;
  /** At these prices every arc of the tree breaks even: what a unit is worth at each node. */
  readonly price: Float64Array;
  readonly #network: Network;

  /**
   * @param treeArc the arc by which each node hangs; -1 for the root. Nodes hang from nodes with
   *   smaller numbers.
   * @param supply what each node sends along that arc; such arcs must lead to the parent and be able
   *   to take more
   */
  constructor(network: Network, treeArc: Int32Array, supply: Int32Array) {
    const { tail, head, capacity } = network;
    const nodes = new Int32Array(fields * network.nodes).fill(-1);
    this.nodes = nodes;
    this.price = new Float64Array(network.nodes);
    this.#network = network;
    nodes[depth] = 0;
    for (let node = 1; node < network.nodes; node++) {
      const first = treeArc[node]!;
      if (tail[first] !== node)
        throw new RangeError(`arc ${first} does not lead up from node ${node}`);
      const at = fields * node;
      nodes[at + arc] = first;
      nodes[at + up] = capacity[first]! - supply[node]!;
      nodes[at + down] = supply[node]!;
      nodes[at + depth] = nodes[fields * head[first]! + depth]! + 1;
      this.#hang(node, head[first]!);
    }
  }

  /** Prices from the root down; exact anew for other profits. */
  setPrices(profit: Float64Array): void {
    const { tail } = this.#network;
    const { nodes, price } = this;
    price[0] = 0;
    this.#walk(0, (node) => {
      const gain = profit[nodes[fields * node + arc]!]!;
      const above = price[nodes[fields * node + parent]!]!;
      price[node] = above + (tail[nodes[fields * node + arc]!] === node ? gain : -gain);
    });
  }

  /**
   * Cuts the part of the tree below `cut` off and hangs it from `outer`, by its node `inner`.
   * @param entering the arc between those two, with what it carries and what it earns a unit
   */
  rehang(
    cut: number,
    inner: number,
    outer: number,
    entering: number,
    carried: number,
    profit: number,
  ): void {
    const { tail, capacity } = this.#network;
    const { nodes, price } = this;
    const leadsUp = tail[entering] === inner;
    const left = capacity[entering]! - carried;
    let newArc = entering;
    let newUp = leadsUp ? left : carried;
    let newDown = leadsUp ? carried : left;
    let newParent = outer;
    for (let node = inner; ;) {
      const at = fields * node;
      const oldArc = nodes[at + arc]!;
      const oldUp = nodes[at + up]!;
      const oldDown = nodes[at + down]!;
      const oldParent = nodes[at + parent]!;
      this.#unhang(node, oldParent);
      this.#hang(node, newParent);
      nodes[at + arc] = newArc;
      nodes[at + up] = newUp;
      nodes[at + down] = newDown;
      if (node === cut) break;
      // What led up from the node leads down to it now.
      newArc = oldArc;
      newUp = oldDown;
      newDown = oldUp;
      newParent = node;
      node = oldParent;
    }
    const change = (leadsUp ? profit : -profit) + price[outer]! - price[inner]!;
    // Depths change by different amounts, prices by the same.
    price[inner]! += change;
    nodes[fields * inner + depth] = nodes[fields * outer + depth]! + 1;
    this.#walk(inner, (node) => {
      price[node]! += change;
      nodes[fields * node + depth] = nodes[fields * nodes[fields * node + parent]! + depth]! + 1;
    });
  }

  /** Visits all nodes below another, parents before their children. */
  #walk(top: number, visit: (node: number) => void): void {
    const { nodes } = this;
    let node = top;
    for (;;) {
      const child = nodes[fields * node + firstChild]!;
      if (child >= 0) node = child;
      else {
        while (node !== top && nodes[fields * node + next]! < 0)
          node = nodes[fields * node + parent]!;
        if (node === top) return;
        node = nodes[fields * node + next]!;
      }
      visit(node);
    }
  }

  #hang(node: number, above: number): void {
    const { nodes } = this;
    const first = nodes[fields * above + firstChild]!;
    nodes[fields * node + parent] = above;
    nodes[fields * node + previous] = -1;
    nodes[fields * node + next] = first;
    if (first >= 0) nodes[fields * first + previous] = node;
    nodes[fields * above + firstChild] = node;
  }

  #unhang(node: number, above: number): void {
    const { nodes } = this;
    const before = nodes[fields * node + previous]!;
    const after = nodes[fields * node + next]!;
    if (before >= 0) nodes[fields * before + next] = after;
    else nodes[fields * above + firstChild] = after;
    if (after >= 0) nodes[fields * after + previous] = before;
  }
}

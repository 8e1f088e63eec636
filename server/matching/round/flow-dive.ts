import type { Instance, Selected } from './instance.ts';
import { pairsOf } from './pairs.ts';
import type { Tied } from './row-prices.ts';
import { reducedBy } from './tying.ts';

/** What arcs are paid for circles that have not come about is less by this factor after each flow. */
const shrinking = 0.9;
/** As many flows as are looked at, at most. */
const flowsAtMost = 40;
/** Once so many flows in a row closed no circle, none will. */
const inVain = 6;

export interface Dive {
  readonly circles: readonly Selected[];
  /** By arc: what makes a flow take just these circles, and be worth the most beside them. */
  readonly weight: Float64Array;
}

/**
 * Circles that go well together, at prices near the best. Circles that lie in the flow as a whole are
 * taken for good; what others are still paid for becomes less from flow to flow, so that arcs are chosen more and more
 * for what they are worth alone, until no circle is left that could close.
 */
export function diveFrom(
  { instance, flows, circles, rows }: Tied,
  from: Float64Array,
  isOver: () => boolean,
): Dive {
  const { weight } = instance;
  const { start, arcs, count } = circles;
  const price = from.slice();
  const taken = new Taken(instance);
  const worth = weight.slice();
  /** More than any flow would lose by an arc. */
  const all =
    4 *
    rows.limits.reduce(
      (sum, row) => sum + price[row]!,
      weight.reduce((one, other) => Math.max(one, other), 0),
    );
  let open = Array.from({ length: count }, (_, circle) =>
    arcs.subarray(start[circle]!, start[circle + 1]!),
  );
  const each = rows.coverage < 0 ? 0 : price[rows.coverage]!;
  let since = 0;
  for (let turn = 0; turn < flowsAtMost && since < inVain && open.length > 0 && !isOver(); turn++) {
    const flow = flows.best(reducedBy(worth, rows.ofArcs, price), each);
    if (!flow) break;
    const whole = open
      .filter((its) => its.every((arc) => flow.used[arc] === 1))
      .map((its) => ({ its, sum: its.reduce((sum, arc) => sum + weight[arc]!, 0) }))
      .sort((one, other) => one.its.length - other.its.length || other.sum - one.sum);
    since++;
    for (const { its } of whole)
      if (taken.take(its)) {
        since = 0;
        for (const arc of its) worth[arc] = weight[arc]! + all;
      }
    for (const arc of taken.barred) worth[arc] = -all;
    open = open.filter((its) => taken.fits(its));
    const isOpen = new Uint8Array(weight.length);
    for (const its of open) for (const arc of its) isOpen[arc] = 1;
    rows.belonging.forEach((row, arc) => {
      if (row >= 0) price[row] = isOpen[arc] ? shrinking * price[row]! : 0;
    });
  }
  // An arc less and a circle has no bonus any more.
  const { circleBonus } = instance;
  for (const { arcs: its } of taken.circles) {
    const bonus = circleBonus * its.reduce((sum, arc) => sum + weight[arc]!, 0);
    for (const arc of its) worth[arc] = weight[arc]! + bonus;
  }
  return { circles: taken.circles, weight: worth };
}

/** Circles taken one after the other. */
class Taken {
  readonly circles: Selected[] = [];
  /** Arcs between two who are in a circle already, where that is not allowed. */
  readonly barred: number[] = [];
  readonly #instance: Instance;
  readonly #give: Int32Array;
  readonly #receive: Int32Array;
  readonly #isTaken: Uint8Array;
  readonly #arcOf = new Map<number, number>();

  constructor(instance: Instance) {
    this.#instance = instance;
    const { give, receive, from, to, ids, weight, pairOnce } = instance;
    this.#give = give.slice();
    this.#receive = receive.slice();
    this.#isTaken = new Uint8Array(weight.length);
    if (pairOnce) from.forEach((giver, arc) => this.#arcOf.set(giver * ids.length + to[arc]!, arc));
  }

  fits(arcs: Int32Array): boolean {
    const { from, to } = this.#instance;
    return arcs.every(
      (arc) =>
        this.#isTaken[arc] === 0 && this.#give[from[arc]!]! > 0 && this.#receive[to[arc]!]! > 0,
    );
  }

  take(arcs: Int32Array): boolean {
    if (!this.fits(arcs)) return false;
    const { from, to, ids, pairOnce } = this.#instance;
    for (const arc of arcs) {
      this.#isTaken[arc] = 1;
      this.#give[from[arc]!]!--;
      this.#receive[to[arc]!]!--;
    }
    const circle = { arcs: [...arcs], circle: true };
    this.circles.push(circle);
    if (!pairOnce) return true;
    for (const pair of pairsOf(this.#instance, circle)) {
      const [one, other] = [Math.floor(pair / ids.length), pair % ids.length];
      for (const both of [pair, other * ids.length + one]) {
        const arc = this.#arcOf.get(both);
        if (arc === undefined || this.#isTaken[arc] === 1) continue;
        this.#isTaken[arc] = 1;
        this.barred.push(arc);
      }
    }
    return true;
  }
}

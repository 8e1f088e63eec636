import type { Circles } from './circles.ts';
import type { Flow, Flows } from './flows.ts';
import type { Instance } from './instance.ts';
import { reducedBy, reducedOf, subtract, type TyingRows } from './tying.ts';

/** How much of the direction before is kept, so that what comes and goes cancels out. */
const kept = 0.5;
/** After so many flows that lowered the bound by next to nothing steps become shorter by this factor. */
const shorter = { after: 8, factor: 0.7 };
/** Next to nothing, in parts of the gap. */
const nothingMuch = 1e-4;
/** With shorter steps than this nothing moves any more. */
const shortest = 1e-6;
/** How much a flow counts in the means over all flows. */
const ofMean = 0.05;
/** The prices to begin with are near the best already: the first steps are shorter than Polyak's. */
const firstStride = 0.3;
/** So much of the bound is expected to be gained where the best round says nothing of it. */
const atLeast = 1e-3;
/** Prices of rows that sum much are moved by little. */
const ofSum = 0.1;

/** What the best round so far comes to. */
export interface Reached {
  readonly objective: number;
  readonly covered: number;
}

export interface Tied {
  readonly instance: Instance;
  readonly flows: Flows;
  readonly circles: Circles;
  readonly rows: TyingRows;
  /** By row, to begin with. */
  readonly start: Float64Array;
}

/**
 * A one-way round by prices of the rows that keep it from being a flow. At these prices arcs are a flow
 * and each circle earns its bonus, or not, by itself; any prices of at least 0 prove a bound (Lagrangian
 * duality: Geoffrion, "Lagrangean relaxation for integer programming", 1974). What exceeds a row raises its
 * price, what leaves some of it lowers it: where circles want an arc that is not chosen, belonging to a
 * circle becomes dearer. Steps are after Polyak, in directions that remember the ones before (Camerini,
 * Fratta, Maffioli, "On improving relaxation methods by modified gradient techniques", 1975).
 */
export class RowPrices {
  readonly #tied: Tied;
  readonly #bonus: Float64Array;
  readonly #price: Float64Array;
  readonly #direction: Float64Array;
  /** By row: how far its price moves where others move by 1. */
  readonly #scale: Float64Array;
  /** What was proved with how high a price of covering; the more a round covers the more of it is paid. */
  readonly #proofs: { readonly ofNone: number; readonly each: number }[] = [];
  #proven = Infinity;
  #stride = firstStride;
  #inVain = 0;
  #flows = 0;
  #isStuck = false;
  /** By row, at the least bound. */
  best: Float64Array;
  /** By arc: how often it was chosen of late, 0 to 1. */
  readonly arcs: Float64Array;

  constructor(tied: Tied) {
    const { instance, circles, rows, start } = tied;
    const { most, coverage } = rows;
    this.#tied = tied;
    this.#bonus = bonusesOf(instance, circles);
    this.#price = start.slice();
    this.best = start;
    this.#direction = new Float64Array(most.length);
    this.arcs = new Float64Array(instance.weight.length);
    this.#scale = new Float64Array(most.length).fill(1);
    for (const row of rows.limits) this.#scale[row] = ofSum / Math.max(1, Math.abs(most[row]!));
    if (coverage >= 0) this.#scale[coverage] = ofSum / instance.ids.length;
  }

  /** No round is worth more that covers at least so many, where who receives at all has a row. */
  bound(covered: number): number {
    return this.#proofs.reduce(
      (least, { ofNone, each }) => Math.min(least, ofNone - each * covered),
      Infinity,
    );
  }

  /**
   * Goes on until there were so many flows in all.
   * @param reached told of each flow and the prices it was found at
   * @param isOver asked before each flow
   */
  advance(
    flowsAtMost: number,
    reached: (flow: Flow, prices: Float64Array) => Reached,
    isOver: () => boolean,
  ): void {
    const { instance, flows, circles, rows } = this.#tied;
    const { most, ofArcs, ofCircles, coverage } = rows;
    const price = this.#price;
    const left = new Float64Array(most.length);
    while (this.#flows < flowsAtMost && !this.#isStuck && !isOver()) {
      const weight = reducedBy(instance.weight, ofArcs, price);
      const each = coverage < 0 ? 0 : price[coverage]!;
      const flow = flows.best(weight, each);
      if (!flow) return;
      this.#flows++;
      left.set(most);
      let proven = flow.worth;
      for (let row = 0; row < most.length; row++) proven += price[row]! * most[row]!;
      for (let circle = 0; circle < circles.count; circle++) {
        const gain = reducedOf(this.#bonus[circle]!, ofCircles, circle, price);
        if (gain <= 0) continue;
        proven += gain;
        subtract(left, ofCircles, circle);
      }
      flow.used.forEach((used, arc) => {
        this.arcs[arc]! += ofMean * (used - this.arcs[arc]!);
        if (used === 1) subtract(left, ofArcs, arc);
      });
      if (coverage >= 0) left[coverage]! += flow.covered;
      this.#proofs.push({ ofNone: coverage < 0 ? proven : proven - each * most[coverage]!, each });
      this.#move(left, proven, reached(flow, price));
    }
  }

  /** Moves the prices by what each row is exceeded by or has left. */
  #move(left: Float64Array, proven: number, { objective }: Reached): void {
    const price = this.#price;
    const direction = this.#direction;
    const gap = this.#proven - objective;
    if (this.#proven === Infinity || this.#proven - proven > nothingMuch * gap) this.#inVain = 0;
    else this.#inVain++;
    if (proven < this.#proven) [this.#proven, this.best] = [proven, price.slice()];
    if (this.#inVain >= shorter.after) {
      this.#stride *= shorter.factor;
      this.#inVain = 0;
    }
    let length = 0;
    for (let row = 0; row < price.length; row++) {
      const step = left[row]! * this.#scale[row]! + kept * direction[row]!;
      direction[row] = price[row] === 0 && step > 0 ? 0 : step;
      length += (direction[row]! * direction[row]!) / this.#scale[row]!;
    }
    // A round that covers fewer than the flows may be worth more than they prove.
    const gain = proven > objective ? proven - objective : atLeast * proven;
    const step = (this.#stride * gain) / length;
    this.#isStuck = !(step > 0 && step < Infinity) || this.#stride < shortest;
    if (this.#isStuck) return;
    for (let row = 0; row < price.length; row++)
      price[row] = Math.max(0, price[row]! - step * direction[row]!);
  }
}

/** By circle. */
function bonusesOf(
  { weight, circleBonus }: Instance,
  { count, start, arcs }: Circles,
): Float64Array {
  return Float64Array.from({ length: count }, (_, circle) => {
    let sum = 0;
    for (let at = start[circle]!; at < start[circle + 1]!; at++)
      sum += circleBonus * weight[arcs[at]!]!;
    return sum;
  });
}

import type { Circles } from './circles.ts';
import type { Flow, Flows } from './flows.ts';
import type { Instance } from './instance.ts';

/** As many flows as are looked at; with 10,000 members one takes a twentieth of a second. */
const flowsAtMost = 500;
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

export interface BonusPrices {
  /** No round that covers as many as the flows do is worth more. */
  readonly bound: number;
  /** By arc and by circle: how often it was chosen of late, 0 to 1. */
  readonly arcs: Float64Array;
  readonly circles: Float64Array;
}

/**
 * A one-way round in which circles earn a bonus, by prices of belonging to a circle. Taken apart, the arcs
 * are a flow and each circle may earn its bonus by itself; an arc is paid its price for being there, and
 * circles pay it. Any prices of at least 0 prove a bound (Lagrangian duality). Where circles want an arc
 * that is not chosen its price rises, where it is chosen for no circle it falls; steps after Polyak, in
 * directions that remember the ones before (Camerini, Fratta, Maffioli, "On improving relaxation methods
 * by modified gradient techniques", 1975).
 * @param worthOf told of each flow; what the best round made of it is worth so far
 * @param isOver asked before each flow, and told of the bound so far
 */
export function bonusPrices(
  instance: Instance,
  { flows, circles }: { readonly flows: Flows; readonly circles: Circles },
  worthOf: (flow: Flow) => number,
  isOver: (bound: number) => boolean,
): BonusPrices {
  const { weight, circleBonus } = instance;
  const { start, arcs: inCircle, count } = circles;
  const price = new Float64Array(weight.length);
  const bonus = new Float64Array(count);
  for (let circle = 0; circle < count; circle++)
    for (let at = start[circle]!; at < start[circle + 1]!; at++) {
      const arc = inCircle[at]!;
      price[arc] = circleBonus * weight[arc]!;
      bonus[circle]! += price[arc]!;
    }
  const arcs = Int32Array.from(new Set(inCircle));
  const means = { arcs: new Float64Array(weight.length), circles: new Float64Array(count) };
  const direction = new Float64Array(weight.length);
  const wanted = new Int32Array(weight.length);
  let bound = Infinity;
  let stride = 1;
  let inVain = 0;

  for (let turn = 0; turn < flowsAtMost && stride > shortest && !isOver(bound); turn++) {
    const flow = flows.best(weight.map((one, arc) => one + price[arc]!));
    if (!flow) break;
    let proven = flow.worth;
    wanted.fill(0);
    for (let circle = 0; circle < count; circle++) {
      const [first, end] = [start[circle]!, start[circle + 1]!];
      let gain = bonus[circle]!;
      for (let at = first; at < end; at++) gain -= price[inCircle[at]!]!;
      means.circles[circle]! += ofMean * ((gain > 0 ? 1 : 0) - means.circles[circle]!);
      if (gain <= 0) continue;
      proven += gain;
      for (let at = first; at < end; at++) wanted[inCircle[at]!]!++;
    }
    for (let arc = 0; arc < weight.length; arc++)
      means.arcs[arc]! += ofMean * (flow.used[arc]! - means.arcs[arc]!);

    const found = worthOf(flow);
    if (bound - proven > nothingMuch * (bound - found) || bound === Infinity) inVain = 0;
    else inVain++;
    bound = Math.min(bound, proven);
    if (inVain >= shorter.after) [stride, inVain] = [stride * shorter.factor, 0];
    let length = 0;
    for (const arc of arcs) {
      const step = flow.used[arc]! - wanted[arc]! + kept * direction[arc]!;
      direction[arc] = price[arc] === 0 && step > 0 ? 0 : step;
      length += direction[arc]! * direction[arc]!;
    }
    const step = (stride * (proven - found)) / length;
    if (!(step > 0 && step < Infinity)) break;
    for (const arc of arcs) price[arc] = Math.max(0, price[arc]! - step * direction[arc]!);
  }
  return { bound, ...means };
}

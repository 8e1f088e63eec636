import { type Circles, circlesOf } from './circles.ts';
import { bonusFactor } from './dual-bound.ts';
import type { Instance } from './instance.ts';
import { nestingOf } from './nested.ts';
import type { Stop } from './network-simplex.ts';
import { solveOneWay } from './one-way.ts';
import type { PriceVector } from './outcome.ts';

/**
 * Prices of the round in which every arc may be chosen alone, without floors, caps and coverage, and
 * counts as much as in a circle. No round of circles is worth more than they prove.
 */
export function pricesOfRelaxation(
  instance: Instance,
  allowed: Int32Array,
  stop: Stop,
): PriceVector {
  const factor = bonusFactor(instance);
  const relaxed: Instance = {
    ...instance,
    weight: factor === 1 ? instance.weight : instance.weight.map((weight) => weight * factor),
    floors: [],
    caps: [],
    coverageFirst: false,
  };
  const outcome = solveOneWay(relaxed, allowed, nestingOf([], instance.ids.length)!, stop);
  const { bound } = outcome!;
  if (bound.kind !== 'DUAL') throw new TypeError('a flow is proved by prices');
  return {
    ...bound.prices,
    floors: new Float64Array(instance.floors.length),
    caps: new Float64Array(instance.caps.length),
  };
}

/** How often the demands on a circle are lowered, each time by half of all there is to lose. */
const halvings = 12;

/**
 * As many circles as can be compared: those that lose least at the prices. A circle that loses
 * nothing is part of every round as good as the bound.
 */
export function bestCircles(
  instance: Instance,
  allowed: Int32Array,
  { give, receive, more }: PriceVector,
  atMost: number,
): Circles {
  const { from, to, weight, maxCircle } = instance;
  const factor = bonusFactor(instance);
  const gain = new Float64Array(weight.length);
  let largest = 0;
  for (const arc of allowed) {
    const [giver, receiver] = [from[arc]!, to[arc]!];
    gain[arc] = weight[arc]! * factor + more[receiver]! - give[giver]! - receive[receiver]!;
    largest = Math.max(largest, Math.abs(gain[arc]!));
  }
  let best: Circles = { count: 0, start: Int32Array.of(0), arcs: new Int32Array(0) };
  for (let step = halvings; step >= 0; step--) {
    const least = (-largest * maxCircle) / 2 ** step;
    const circles = circlesOf(instance, allowed, atMost, { gain, least });
    if (!circles) break;
    best = circles;
  }
  return best;
}

import type { Circles } from './circles.ts';
import type { Flow } from './flows.ts';
import type { Instance } from './instance.ts';
import type { TyingRows } from './tying.ts';

/**
 * Prices of belonging to a circle to begin with: what an arc would lose in the best flow it can be paid for nothing.
 * What a circle earns beyond that its arcs are paid by their weight.
 */
export function startOfBelonging(
  { weight, circleBonus }: Instance,
  { count, start, arcs }: Circles,
  { belonging }: TyingRows,
  { gains, used }: Flow,
  before: Float64Array,
): Float64Array {
  const prices = before.slice();
  const free = gains.map((gain, arc) => (used[arc] === 1 ? 0 : Math.max(0, -gain)));
  for (let circle = 0; circle < count; circle++) {
    const its = arcs.subarray(start[circle]!, start[circle + 1]!);
    let sum = 0;
    let lost = 0;
    for (const arc of its) {
      sum += weight[arc]!;
      lost += free[arc]!;
    }
    const earns = circleBonus * sum;
    const share = Math.min(1, earns / lost);
    const rest = sum > 0 ? Math.max(0, earns - lost) / sum : 0;
    for (const arc of its) {
      const row = belonging[arc]!;
      prices[row] = Math.max(
        prices[row]!,
        (lost > 0 ? share * free[arc]! : 0) + rest * weight[arc]!,
      );
    }
  }
  return prices;
}

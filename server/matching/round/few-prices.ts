import type { Highs } from 'highs';
import type { Flow, Flows } from './flows.ts';
import type { Instance } from './instance.ts';
import { LinearModel } from './linear-model.ts';
import { Relaxation } from './relaxation.ts';
import { reducedBy, subtract, type TyingRows } from './tying.ts';
import { Work } from './work.ts';

/** As many flows as are looked at. */
const flowsAtMost = 120;

/** How far prices may move: further after a step that went as far as it might, less far after one in vain. */
const reach = { further: 2, less: 0.7 };

/** A step is in vain that lowers the bound by less than this part of what was expected. */
const worthMoving = 0.1;

/** What a flow proved: how much at its prices, and how much of each row it left. */
interface Cut {
  readonly proven: number;
  readonly left: Float64Array;
  readonly prices: Float64Array;
}

export interface FewPrices {
  readonly bound: number;
  /** By row. */
  readonly prices: Float64Array;
}

/**
 * The best prices of floors, caps and coverage, all others standing still. What flows proved at some prices says how
 * far the bound can fall at others, and the next prices are those where it could fall most, not too far from
 * the best so far. For some dozens of rows this comes to the least bound itself, where steps of any rule do not:
 * each of these rows sums many arcs.
 *
 * Kelley, "The cutting-plane method for solving convex programs", 1960; Marsten, Hogan, Blankenship, "The
 * boxstep method for large-scale optimization", 1975.
 * @param near so near, as a number, the bound is the least
 * @param within how far prices may move at first
 * @param told of each flow and the prices it was found at
 */
export function fewPrices(
  highs: Highs,
  {
    instance,
    flows,
    rows,
    start,
  }: {
    readonly instance: Instance;
    readonly flows: Flows;
    readonly rows: TyingRows;
    readonly start: Float64Array;
  },
  { near, within }: { readonly near: number; readonly within: number },
  told: (flow: Flow, prices: Float64Array) => void,
  isOver: (bound: number) => boolean,
): FewPrices {
  const { most, ofArcs, coverage, limits } = rows;
  const cuts: Cut[] = [];
  let best: FewPrices = { bound: Infinity, prices: start };
  let prices = start;
  let radius = within;
  let expected = 0;
  for (let turn = 0; turn < flowsAtMost && !isOver(best.bound); turn++) {
    const weight = reducedBy(instance.weight, ofArcs, prices);
    const flow = flows.best(weight, coverage < 0 ? 0 : prices[coverage]!);
    if (!flow) break;
    told(flow, prices);
    const left = most.slice();
    flow.used.forEach((used, arc) => {
      if (used === 1) subtract(left, ofArcs, arc);
    });
    if (coverage >= 0) left[coverage]! += flow.covered;
    const proven = limits.reduce((sum, row) => sum + prices[row]! * most[row]!, flow.worth);
    cuts.push({ proven, left, prices });
    const isFar = limits.some((row) => Math.abs(prices[row]! - best.prices[row]!) > 0.99 * radius);
    if (best.bound - proven <= worthMoving * expected) radius *= reach.less;
    else if (isFar) radius *= reach.further;
    if (proven < best.bound) best = { bound: proven, prices };
    // Nothing is worth less than 0: no round keeps these rows.
    if (best.bound < 0) break;
    ({ prices, expected } = lowest(highs, cuts, best, radius, limits));
    if (expected <= near) break;
  }
  return best;
}

/** The prices within reach of the best at which the bound could fall most, and by how much. */
function lowest(
  highs: Highs,
  cuts: readonly Cut[],
  best: FewPrices,
  radius: number,
  limits: readonly number[],
): { readonly prices: Float64Array; readonly expected: number } {
  const model = new LinearModel();
  const least = (row: number) => Math.max(0, best.prices[row]! - radius);
  const rowOf = cuts.map(({ proven, left, prices }) =>
    model.row(
      -Infinity,
      limits.reduce(
        (sum, row) => sum - left[row]! * (least(row) - prices[row]!),
        best.bound - proven,
      ),
    ),
  );
  const byCut = (factor: (cut: Cut) => number) =>
    cuts.flatMap((cut, at) => [rowOf[at]!, factor(cut)]);
  model.column(
    1,
    Math.max(1, Math.abs(best.bound)),
    false,
    byCut(() => 1),
  );
  for (const row of limits)
    model.column(
      0,
      best.prices[row]! + radius - least(row),
      false,
      byCut(({ left }) => left[row]!),
    );
  const relaxation = new Relaxation(highs, model, new Work(() => false));
  const { values } = relaxation.solve();
  relaxation.dispose();
  const prices = best.prices.slice();
  limits.forEach((row, at) => (prices[row] = least(row) + (values[at + 1] ?? 0)));
  return { prices, expected: values[0] ?? 0 };
}

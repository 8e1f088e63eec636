import { circlesOf } from './circles.ts';
import { dualBound } from './dual-bound.ts';
import type { TellOutcome } from './found.ts';
import type { Instance } from './instance.ts';
import { bestCircles, pricesOfRelaxation } from './many-circles.ts';
import { type Nesting, nestingOf } from './nested.ts';
import type { Stop } from './network-simplex.ts';
import { solveOneWay } from './one-way.ts';
import { NothingFound, type Outcome } from './outcome.ts';
import { someBothWays } from './pairs.ts';
import { solvePriced } from './priced.ts';
import { searchAmong, solveBySearch } from './search.ts';
import { solveNearlyFlow } from './nearly-flow.ts';
import { worthOf } from './worth.ts';

/** So many circles can be priced beside a flow. */
const pricedAtMost = 4_000_000;

export interface WayOptions {
  readonly seed: number;
  readonly stop: Stop;
  readonly circlesAtMost: number;
  readonly searchedAtMost: number;
  readonly found: TellOutcome;
}

/**
 * The best round in the way that suits it; what is pinned is not part of it.
 * @returns null when floors and caps cannot hold together
 * @throws NothingFound, NotPossible as `solveRound`
 */
export async function outcomeOf(
  instance: Instance,
  allowed: Int32Array,
  options: WayOptions,
): Promise<Outcome | null> {
  const { circlesAtMost, searchedAtMost } = options;
  const flow = nestingOfFlow(instance);
  if (flow) {
    const outcome = solveOneWay(instance, allowed, flow, options.stop);
    return outcome && instance.pairOnce ? bothWaysAsOne(instance, outcome) : outcome;
  }
  const alone = instance.oneWay ? allowed.length : 0;
  const priced =
    instance.oneWay &&
    (circlesMatter(instance) || instance.pairOnce) &&
    circlesOf(instance, allowed, pricedAtMost);
  if (priced && alone + priced.count > searchedAtMost)
    try {
      return withProof(
        instance,
        allowed,
        await solveNearlyFlow(instance, allowed, priced, options),
      );
    } catch (error) {
      // Where there was no time for a first flow, the ways below have something at once.
      if (!(error instanceof NothingFound)) throw error;
    }
  if (alone > circlesAtMost)
    return withProof(instance, allowed, solvePriced(instance, allowed, options.stop));
  const circles = circlesMatter(instance)
    ? circlesOf(instance, allowed, circlesAtMost)
    : { count: 0, start: Int32Array.of(0), arcs: new Int32Array(0) };
  if (circles)
    return withProof(instance, allowed, await solveBySearch(instance, allowed, circles, options));
  const prices = pricesOfRelaxation(instance, allowed, options.stop);
  const best = bestCircles(instance, allowed, prices, circlesAtMost - alone);
  const outcomeWith = (exchanges: Outcome['exchanges']): Outcome => ({
    exchanges,
    complete: false,
    bound: { kind: 'DUAL', prices, coverage: 0 },
  });
  const found = (look: () => Outcome['exchanges'] | null) =>
    options.found(() => {
      const exchanges = look();
      return exchanges && outcomeWith(exchanges);
    });
  return outcomeWith(await searchAmong(instance, allowed, best, { ...options, found }));
}

/** Whether the round is solved exactly at any size; any other is searched for, and may take long. */
export function isFlow(instance: Instance): boolean {
  return nestingOfFlow(instance) !== null;
}

/**
 * Cut short before it had proved anything of worth, or less than prices do, a search gets a proof by prices, which
 * is there at once. Of coverage they prove nothing, so that what the search said of it would stand without its proof.
 */
function withProof(
  instance: Instance,
  allowed: Int32Array,
  outcome: Outcome | null,
): Outcome | null {
  if (!outcome || outcome.complete) return outcome;
  const { bound, exchanges } = outcome;
  const prices = pricesOfRelaxation(instance, allowed, () => false);
  const proven = dualBound(instance, allowed, prices, { price: 0, atLeast: 0 });
  const before =
    bound.kind === 'SEARCH'
      ? bound.value
      : dualBound(instance, allowed, bound.prices, {
          price: bound.coverage,
          atLeast: worthOf(instance, exchanges).covered,
        });
  if (before <= proven) return outcome;
  const { covered, ...found } = outcome;
  return {
    ...found,
    ...(covered?.kind === 'DUAL' && bound.kind === 'DUAL' && { covered }),
    bound: { kind: 'DUAL', prices, coverage: 0 },
  };
}

/** Whether the round is a flow: without circles that matter, caps, and floors that overlap. */
export function nestingOfFlow(instance: Instance): Nesting | null {
  const { oneWay, maxCircle, circleBonus, caps, floors, ids, pairOnce, excluded } = instance;
  if (maxCircle >= 2 && (!oneWay || circleBonus > 0)) return null;
  // Two who give to each other are one exchange where that may be a circle.
  const isOne = maxCircle >= 2 && excluded.every(({ length }) => length > 2);
  if (pairOnce && !isOne && someBothWays(instance)) return null;
  return caps.length > 0 ? null : nestingOf(floors, ids.length);
}

/** Two arcs of a flow between the same two become the circle that they are. */
function bothWaysAsOne({ from, to, ids }: Instance, outcome: Outcome): Outcome {
  const there = new Map<number, number>();
  for (const { arcs } of outcome.exchanges)
    for (const arc of arcs) there.set(from[arc]! * ids.length + to[arc]!, arc);
  const exchanges = outcome.exchanges.flatMap((exchange) => {
    const [arc] = exchange.arcs as [number];
    const back = there.get(to[arc]! * ids.length + from[arc]!);
    if (back === undefined) return [exchange];
    return arc < back ? [{ arcs: [arc, back], circle: true }] : [];
  });
  return { ...outcome, exchanges };
}

/** Where single arcs may be chosen, circles only matter for their bonus, and as one exchange of two. */
function circlesMatter({ oneWay, maxCircle, circleBonus, pairOnce }: Instance): boolean {
  return maxCircle >= 2 && (!oneWay || circleBonus > 0 || pairOnce);
}

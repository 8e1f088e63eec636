import { dualBound } from './dual-bound.ts';
import type { Circles } from './circles.ts';
import type { Instance } from './instance.ts';
import type { Outcome, PriceVector } from './outcome.ts';
import type { Prices, RoundExchange, RoundResult } from './result.ts';
import { unmatchedOf } from './unmatched.ts';

/** A search compares with tolerances of a millionth. */
const searchedTo = 1e-6;

/** A bound so near, in parts of the objective, leaves no doubt but that of adding up doubles. */
const certain = 1e-9;

/** How often each participant receives. */
export function receivedOf({ ids, to }: Instance, { exchanges }: Outcome): Int32Array {
  const received = new Int32Array(ids.length);
  for (const { arcs } of exchanges) for (const arc of arcs) received[to[arc]!]!++;
  return received;
}

/** The result as data: what was found, in ids, with what it is worth and what proves its bound. */
export function resultOf(
  instance: Instance,
  allowed: Int32Array,
  outcome: Outcome,
  receivesWithout: ((participant: number) => boolean) | null,
): Omit<RoundResult, 'seconds' | 'seed'> {
  const { ids, from, to, weight, circleBonus, rewards } = instance;
  const received = receivedOf(instance, outcome);
  let objective = 0;
  const exchanges = outcome.exchanges.map(({ arcs, circle }): RoundExchange => {
    const sum = arcs.reduce((total, arc) => total + weight[arc]!, 0);
    const worth = circle ? sum * (1 + circleBonus) : sum;
    objective += worth;
    const members = arcs.map((arc) => ids[from[arc]!]!);
    if (!circle) members.push(ids[to[arcs[0]!]!]!);
    return { members, circle, weight: worth };
  });
  let covered = 0;
  for (const count of received) {
    if (count > 0) covered++;
    for (let rank = 0; rank < count && rank < rewards.length; rank++) objective += rewards[rank]!;
  }

  const coveredBound = coveredBoundOf(instance, allowed, outcome);
  const { bound: found } = outcome;
  const bound = Math.max(
    // A bound below what was found only shows how doubles add up.
    objective,
    found.kind === 'SEARCH'
      ? outcome.complete && found.value <= objective + searchedTo * Math.max(1, objective)
        ? objective
        : found.value
      : dualBound(instance, allowed, found.prices, { price: found.coverage, atLeast: covered }),
  );
  const isCertain = bound - objective <= certain * Math.max(1, objective);
  return {
    objective,
    bound,
    boundKind: found.kind,
    optimal: isCertain && (!instance.coverageFirst || covered === coveredBound),
    covered,
    coveredBound,
    exchanges,
    certificate: {
      ...(found.kind === 'DUAL' ? named(instance, found.prices) : noPrices),
      ...(found.kind === 'DUAL' && instance.coverageFirst && { coverage: found.coverage }),
      ...(outcome.covered?.kind === 'DUAL' && { covered: named(instance, outcome.covered.prices) }),
    },
    unmatched: unmatchedOf(instance, {
      received,
      allowed,
      inCircle: instance.oneWay || !outcome.circles ? null : receiversIn(instance, outcome.circles),
      receivesWithout,
    }),
  };
}

function receiversIn({ ids, to }: Instance, circles: Circles) {
  const receives = new Uint8Array(ids.length);
  for (const arc of circles.arcs) receives[to[arc]!] = 1;
  return (participant: number): boolean => receives[participant] === 1;
}

/** No more can receive than have a place and somebody to give; prices may prove that even fewer can. */
function coveredBoundOf(instance: Instance, allowed: Int32Array, { covered }: Outcome): number {
  const reached = new Uint8Array(instance.ids.length);
  for (const arc of allowed) reached[instance.to[arc]!] = 1;
  const most = reached.reduce((count, one) => count + one, 0);
  if (!covered) return most;
  if (covered.kind === 'SEARCH') return Math.min(most, covered.value);
  const counting: Instance = {
    ...instance,
    weight: new Float64Array(instance.weight.length),
    rewards: [1],
  };
  const bound = dualBound(counting, allowed, covered.prices, { price: 0, atLeast: 0 });
  return Math.min(most, Math.floor(bound + certain * Math.max(1, bound)));
}

const noPrices: Prices = { give: {}, receive: {}, floors: [], caps: [] };

function named({ ids }: Instance, { give, receive, more, floors, caps }: PriceVector): Prices {
  const byId = (prices: Float64Array) => {
    const priced: Record<string, number> = {};
    prices.forEach((price, p) => {
      if (price > 0) priced[ids[p]!] = price;
    });
    return priced;
  };
  return {
    give: byId(give),
    receive: byId(receive),
    ...(more.some((price) => price > 0) && { more: byId(more) }),
    floors: [...floors],
    caps: [...caps],
  };
}

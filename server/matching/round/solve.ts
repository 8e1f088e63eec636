import { allowedArcs } from './allowed.ts';
import { smallestConflict } from './conflict.ts';
import { dualBound } from './dual-bound.ts';
import type { GroupCap, GroupFloor, Instance } from './instance.ts';
import { nestingOf } from './nested.ts';
import type { Stop } from './network-simplex.ts';
import { floorsCanHold, solveOneWay } from './one-way.ts';
import { Infeasible, NotPossible, type Outcome, type PriceVector } from './outcome.ts';
import type { Prices, RoundExchange, RoundResult } from './result.ts';
import { unmatchedOf } from './unmatched.ts';

export interface SolveOptions {
  /** Ties of the search fall by it. */
  readonly seed?: number;
  /** Asked now and then; true ends the work with the best found so far. */
  readonly stop?: Stop;
}

/** A bound so near, in parts of the objective, leaves no doubt but that of adding up doubles. */
export const certain = 1e-9;

/**
 * The best round, as far as the limits allow, with a bound that no round exceeds.
 * @returns everything but the seconds, which only the caller can measure
 * @throws Infeasible naming a smallest set of floors and caps that cannot hold together
 * @throws NothingFound when it was stopped before a round was found that keeps the floors
 * @throws NotPossible for what cannot be solved yet
 */
export async function solveRound(
  instance: Instance,
  { seed = 1, stop = () => false }: SolveOptions = {},
): Promise<Omit<RoundResult, 'seconds'>> {
  const allowed = allowedArcs(instance);
  const outcome = await outcomeOf(instance, allowed, stop);
  if (!outcome) throw new Infeasible(await conflictOf(instance, allowed));
  const receivesWithout = await othersWithoutLimits(instance, allowed, outcome, stop);
  return { ...resultOf(instance, allowed, outcome, receivesWithout), seed };
}

/** null: floors and caps cannot hold together. */
async function outcomeOf(
  instance: Instance,
  allowed: Int32Array,
  stop: Stop,
): Promise<Outcome | null> {
  const { oneWay, maxCircle, circleBonus, caps, floors, ids } = instance;
  const circlesCount = maxCircle >= 2 && (!oneWay || circleBonus > 0);
  const nesting = caps.length === 0 ? nestingOf(floors, ids.length) : null;
  if (circlesCount) throw new NotPossible('Rounds with circles cannot be solved yet.');
  if (!nesting)
    throw new NotPossible('Caps, and floors on groups that overlap, cannot be kept yet.');
  return solveOneWay(instance, allowed, nesting, stop);
}

async function conflictOf(instance: Instance, allowed: Int32Array): Promise<string[]> {
  const { floors, ids } = instance;
  const conflict = await smallestConflict<GroupFloor>(floors, (some) =>
    floorsCanHold(instance, allowed, some, nestingOf(some, ids.length)!),
  );
  return conflict.map(limitText);
}

/** A floor or cap as a person would say it. */
export function limitText(limit: GroupFloor | GroupCap): string {
  return 'receive' in limit
    ? `the floor of ${limit.receive} receives in "${limit.group}"`
    : `the cap of ${limit.inside} arcs inside "${limit.group}"`;
}

/** Who would receive if floors, caps and coverage asked for nothing; null when they do not matter. */
async function othersWithoutLimits(
  instance: Instance,
  allowed: Int32Array,
  outcome: Outcome,
  stop: Stop,
): Promise<((participant: number) => boolean) | null> {
  const { floors, caps, coverageFirst } = instance;
  if (floors.length + caps.length === 0 && !coverageFirst) return null;
  if (!outcome.complete) return null;
  const without = { ...instance, floors: [], caps: [], coverageFirst: false };
  const other = await outcomeOf(without, allowed, stop);
  const received = other && receivedOf(without, other);
  return received && ((participant) => received[participant]! > 0);
}

function receivedOf({ ids, to }: Instance, { exchanges }: Outcome): Int32Array {
  const received = new Int32Array(ids.length);
  for (const { arcs } of exchanges) for (const arc of arcs) received[to[arc]!]!++;
  return received;
}

function resultOf(
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
  // A bound below what was found only shows how doubles add up.
  const bound = Math.max(
    objective,
    found.kind === 'SEARCH'
      ? found.value
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
      inCircle: null,
      receivesWithout,
    }),
  };
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

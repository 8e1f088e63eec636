import { allowedArcs } from './allowed.ts';
import { solveByBranchAndBound } from './branch-and-bound.ts';
import { type Circles, circlesOf } from './circles.ts';
import { smallestConflict } from './conflict.ts';
import { dualBound } from './dual-bound.ts';
import type { GroupCap, GroupFloor, Instance } from './instance.ts';
import { type Nesting, nestingOf } from './nested.ts';
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

/** So many arcs and circles are compared by branch and bound. */
const searchedAtMost = 200_000;

/** A search compares with tolerances of a millionth. */
const searchedTo = 1e-6;

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
  const options = { seed, stop };
  const outcome = await outcomeOf(instance, allowed, options);
  if (!outcome) throw new Infeasible(await conflictOf(instance, allowed, options));
  const receivesWithout = await othersWithoutLimits(instance, allowed, outcome, options);
  return { ...resultOf(instance, allowed, outcome, receivesWithout), seed };
}

/** null: floors and caps cannot hold together. */
async function outcomeOf(
  instance: Instance,
  allowed: Int32Array,
  options: Required<SolveOptions>,
): Promise<Outcome | null> {
  const flow = nestingOfFlow(instance);
  if (flow) return solveOneWay(instance, allowed, flow, options.stop);
  return solveByBranchAndBound(instance, allowed, searchedCircles(instance, allowed), options);
}

/** Whether the round is a flow: without circles that matter, caps, and floors that overlap. */
function nestingOfFlow(instance: Instance): Nesting | null {
  const { caps, floors, ids } = instance;
  return circlesMatter(instance) || caps.length > 0 ? null : nestingOf(floors, ids.length);
}

/** Where single arcs may be chosen, circles only matter for their bonus. */
function circlesMatter({ oneWay, maxCircle, circleBonus }: Instance): boolean {
  return maxCircle >= 2 && (!oneWay || circleBonus > 0);
}

function searchedCircles(instance: Instance, allowed: Int32Array): Circles {
  const circles = circlesMatter(instance)
    ? circlesOf(instance, allowed, searchedAtMost)
    : { count: 0, start: Int32Array.of(0), arcs: new Int32Array(0) };
  const columns = (circles?.count ?? Infinity) + (instance.oneWay ? allowed.length : 0);
  if (circles && columns <= searchedAtMost) return circles;
  throw new NotPossible(
    `With circles, caps, or floors on groups that overlap, at most ${searchedAtMost} arcs and circles can be compared; this round has more. Shorter circles (maxCircle), fewer arcs, or a one-way round without bonus are possible.`,
  );
}

async function conflictOf(
  instance: Instance,
  allowed: Int32Array,
  options: Required<SolveOptions>,
): Promise<string[]> {
  const { floors, caps, ids } = instance;
  const conflict = await smallestConflict<GroupFloor | GroupCap>(
    [...floors, ...caps],
    async (some) => {
      const limited: Instance = {
        ...instance,
        coverageFirst: false,
        rewards: [],
        weight: new Float64Array(instance.weight.length),
        floors: some.filter((limit) => 'receive' in limit),
        caps: some.filter((limit) => 'inside' in limit),
      };
      const flow = nestingOfFlow(limited);
      if (flow) return floorsCanHold(limited, allowed, limited.floors, flow);
      return (await outcomeOf(limited, allowed, options)) !== null;
    },
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
  options: Required<SolveOptions>,
): Promise<((participant: number) => boolean) | null> {
  const { floors, caps, coverageFirst } = instance;
  if (floors.length + caps.length === 0 && !coverageFirst) return null;
  if (!outcome.complete) return null;
  const without = { ...instance, floors: [], caps: [], coverageFirst: false };
  const other = await outcomeOf(without, allowed, options);
  const received = other?.complete && receivedOf(without, other);
  return received ? (participant) => received[participant]! > 0 : null;
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
      inCircle: instance.oneWay ? null : receiversIn(instance, outcome),
      receivesWithout,
    }),
  };
}

function receiversIn({ ids, to }: Instance, { circles }: Outcome) {
  const receives = new Uint8Array(ids.length);
  for (const arc of circles?.arcs ?? []) receives[to[arc]!] = 1;
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

import { allowedArcs } from './allowed.ts';
import { circlesOf } from './circles.ts';
import { smallestConflict } from './conflict.ts';
import { receivedOf, resultOf } from './in-ids.ts';
import type { GroupCap, GroupFloor, Instance } from './instance.ts';
import { bestCircles, pricesOfRelaxation } from './many-circles.ts';
import { type Nesting, nestingOf } from './nested.ts';
import type { Stop } from './network-simplex.ts';
import { floorsCanHold, solveOneWay } from './one-way.ts';
import { Infeasible, NothingFound, NotPossible, type Outcome } from './outcome.ts';
import type { RoundResult } from './result.ts';
import { searchAmong, solveBySearch } from './search.ts';

export interface SolveOptions {
  /** Ties of the search fall by it. */
  readonly seed?: number;
  /** Asked now and then; true ends the work with the best found so far. */
  readonly stop?: Stop;
  /** So many arcs and circles are compared; where there are more, some of them, with a bound of prices. */
  readonly circlesAtMost?: number;
}

/**
 * The best round, as far as the limits allow, with a bound that no round exceeds.
 * @returns everything but the seconds, which only the caller can measure
 * @throws Infeasible naming a smallest set of floors and caps that cannot hold together
 * @throws NothingFound when it was stopped before a round was found that keeps the floors
 * @throws NotPossible for what cannot be solved yet
 */
export async function solveRound(
  instance: Instance,
  { seed = 1, stop = () => false, circlesAtMost = 200_000 }: SolveOptions = {},
): Promise<Omit<RoundResult, 'seconds'>> {
  const allowed = allowedArcs(instance);
  const options = { seed, stop, circlesAtMost };
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
  const { circlesAtMost } = options;
  const flow = nestingOfFlow(instance);
  if (flow) return solveOneWay(instance, allowed, flow, options.stop);
  const alone = instance.oneWay ? allowed.length : 0;
  if (alone > circlesAtMost)
    throw new NotPossible(
      `With caps, a bonus for circles, or floors on groups that overlap, at most ${circlesAtMost} arcs can be compared; this round has ${alone}. Fewer arcs, or a one-way round without these, are possible.`,
    );
  const circles = circlesMatter(instance)
    ? circlesOf(instance, allowed, circlesAtMost)
    : { count: 0, start: Int32Array.of(0), arcs: new Int32Array(0) };
  const outcome = circles && (await solveBySearch(instance, allowed, circles, options));
  if (circles) {
    const isProved = outcome?.bound.kind !== 'SEARCH' || outcome.bound.value < Infinity;
    if (!outcome || isProved) return outcome;
    // Cut short before it had proved anything; prices prove something at once.
    const prices = pricesOfRelaxation(instance, allowed, () => false);
    return { ...outcome, bound: { kind: 'DUAL', prices, coverage: 0 } };
  }
  const prices = pricesOfRelaxation(instance, allowed, options.stop);
  const best = bestCircles(instance, allowed, prices, circlesAtMost - alone);
  const exchanges = await searchAmong(instance, allowed, best, options);
  return { exchanges, complete: false, bound: { kind: 'DUAL', prices, coverage: 0 } };
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

async function conflictOf(
  instance: Instance,
  allowed: Int32Array,
  options: Required<SolveOptions>,
): Promise<string[]> {
  const { floors, caps } = instance;
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
      try {
        return (await outcomeOf(limited, allowed, options)) !== null;
      } catch (error) {
        // What was not decided in time may hold; the conflict named is then larger than it need be.
        if (error instanceof NothingFound) return true;
        throw error;
      }
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

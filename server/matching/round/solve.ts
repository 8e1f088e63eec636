import { allowedArcs } from './allowed.ts';
import { smallestConflict } from './conflict.ts';
import type { TellFound, TellOutcome } from './found.ts';
import { receivedOf, resultOf } from './in-ids.ts';
import type { GroupCap, GroupFloor, Instance } from './instance.ts';
import type { Stop } from './network-simplex.ts';
import { floorsCanHold } from './one-way.ts';
import { Infeasible, type Limit, NothingFound, NotPossible, type Outcome } from './outcome.ts';
import { restOf } from './rest.ts';
import type { RoundResult } from './result.ts';
import { nestingOfFlow, outcomeOf, type WayOptions } from './ways.ts';

export interface SolveOptions {
  /** Ties of the search fall by it. */
  readonly seed?: number;
  /** Asked now and then; true ends the work with the best found so far. */
  readonly stop?: Stop;
  /** So many arcs and circles are compared; where there are more, some of them, with a bound of prices. */
  readonly circlesAtMost?: number;
  /** Told of the best round found so far, where it takes a search. */
  readonly found?: TellFound;
  /** Above so many arcs and circles a round that is nearly a flow is solved by flows. */
  readonly searchedAtMost?: number;
}

/** For rounds that are solved on the way, of which nobody needs to hear. */
const unheard: TellOutcome = () => undefined;

/**
 * The best round, as far as the limits allow, with a bound that no round exceeds.
 * @returns everything but the seconds, which only the caller can measure
 * @throws Infeasible naming a smallest set of floors and caps that cannot hold together
 * @throws NothingFound when it was stopped before a round was found that keeps the floors
 * @throws NotPossible for what cannot be solved yet
 */
export async function solveRound(
  instance: Instance,
  {
    seed = 1,
    stop = () => false,
    circlesAtMost = 200_000,
    searchedAtMost = 25_000,
    found: tell,
  }: SolveOptions = {},
): Promise<Omit<RoundResult, 'seconds'>> {
  const { instance: rest } = restOf(instance);
  const allowed = allowedArcs(rest);
  const { pinned } = instance;
  const withPinned = (outcome: Outcome): Outcome => ({
    ...outcome,
    exchanges: [...pinned, ...outcome.exchanges],
  });
  const heard: TellOutcome = (look) =>
    tell?.(() => {
      const outcome = look();
      if (!outcome) return null;
      const { exchanges, objective, bound, covered, coveredBound } = resultOf(
        instance,
        withPinned(outcome),
        null,
      );
      return { exchanges: exchanges.length, objective, bound, covered, coveredBound };
    });
  const options = { seed, stop, circlesAtMost, searchedAtMost, found: heard };
  const found = await outcomeOf(rest, allowed, options);
  if (!found) {
    const limits = await conflictOf(rest, allowed, { ...options, found: unheard });
    const texts = limits.map(({ kind, at }) =>
      limitText((kind === 'FLOOR' ? instance.floors[at] : instance.caps[at])!),
    );
    throw new Infeasible(texts, limits);
  }
  // Who could be in a circle if nothing were pinned is asked of all circles.
  const { circles, ...unseen } = found;
  const outcome = pinned.length > 0 ? unseen : { ...unseen, ...(circles && { circles }) };
  const whole = withPinned(outcome);
  const result = { ...resultOf(instance, whole, null), seed };
  // Who lost a place to floors, caps or coverage takes a second solution to say; mostly nobody did.
  if (result.unmatched.every(({ reason }) => reason !== 'BETTER_USED_ELSEWHERE')) return result;
  const receivesWithout = await othersWithoutLimits(rest, allowed, found, {
    ...options,
    found: unheard,
  });
  return receivesWithout ? { ...resultOf(instance, whole, receivesWithout), seed } : result;
}

/** @param rest what is left beside what is pinned */
async function conflictOf(
  rest: Instance,
  allowed: Int32Array,
  options: WayOptions,
): Promise<Limit[]> {
  const { floors, caps } = rest;
  const conflict = await smallestConflict<GroupFloor | GroupCap>(
    [...floors, ...caps],
    async (some) => {
      const limited: Instance = {
        ...rest,
        coverageFirst: false,
        rewards: [],
        weight: new Float64Array(rest.weight.length),
        floors: some.filter((limit) => 'receive' in limit),
        caps: some.filter((limit) => 'inside' in limit),
      };
      const flow = nestingOfFlow(limited);
      if (flow) return floorsCanHold(limited, allowed, limited.floors, flow);
      try {
        return (await outcomeOf(limited, allowed, options)) !== null;
      } catch (error) {
        // What was not decided in time may hold; the conflict named is then larger than it need be.
        if (error instanceof NothingFound || error instanceof NotPossible) return true;
        throw error;
      }
    },
  );
  return conflict.map((limit): Limit =>
    'receive' in limit
      ? { kind: 'FLOOR', at: floors.indexOf(limit) }
      : { kind: 'CAP', at: caps.indexOf(limit) },
  );
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
  options: WayOptions,
): Promise<((participant: number) => boolean) | null> {
  const { floors, caps, coverageFirst } = instance;
  if (floors.length + caps.length === 0 && !coverageFirst) return null;
  if (!outcome.complete) return null;
  const without = { ...instance, floors: [], caps: [], coverageFirst: false };
  const other = await outcomeOf(without, allowed, options);
  const received = other?.complete && receivedOf(without, other);
  return received ? (participant) => received[participant]! > 0 : null;
}

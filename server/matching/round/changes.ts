import { restOf } from './rest.ts';
import type { Instance } from './instance.ts';
import { solveNear } from './near.ts';
import { Infeasible, NothingFound, NotPossible } from './outcome.ts';
import type { RoundResult, Unmatched } from './result.ts';
import type { SolveOptions } from './solve.ts';

/** Something that could be otherwise, so that somebody left out would receive. */
export type Change =
  /** Of two that are forbidden, `from` may give to `to`. */
  | { readonly kind: 'ALLOW'; readonly from: string; readonly to: string }
  /** The member has one place more, to give and to receive. */
  | { readonly kind: 'PLACE'; readonly id: string }
  | { readonly kind: 'LONGER_CIRCLES'; readonly maxCircle: number }
  | { readonly kind: 'ONE_WAY' }
  /** The floor or cap at this place in the problem is left out. */
  | { readonly kind: 'WITHOUT_FLOOR' | 'WITHOUT_CAP'; readonly at: number }
  | { readonly kind: 'WITHOUT_COVERAGE_FIRST' }
  | { readonly kind: 'COVERAGE_FIRST' }
  /** Nothing is otherwise, but that somebody insists: the member has a floor of its own. */
  | { readonly kind: 'INSIST' };

export interface WouldReceive {
  readonly id: string;
  /** null: none of the changes that were tried. */
  readonly change: Change | null;
  /** What the round would then be worth more; below 0 for less. */
  readonly objective: number;
  /** Whether all of the round was solved again; else what is far from the member stood still. */
  readonly whole: boolean;
}

/** So many changes are tried for one member. */
const triesAtMost = 6;
/** Givers and forbidden pairs that are tried, the most promising first. */
const nearest = 2;
/** The longest circle that a problem can ask for. */
const longestCircle = 4;

/**
 * For each member left out the smallest change after which it receives, found by solving again with it.
 * Members that were not reached before `ended` are left out.
 */
export async function whatWouldChange(
  instance: Instance,
  result: Omit<RoundResult, 'seconds'>,
  options: SolveOptions & { readonly ended?: () => boolean } = {},
): Promise<WouldReceive[]> {
  const found: WouldReceive[] = [];
  const placeOf = new Map(instance.ids.map((id, place) => [id, place]));
  for (const unmatched of result.unmatched) {
    if (options.ended?.()) break;
    const place = placeOf.get(unmatched.id)!;
    let answer: WouldReceive = { id: unmatched.id, change: null, objective: 0, whole: true };
    let tries = 0;
    for (const [change, changed] of changesFor(instance, place, unmatched.reason)) {
      if (++tries > triesAtMost || options.ended?.()) break;
      const near = await solvedOrNull(changed, result, place, options);
      if (!near || near.result.unmatched.some(({ id }) => id === unmatched.id)) continue;
      const objective = near.result.objective - result.objective;
      answer = { id: unmatched.id, change, objective, whole: near.whole };
      break;
    }
    found.push(answer);
  }
  return found;
}

/** The changes that could help, the smallest first, each with the round in which it is made. */
function* changesFor(
  instance: Instance,
  place: number,
  reason: Unmatched['reason'],
): Iterable<readonly [Change, Instance]> {
  const { ids, floors, caps, maxCircle, oneWay } = instance;
  const allow = forbiddenGivers(instance, place).map((giver): [Change, Instance] => [
    { kind: 'ALLOW', from: ids[giver]!, to: ids[place]! },
    { ...instance, forbidden: without(instance.forbidden, giver, place) },
  ]);
  const more = (one: number): [Change, Instance] => [
    { kind: 'PLACE', id: ids[one]! },
    { ...instance, give: raised(instance.give, one), receive: raised(instance.receive, one) },
  ];
  if (reason === 'NO_ARC') return yield* allow;
  // Above all what the member has in its own hands, then what its givers have.
  const { instance: rest } = restOf(instance);
  if (instance.receive[place] === 0 || (!oneWay && instance.give[place] === 0)) yield more(place);
  else if (reason === 'CAPACITY' || reason === 'BETTER_USED_ELSEWHERE')
    for (const giver of givers(rest, place).slice(0, nearest)) yield more(giver);
  if (reason === 'NOT_IN_A_CIRCLE') {
    for (let longer = Math.max(2, maxCircle + 1); longer <= longestCircle; longer++)
      yield [
        { kind: 'LONGER_CIRCLES', maxCircle: longer },
        { ...instance, maxCircle: longer },
      ];
    if (!oneWay) yield [{ kind: 'ONE_WAY' }, { ...instance, oneWay: true }];
  }
  if (reason === 'FLOOR_OR_CAP') {
    for (const [at, floor] of floors.entries())
      yield [
        { kind: 'WITHOUT_FLOOR', at },
        { ...instance, floors: floors.filter((other) => other !== floor) },
      ];
    for (const [at, cap] of caps.entries())
      yield [
        { kind: 'WITHOUT_CAP', at },
        { ...instance, caps: caps.filter((other) => other !== cap) },
      ];
    if (instance.coverageFirst)
      yield [{ kind: 'WITHOUT_COVERAGE_FIRST' }, { ...instance, coverageFirst: false }];
  }
  if (reason === 'BETTER_USED_ELSEWHERE' || reason === 'FLOOR_OR_CAP') {
    const own = { group: ids[place]!, members: Int32Array.of(place), receive: 1 };
    yield [{ kind: 'INSIST' }, { ...instance, floors: [...floors, own] }];
    if (!instance.coverageFirst)
      yield [{ kind: 'COVERAGE_FIRST' }, { ...instance, coverageFirst: true }];
  }
  yield* allow;
}

/** Who could give to the participant, the most valuable first. */
function givers({ from, to, weight }: Instance, receiver: number): number[] {
  const arcs: number[] = [];
  to.forEach((one, arc) => {
    if (one === receiver) arcs.push(arc);
  });
  return arcs
    .sort((one, other) => weight[other]! - weight[one]! || one - other)
    .map((arc) => from[arc]!);
}

function forbiddenGivers(instance: Instance, receiver: number): number[] {
  const pairs = new Set<number>();
  const { forbidden, apart } = instance;
  for (let at = 0; at < forbidden.length; at += 2) {
    if (forbidden[at] === receiver) pairs.add(forbidden[at + 1]!);
    if (forbidden[at + 1] === receiver) pairs.add(forbidden[at]!);
  }
  for (let at = 0; at < apart.length; at += 2) {
    if (apart[at] === receiver) pairs.delete(apart[at + 1]!);
    if (apart[at + 1] === receiver) pairs.delete(apart[at]!);
  }
  return givers(instance, receiver)
    .filter((giver) => pairs.has(giver))
    .slice(0, nearest);
}

function without(pairs: Int32Array, one: number, other: number): Int32Array {
  const kept: number[] = [];
  for (let at = 0; at < pairs.length; at += 2) {
    const [a, b] = [pairs[at]!, pairs[at + 1]!];
    if (!((a === one && b === other) || (a === other && b === one))) kept.push(a, b);
  }
  return Int32Array.from(kept);
}

function raised(places: Int32Array, participant: number): Int32Array {
  const more = places.slice();
  more[participant]!++;
  return more;
}

async function solvedOrNull(
  instance: Instance,
  { exchanges }: Pick<RoundResult, 'exchanges'>,
  place: number,
  options: SolveOptions,
) {
  try {
    return await solveNear(instance, withoutPinned(instance, exchanges), [place], options);
  } catch (error) {
    if (
      error instanceof Infeasible ||
      error instanceof NothingFound ||
      error instanceof NotPossible
    )
      return null;
    throw error;
  }
}

/** What is pinned stands anyway. */
function withoutPinned(
  { ids, from, pinned }: Instance,
  exchanges: RoundResult['exchanges'],
): RoundResult['exchanges'] {
  const isPinned = new Set(
    pinned.map(({ arcs, circle }) => [circle, ...arcs.map((arc) => ids[from[arc]!])].join()),
  );
  return exchanges.filter(
    ({ members, circle }) =>
      !isPinned.has([circle, ...(circle ? members : members.slice(0, 1))].join()),
  );
}

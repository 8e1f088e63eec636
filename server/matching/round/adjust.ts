import { boundBy } from './in-ids.ts';
import type { Instance } from './instance.ts';
import { possibleIn, solveNear } from './near.ts';
import type { RoundResult } from './result.ts';
import { type SolveOptions, solveRound } from './solve.ts';

export interface Solved {
  readonly instance: Instance;
  readonly result: Omit<RoundResult, 'seconds'>;
}

export interface Adjusted {
  readonly result: Omit<RoundResult, 'seconds'>;
  /** Whether everything was solved again, and not only what is near to what changed. */
  readonly whole: boolean;
}

/**
 * The round after something was pinned, forbidden or excluded. Only what is affected is solved again;
 * what was proved before then still holds, as less is possible than before. Where more is possible, or
 * fewer would receive although coverage comes first, everything is solved again.
 * @throws what `solveRound` does
 */
export async function adjustRound(
  before: Solved,
  instance: Instance,
  options: SolveOptions = {},
): Promise<Adjusted> {
  const whole = async () => ({ result: await solveRound(instance, options), whole: true });
  if (!isNarrower(instance, before.instance)) return whole();
  const known = new Set(before.instance.pinned.map(({ arcs }) => arcs.join()));
  const added = instance.pinned.filter(({ arcs }) => !known.has(arcs.join()));
  const concerned = added.flatMap(({ arcs }) => arcs.map((arc) => instance.from[arc]!));
  concerned.push(...added.flatMap(({ arcs }) => arcs.map((arc) => instance.to[arc]!)));
  const { exchanges } = before.result;
  const isPinned = possibleIn({ ...before.instance, pinned: [] }, exchanges).map((one) =>
    known.has(one?.arcs.join() ?? ''),
  );
  const open = exchanges.filter((_, at) => !isPinned[at]);
  const near = await solveNear(instance, open, concerned, options);
  if (near.whole) return near;
  const { result } = near;
  if (instance.coverageFirst && result.covered < before.result.covered) return whole();
  return { result: { ...result, ...boundBy(instance, result, before.result) }, whole: false };
}

/** Whether every round of the one problem is a round of the other, worth the same. */
export function isNarrower(instance: Instance, than: Instance): boolean {
  const same = (one: ArrayLike<unknown>, other: ArrayLike<unknown>) =>
    one === other ||
    (one.length === other.length &&
      Array.prototype.every.call(one, (value: unknown, at: number) => value === other[at]));
  const holds = (all: readonly string[], some: readonly string[]) => {
    const known = new Set(all);
    return some.every((one) => known.has(one));
  };
  const pinned = ({ pinned: given }: Instance) => given.map(({ arcs }) => arcs.join());
  const circles = ({ excluded }: Instance) => excluded.map((circle) => circle.join());
  const pairs = (list: Int32Array) =>
    Array.from({ length: list.length / 2 }, (_, at) =>
      [list[2 * at]!, list[2 * at + 1]!].toSorted((one, other) => one - other).join(),
    );
  const limits = ({ floors, caps }: Instance) =>
    JSON.stringify([
      floors.map(({ group, receive, members }) => [group, receive, [...members]]),
      caps.map(({ group, inside, members }) => [group, inside, [...members]]),
    ]);
  return (
    instance.maxCircle === than.maxCircle &&
    instance.oneWay === than.oneWay &&
    instance.circleBonus === than.circleBonus &&
    instance.coverageFirst === than.coverageFirst &&
    instance.pairOnce === than.pairOnce &&
    same(instance.ids, than.ids) &&
    same(instance.give, than.give) &&
    same(instance.receive, than.receive) &&
    same(instance.from, than.from) &&
    same(instance.to, than.to) &&
    same(instance.weight, than.weight) &&
    same(instance.rewards, than.rewards) &&
    limits(instance) === limits(than) &&
    holds(pinned(instance), pinned(than)) &&
    holds(circles(instance), circles(than)) &&
    holds(pairs(instance.forbidden), pairs(than.forbidden)) &&
    holds(pairs(instance.apart), pairs(than.apart))
  );
}

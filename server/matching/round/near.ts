import { allowedArcs } from './allowed.ts';
import { byParticipant } from './by-participant.ts';
import type { Instance, Selected } from './instance.ts';
import { Infeasible, NothingFound } from './outcome.ts';
import { pairsOf } from './pairs.ts';
import { fromFirst, isApart } from './pinned.ts';
import type { RoundExchange, RoundResult } from './result.ts';
import { type SolveOptions, solveRound } from './solve.ts';
import { isFlow } from './ways.ts';

/** So many exchanges may change at a time: enough for what is near, few enough to be solved at once. */
const freedAtMost = 40;

export interface Near {
  readonly result: Omit<RoundResult, 'seconds'>;
  /** Whether everything was open; else the exchanges that are not near stand as they were. */
  readonly whole: boolean;
}

/**
 * Solves again what is near to some participants: the exchanges of these, then of those to whom they
 * could give and who could give to them, and so on. Everything farther away stands as it is. A round
 * that is a flow is solved as a whole, which takes no longer.
 * @param before exchanges of a round, of which those that are no longer possible fall
 * @throws what `solveRound` does
 */
export async function solveNear(
  instance: Instance,
  before: readonly RoundExchange[],
  concerned: Iterable<number>,
  options: SolveOptions,
): Promise<Near> {
  const whole = async () => ({ result: await solveRound(instance, options), whole: true });
  if (isFlow(instance)) return whole();
  const possible = possibleIn(instance, before);
  const fallen = before.filter((_, at) => possible[at] === null);
  const placeOf = new Map(instance.ids.map((id, place) => [id, place]));
  const touched = fallen.flatMap(({ members }) => members.map((id) => placeOf.get(id)!));
  const exchanges = possible.filter((one) => one !== null);
  const standing = far(instance, exchanges, [...concerned, ...touched]);
  if (standing.length === 0) return whole();
  try {
    const pinned = [...instance.pinned, ...standing];
    // What is proved with so much standing still says nothing of the round as a whole.
    const unheard = { ...options, found: () => undefined };
    return { result: await solveRound({ ...instance, pinned }, unheard), whole: false };
  } catch (error) {
    if (error instanceof Infeasible || error instanceof NothingFound) return whole();
    throw error;
  }
}

/** The exchanges in numbers, null for each that is not possible in this round or pinned anyway. */
export function possibleIn(
  instance: Instance,
  exchanges: readonly RoundExchange[],
): (Selected | null)[] {
  const { ids, from, to, excluded, maxCircle, oneWay } = instance;
  const placeOf = new Map(ids.map((id, place) => [id, place]));
  const arcAt = new Map<number, number>();
  for (const arc of allowedArcs(instance)) arcAt.set(from[arc]! * ids.length + to[arc]!, arc);
  const isExcluded = new Set(excluded.map((circle) => circle.join()));
  const [give, receive] = [instance.give.slice(), instance.receive.slice()];
  const taken = new Set<number>();
  const paired = new Set<number>();
  const take = (arcs: readonly number[]): boolean => {
    const pairs = instance.pairOnce ? pairsOf(instance, { arcs }) : [];
    const fits =
      pairs.every((pair) => !paired.has(pair)) &&
      arcs.every((arc) => !taken.has(arc) && give[from[arc]!]! > 0 && receive[to[arc]!]! > 0);
    if (!fits) return false;
    for (const pair of pairs) paired.add(pair);
    for (const arc of arcs) {
      taken.add(arc);
      give[from[arc]!]!--;
      receive[to[arc]!]!--;
    }
    return true;
  };
  for (const { arcs } of instance.pinned) take(arcs);
  return exchanges.map(({ members, circle }) => {
    const places = members.map((id) => placeOf.get(id) ?? -1);
    if (places.includes(-1) || (circle ? members.length > maxCircle : !oneWay)) return null;
    if (circle && (isExcluded.has(fromFirst(places).join()) || isApart(instance, places)))
      return null;
    const steps = circle ? places : places.slice(0, 1);
    const arcs = steps.map(
      (giver, at) => arcAt.get(giver * ids.length + places[(at + 1) % places.length]!) ?? -1,
    );
    return !arcs.includes(-1) && take(arcs) ? { arcs, circle } : null;
  });
}

/** The exchanges that are not near: what is left when the nearest are set free. */
function far(
  instance: Instance,
  exchanges: readonly Selected[],
  concerned: readonly number[],
): Selected[] {
  const { from, to, weight, ids } = instance;
  const allowed = allowedArcs(instance);
  const outgoing = byParticipant(
    allowed.map((arc) => from[arc]!),
    ids.length,
  );
  const incoming = byParticipant(
    allowed.map((arc) => to[arc]!),
    ids.length,
  );
  const exchangesOf: number[][] = ids.map(() => []);
  exchanges.forEach(({ arcs }, at) => {
    for (const arc of arcs) {
      exchangesOf[from[arc]!]!.push(at);
      exchangesOf[to[arc]!]!.push(at);
    }
  });
  const isFree = new Set<number>();
  const near = new Set(concerned);
  // A set that grows while it is walked through: the nearest come first.
  for (const participant of near) {
    for (const at of exchangesOf[participant]!) {
      isFree.add(at);
      for (const arc of exchanges[at]!.arcs) near.add(from[arc]!).add(to[arc]!);
    }
    if (isFree.size >= freedAtMost) break;
    const around = [incoming, outgoing].flatMap(({ start, arcs }) =>
      Array.from(arcs.subarray(start[participant], start[participant + 1]), (at) => allowed[at]!),
    );
    for (const arc of around.sort((one, other) => weight[other]! - weight[one]! || one - other))
      near.add(from[arc]!).add(to[arc]!);
  }
  return exchanges.filter((_, at) => !isFree.has(at));
}

import { allowedArcs } from './allowed.ts';
import type { Instance, Selected } from './instance.ts';
import { pairsOf } from './pairs.ts';
import { InvalidRound } from './problem.ts';

/** An exchange that a problem names, with its members as numbers. */
export interface Given {
  /** Where it stands in the problem. */
  readonly entry: string;
  readonly members: readonly number[];
  readonly circle: boolean;
}

export type PinObstacle = 'ONE_WAY' | 'LENGTH' | 'RULED_OUT' | 'NO_ARC' | 'PLACES' | 'PAIR';

/** A pinned exchange that is not possible, alone or beside those before it. */
export class PinNotPossible extends InvalidRound {
  /** Its place among the pinned. */
  readonly at: number;
  readonly obstacle: PinObstacle;
  /** With PLACES: the participant that lacks one. */
  readonly lacking: string | null;

  constructor(
    message: string,
    given: { at: number; obstacle: PinObstacle; lacking?: string | undefined },
  ) {
    super(message);
    this.at = given.at;
    this.obstacle = given.obstacle;
    this.lacking = given.lacking ?? null;
  }
}

/** A circle as told from whoever comes first in the problem: the same wherever it is said to begin. */
export function fromFirst(circle: readonly number[]): number[] {
  const first = circle.indexOf(Math.min(...circle));
  return [...circle.slice(first), ...circle.slice(0, first)];
}

/**
 * The pinned exchanges as arcs.
 * @throws InvalidRound where one is not possible, or they are not possible together
 */
export function pinnedIn(instance: Instance, given: readonly Given[]): Selected[] {
  if (given.length === 0) return [];
  const { ids, from, to, give, receive, caps, oneWay, maxCircle } = instance;
  const wrong = (entry: string, what: string) => new InvalidRound(`${entry}: ${what}`);
  const forbidden = new Set<number>();
  for (let at = 0; at < instance.forbidden.length; at += 2) {
    const [one, other] = [instance.forbidden[at]!, instance.forbidden[at + 1]!];
    forbidden.add(one * ids.length + other).add(other * ids.length + one);
  }
  const arcAt = new Map<number, number>();
  for (const arc of allowedArcs(instance)) arcAt.set(from[arc]! * ids.length + to[arc]!, arc);
  const excluded = new Set(instance.excluded.map((circle) => circle.join()));
  const [gives, received] = [new Int32Array(ids.length), new Int32Array(ids.length)];
  const used = new Set<number>();
  const pairs = new Set<number>();

  const pinned = given.map(({ entry, members, circle }, at): Selected => {
    const impossible = (obstacle: PinObstacle, what: string, lacking?: string) =>
      new PinNotPossible(`${entry}: ${what}`, { at, obstacle, lacking });
    if (new Set(members).size < members.length) throw wrong(entry, 'it names somebody twice.');
    if (!circle && (!oneWay || members.length !== 2))
      throw impossible('ONE_WAY', 'a one-way exchange has two members, in a round that allows it.');
    if (circle && members.length > maxCircle)
      throw impossible('LENGTH', `a circle of ${members.length}, allowed are 2 to ${maxCircle}.`);
    if (circle && excluded.has(fromFirst(members).join()))
      throw impossible('RULED_OUT', 'this circle is excluded.');
    if (circle && isApart(instance, members))
      throw impossible('NO_ARC', 'two of them are to be apart.');
    const steps = circle ? members : members.slice(0, 1);
    const arcs = steps.map((giver, step) => {
      const receiver = members[(step + 1) % members.length]!;
      const names = `${ids[giver]!} to ${ids[receiver]!}`;
      const arc = arcAt.get(giver * ids.length + receiver);
      if (arc === undefined)
        throw impossible(
          forbidden.has(giver * ids.length + receiver) ? 'RULED_OUT' : 'NO_ARC',
          `from ${names} there is no arc that could be chosen.`,
        );
      if (used.has(arc)) throw impossible('PAIR', `the arc from ${names} is pinned twice.`);
      used.add(arc);
      if (++gives[giver]! > give[giver]!)
        throw impossible(
          'PLACES',
          `${ids[giver]!} would give ${gives[giver]} times, allowed are ${give[giver]}.`,
          ids[giver],
        );
      if (++received[receiver]! > receive[receiver]!)
        throw impossible(
          'PLACES',
          `${ids[receiver]!} would receive ${received[receiver]} times, allowed are ${receive[receiver]}.`,
          ids[receiver],
        );
      return arc;
    });
    if (instance.pairOnce)
      for (const pair of pairsOf(instance, { arcs })) {
        if (pairs.has(pair))
          throw impossible('PAIR', 'two of it are in another pinned exchange already.');
        pairs.add(pair);
      }
    return { arcs, circle };
  });
  caps.forEach(({ group, members, inside }, at) => {
    const isMember = new Set(members);
    const held = [...used].filter((arc) => isMember.has(from[arc]!) && isMember.has(to[arc]!));
    if (held.length > inside)
      throw wrong(
        `caps[${at}]`,
        `${held.length} arcs inside "${group}" are pinned, allowed are ${inside}.`,
      );
  });
  return pinned;
}

/** Whether two of a circle may not be in one exchange. */
export function isApart({ apart }: Instance, circle: readonly number[]): boolean {
  for (let at = 0; at < apart.length; at += 2)
    if (circle.includes(apart[at]!) && circle.includes(apart[at + 1]!)) return true;
  return false;
}

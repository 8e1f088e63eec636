import type { Instance } from '../round/instance.ts';
import { near } from './near.ts';

export interface Tally {
  readonly objective: number;
  readonly covered: number;
  /** By participant. */
  readonly received: Int32Array;
}

/** Goes through the exchanges one by one and counts what they use and what they are worth. */
export function checkExchanges(
  instance: Instance,
  exchanges: readonly unknown[],
  fault: (text: string) => void,
): Tally {
  const { ids, from, to, weight, give, receive, rewards, oneWay, maxCircle } = instance;
  const participants = ids.length;
  const placeOf = new Map(ids.map((id, place) => [id, place]));
  const arcOf = new Map<number, number>();
  from.forEach((giver, arc) => arcOf.set(giver * participants + to[arc]!, arc));
  const isForbidden = new Set<number>();
  for (let at = 0; at < instance.forbidden.length; at += 2) {
    const [one, other] = [instance.forbidden[at]!, instance.forbidden[at + 1]!];
    isForbidden.add(one * participants + other).add(other * participants + one);
  }
  const chosen = new Uint8Array(from.length);
  const [given, received] = [new Int32Array(participants), new Int32Array(participants)];

  const checkArc = (name: string, giver: string, receiver: string): number => {
    const [one, other] = [placeOf.get(giver)!, placeOf.get(receiver)!];
    const key = one * participants + other;
    const arc = arcOf.get(key);
    if (arc === undefined) {
      fault(`${name}: there is no arc from ${giver} to ${receiver}`);
      return 0;
    }
    if (isForbidden.has(key))
      fault(`${name}: ${giver} and ${receiver} are forbidden to each other`);
    if (chosen[arc]) fault(`${name}: the arc from ${giver} to ${receiver} is used twice`);
    chosen[arc] = 1;
    given[one]!++;
    received[other]!++;
    return weight[arc]!;
  };

  let objective = 0;
  exchanges.forEach((exchange, index) => {
    const name = `exchanges[${index}]`;
    const { members, circle, weight: stated } = (exchange ?? {}) as Record<string, unknown>;
    if (!Array.isArray(members) || !members.every((id) => placeOf.has(id as string)))
      return fault(`${name}: members must be ids of participants`);
    const round = members as string[];
    if (typeof circle !== 'boolean') return fault(`${name}: circle must be true or false`);
    if (new Set(round).size < round.length) fault(`${name}: visits somebody twice`);
    if (circle && (round.length < 2 || round.length > maxCircle))
      fault(`${name}: a circle of ${round.length}, allowed are 2 to ${maxCircle}`);
    if (!circle && round.length !== 2)
      return fault(`${name}: a one-way exchange has two members, not ${round.length}`);
    if (!circle && !oneWay) fault(`${name}: one-way exchanges are not allowed in this round`);

    let worth = 0;
    for (let at = 0; at + 1 < round.length; at++)
      worth += checkArc(name, round[at]!, round[at + 1]!);
    if (circle && round.length > 0)
      worth = (worth + checkArc(name, round.at(-1)!, round[0]!)) * (1 + instance.circleBonus);
    objective += worth;
    if (typeof stated !== 'number' || !near(stated, worth))
      fault(`${name}: weight: stated ${String(stated)}, its arcs give ${worth}`);
  });

  let covered = 0;
  for (let p = 0; p < participants; p++) {
    if (given[p]! > give[p]!) fault(`${ids[p]} gives ${given[p]} times, allowed are ${give[p]}`);
    if (received[p]! > receive[p]!)
      fault(`${ids[p]} receives ${received[p]} times, allowed are ${receive[p]}`);
    if (received[p]! > 0) covered++;
    for (let rank = 0; rank < Math.min(received[p]!, rewards.length); rank++)
      objective += rewards[rank]!;
  }
  checkLimits(instance, chosen, received, fault);
  checkGiven(instance, exchanges, fault);
  return { objective, covered, received };
}

function checkLimits(
  { floors, caps, from, to }: Instance,
  chosen: Uint8Array,
  received: Int32Array,
  fault: (text: string) => void,
): void {
  floors.forEach(({ group, members, receive }, index) => {
    const found = members.reduce((sum, member) => sum + received[member]!, 0);
    if (found < receive)
      fault(
        `floors[${index}]: "${group}" receives ${found} times, at least ${receive} are asked for`,
      );
  });
  caps.forEach(({ group, members, inside }, index) => {
    const isMember = new Set(members);
    let found = 0;
    chosen.forEach((is, arc) => {
      if (is && isMember.has(from[arc]!) && isMember.has(to[arc]!)) found++;
    });
    if (found > inside)
      fault(`caps[${index}]: ${found} arcs inside "${group}", at most ${inside} are allowed`);
  });
}

/** Whether everything pinned is there, and no circle that is excluded or holds two that are to be apart. */
function checkGiven(
  { ids, from, to, pinned, excluded, apart, pairOnce }: Instance,
  exchanges: readonly unknown[],
  fault: (text: string) => void,
): void {
  if (pairOnce) {
    const seen = new Set<string>();
    exchanges.forEach((exchange, index) => {
      const { members } = (exchange ?? {}) as { members?: string[] };
      if (!Array.isArray(members)) return;
      for (const one of members)
        for (const other of members) {
          if (!(one < other)) continue;
          const pair = JSON.stringify([one, other]);
          if (seen.has(pair))
            fault(`exchanges[${index}]: ${one} and ${other} are in another exchange already`);
          seen.add(pair);
        }
    });
  }
  if (pinned.length + excluded.length + apart.length === 0) return;
  const told = (members: readonly string[], circle: boolean): string => {
    if (!circle) return members.join(' > ');
    const turns = members.map((_, at) => [...members.slice(at), ...members.slice(0, at)]);
    return `circle ${turns.map((turn) => turn.join(' > ')).toSorted()[0]}`;
  };
  const found = new Set<string>();
  const together: ReadonlySet<string>[] = [];
  for (const exchange of exchanges) {
    const { members, circle } = (exchange ?? {}) as { members?: string[]; circle?: boolean };
    if (!Array.isArray(members)) continue;
    found.add(told(members, circle === true));
    together.push(new Set(members));
  }
  pinned.forEach(({ arcs, circle }, index) => {
    const members = arcs.map((arc) => ids[from[arc]!]!);
    if (!circle) members.push(ids[to[arcs[0]!]!]!);
    if (!found.has(told(members, circle))) fault(`pinned[${index}]: it is not among the exchanges`);
  });
  excluded.forEach((circle, index) => {
    const members = circle.map((place) => ids[place]!);
    if (found.has(told(members, true))) fault(`excluded[${index}]: it is among the exchanges`);
  });
  for (let at = 0; at < apart.length; at += 2) {
    const [one, other] = [ids[apart[at]!]!, ids[apart[at + 1]!]!];
    if (together.some((members) => members.has(one) && members.has(other)))
      fault(`apart[${at >> 1}]: ${one} and ${other} are in one exchange`);
  }
}

import type { Instance } from './instance.ts';
import { pairsOf } from './pairs.ts';

/** What pinned exchanges leave: the round that is still to be found, and what is settled before it. */
export interface Rest {
  readonly instance: Instance;
  /** What the pinned exchanges are worth, with the rewards that they earn. */
  readonly worth: number;
  /** How many receive in them. */
  readonly covered: number;
}

/**
 * The round beside the pinned exchanges. Their places are taken, their arcs are gone, floors and caps
 * count what they hold, and who receives in them has its first rewards. A round of the rest with the
 * pinned exchanges is a round of the whole, and the other way round.
 */
export function restOf(instance: Instance): Rest {
  const { pinned, from, to, weight, rewards, circleBonus, ids } = instance;
  if (pinned.length === 0) return { instance, worth: 0, covered: 0 };
  const [give, receive] = [instance.give.slice(), instance.receive.slice()];
  const received = instance.received.slice();
  const taken: number[] = [];
  let worth = 0;
  for (const { arcs, circle } of pinned)
    for (const arc of arcs) {
      give[from[arc]!]!--;
      receive[to[arc]!]!--;
      const rank = received[to[arc]!]!++;
      worth += weight[arc]! * (circle ? 1 + circleBonus : 1) + (rewards[rank] ?? 0);
      taken.push(arc);
    }
  const floors = instance.floors.map((floor) => ({
    ...floor,
    receive: Math.max(0, floor.receive - heldBy(floor.members, taken, to)),
  }));
  const caps = instance.caps.map((cap) => ({ ...cap, inside: cap.inside - inside(cap.members) }));
  // Who is in a pinned exchange together is in no other.
  const pairs = instance.pairOnce
    ? pinned.flatMap((one) =>
        pairsOf(instance, one).flatMap((pair) => [
          Math.floor(pair / ids.length),
          pair % ids.length,
        ]),
      )
    : [];
  const also = (list: Int32Array) =>
    pairs.length > 0 ? Int32Array.from([...list, ...pairs]) : list;
  let covered = 0;
  for (let p = 0; p < ids.length; p++)
    if (received[p]! > 0 && instance.received[p] === 0) covered++;
  return {
    worth,
    covered,
    instance: {
      ...instance,
      give,
      receive,
      received,
      floors,
      caps,
      forbidden: also(instance.forbidden),
      apart: also(instance.apart),
      pinned: [],
      taken: new Set(taken),
    },
  };

  function inside(members: Int32Array): number {
    const isMember = new Set(members);
    return taken.filter((arc) => isMember.has(from[arc]!) && isMember.has(to[arc]!)).length;
  }
}

function heldBy(members: Int32Array, arcs: readonly number[], to: Int32Array): number {
  const isMember = new Set(members);
  return arcs.filter((arc) => isMember.has(to[arc]!)).length;
}

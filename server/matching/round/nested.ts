import type { GroupFloor } from './instance.ts';

/** Groups of which any two are apart or one within the other, as a forest. */
export interface Nesting {
  /** The floors from the widest to the narrowest, as places in the problem. */
  readonly order: readonly number[];
  /** The narrowest floor around each of them, as a place in the problem; -1 when there is none. */
  readonly around: readonly number[];
  /** The narrowest floor around each participant; -1 when there is none. */
  readonly narrowest: Int32Array;
}

/** How the floors lie within each other; null when two of them overlap. */
export function nestingOf(floors: readonly GroupFloor[], participants: number): Nesting | null {
  const narrowest = new Int32Array(participants).fill(-1);
  const around = floors.map(() => -1);
  const order = floors
    .map((_, index) => index)
    .sort((one, other) => floors[other]!.members.length - floors[one]!.members.length);
  for (const floor of order) {
    const { members } = floors[floor]!;
    const outer = members.length > 0 ? narrowest[members[0]!]! : -1;
    // Wider ones come first: what is nested lies as a whole where its first member does.
    if (members.some((member) => narrowest[member] !== outer)) return null;
    around[floor] = outer;
    for (const member of members) narrowest[member] = floor;
  }
  return { order, around, narrowest };
}

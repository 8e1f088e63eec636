import type { Instance, Selected } from './instance.ts';
import { pairsOf } from './pairs.ts';

/** What one round chooses where another chooses something else. */
export interface Part {
  readonly ofOne: Selected[];
  readonly ofOther: Selected[];
}

/**
 * What two rounds have in common, and the parts in which they differ: whichever of these are taken
 * from the one and whichever from the other, nobody has more places taken than there are, no arc is used twice and,
 * where that is not allowed, no two are in two exchanges. For flows these are the circles of which their difference
 * consists (Ahuja, Magnanti, Orlin, "Network flows", 1993, chapter 3).
 */
export function partsOf(
  instance: Instance,
  one: readonly Selected[],
  other: readonly Selected[],
): { readonly common: readonly Selected[]; readonly parts: readonly Part[] } {
  const { from, to, give, pairOnce } = instance;
  const inOne = new Map(one.map((exchange) => [exchange.arcs[0]!, exchange]));
  const common = new Set<Selected>();
  const items: Item[] = [];
  for (const exchange of other) {
    const same = inOne.get(exchange.arcs[0]!);
    if (same && isSame(same, exchange)) common.add(same);
    else items.push({ exchange, isOther: true });
  }
  for (const exchange of one) if (!common.has(exchange)) items.push({ exchange, isOther: false });

  const together = new Together(items.length);
  const givenBy = new Map<number, Sides>();
  const receivedBy = new Map<number, Sides>();
  const byArc = new Map<number, number>();
  const byPair = new Map<number, number>();
  items.forEach(({ exchange, isOther }, at) => {
    for (const arc of exchange.arcs) {
      sidesOf(givenBy, from[arc]!)[isOther ? 'other' : 'one'].push(at);
      sidesOf(receivedBy, to[arc]!)[isOther ? 'other' : 'one'].push(at);
      together.joinBy(byArc, arc, at);
    }
    if (pairOnce) for (const pair of pairsOf(instance, exchange)) together.joinBy(byPair, pair, at);
  });
  // Who has places left for both needs to give none up for another.
  const spare = give.slice();
  for (const { arcs } of common) for (const arc of arcs) spare[from[arc]!]!--;
  for (const [giver, sides] of givenBy)
    together.pairUp(sides, sides.one.length + sides.other.length - spare[giver]!);
  // What a receive is worth depends on how many there are: as many as possible take the place of another.
  for (const sides of receivedBy.values()) together.pairUp(sides, Infinity);

  const parts = new Map<number, Part>();
  items.forEach(({ exchange, isOther }, at) => {
    const which = together.find(at);
    let part = parts.get(which);
    if (!part) parts.set(which, (part = { ofOne: [], ofOther: [] }));
    (isOther ? part.ofOther : part.ofOne).push(exchange);
  });
  return { common: [...common], parts: [...parts.values()] };
}

interface Item {
  readonly exchange: Selected;
  readonly isOther: boolean;
}

/** Items of either round at one participant. */
interface Sides {
  readonly one: number[];
  readonly other: number[];
}

function sidesOf(map: Map<number, Sides>, participant: number): Sides {
  let sides = map.get(participant);
  if (!sides) map.set(participant, (sides = { one: [], other: [] }));
  return sides;
}

function isSame(one: Selected, other: Selected): boolean {
  return (
    one.circle === other.circle &&
    one.arcs.length === other.arcs.length &&
    one.arcs.every((arc, at) => arc === other.arcs[at])
  );
}

/** Items that can only be exchanged together, as disjoint sets. */
class Together {
  readonly #leader: Int32Array;

  constructor(items: number) {
    this.#leader = Int32Array.from({ length: items }, (_, at) => at);
  }

  find(item: number): number {
    const leader = this.#leader;
    let at = item;
    while (leader[at] !== at) at = leader[at] = leader[leader[at]!]!;
    return at;
  }

  #join(one: number, other: number): void {
    this.#leader[this.find(one)] = this.find(other);
  }

  /** Joins an item with the one that had the same key before. */
  joinBy(before: Map<number, number>, key: number, item: number): void {
    const other = before.get(key);
    if (other === undefined) before.set(key, item);
    else this.#join(other, item);
  }

  /** Joins so many items of one side with one of the other each, those first that are joined anyway. */
  pairUp({ one, other }: Sides, most: number): void {
    let left = Math.min(most, one.length, other.length);
    const free = [...other];
    const open: number[] = [];
    for (const item of one) {
      const same = free.findIndex((at) => this.find(at) === this.find(item));
      if (same < 0) open.push(item);
      else {
        free.splice(same, 1);
        left--;
      }
    }
    for (let at = 0; at < left; at++) this.#join(open[at]!, free[at]!);
  }
}

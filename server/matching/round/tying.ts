import type { Circles } from './circles.ts';
import type { Instance } from './instance.ts';
import { flagsOf } from './room.ts';

/**
 * What keeps a one-way round from being a flow, as rows over its arcs and circles: each sums to at most
 * something. An arc counts as chosen in a circle too.
 */
export interface TyingRows {
  /** By row: what it sums to at most. */
  readonly most: Float64Array;
  readonly ofArcs: Entries;
  readonly ofCircles: Entries;
  /** Arc by arc the row that says whether it is in a circle; -1 where it is in none. */
  readonly belonging: Int32Array;
  /** The first rows: of floors and caps and, where it matters, of how many receive at all. */
  readonly limits: readonly number[];
  /** The last of these, which is the sum of no arcs; -1 where it does not matter. */
  readonly coverage: number;
}

/** Rows and factors of each arc or circle: those of the n-th are at `start[n]` up to before `start[n + 1]`. */
export interface Entries {
  readonly start: Int32Array;
  readonly row: Int32Array;
  readonly factor: Int8Array;
}

/**
 * @param kept the floors that every flow keeps, which need no row
 * @param mostCovered how many have to be covered, where flows do not see to it
 */
export function tyingRows(
  instance: Instance,
  allowed: Int32Array,
  circles: Circles,
  { kept, mostCovered }: { readonly kept: readonly number[]; readonly mostCovered?: number },
): TyingRows {
  const { from, to, ids, floors, caps, pairOnce, maxCircle } = instance;
  const most: number[] = [];
  const row = (atMost: number) => most.push(atMost) - 1;
  const floorRows = Int32Array.from(floors, ({ receive }, at) =>
    kept.includes(at) ? -1 : row(-receive),
  );
  const capRows = Int32Array.from(caps, ({ inside }) => row(inside));
  const coverage = mostCovered === undefined ? -1 : row(-mostCovered);
  const limits = most.map((_, at) => at);
  const belonging = new Int32Array(from.length).fill(-1);
  for (const arc of circles.arcs) if (belonging[arc] === -1) belonging[arc] = row(0);
  // Who may not be a circle of two gives or receives, where two are in one exchange at most.
  const pairRows = new Map<number, number>();
  const keyOf = (arc: number) =>
    Math.min(from[arc]!, to[arc]!) * ids.length + Math.max(from[arc]!, to[arc]!);
  if (pairOnce && maxCircle < 2) {
    const seen = new Set<number>();
    for (const arc of allowed) {
      const key = keyOf(arc);
      if (seen.has(key)) pairRows.set(key, row(1));
      seen.add(key);
    }
  }
  const inFloor = floors.map(({ members }) => flagsOf(members, ids.length));
  const inCap = caps.map(({ members }) => flagsOf(members, ids.length));

  const isAllowed = new Uint8Array(from.length);
  for (const arc of allowed) isAllowed[arc] = 1;
  const ofArcs = entries(from.length, (arc, add) => {
    if (isAllowed[arc] === 0) return;
    const [giver, receiver] = [from[arc]!, to[arc]!];
    if (belonging[arc]! >= 0) add(belonging[arc]!, -1);
    const pair = pairRows.size > 0 ? pairRows.get(keyOf(arc)) : undefined;
    if (pair !== undefined) add(pair, 1);
    floorRows.forEach((floor, at) => {
      if (floor >= 0 && inFloor[at]![receiver]) add(floor, -1);
    });
    capRows.forEach((cap, at) => {
      if (inCap[at]![giver] && inCap[at]![receiver]) add(cap, 1);
    });
  });
  const ofCircles = entries(circles.count, (circle, add) => {
    const [first, end] = [circles.start[circle]!, circles.start[circle + 1]!];
    for (let at = first; at < end; at++) add(belonging[circles.arcs[at]!]!, 1);
  });
  return {
    most: Float64Array.from(most),
    ofArcs,
    ofCircles,
    belonging,
    limits,
    coverage,
  };
}

function entries(
  count: number,
  of: (at: number, add: (row: number, factor: 1 | -1) => void) => void,
): Entries {
  const start = new Int32Array(count + 1);
  const rows: number[] = [];
  const factors: number[] = [];
  for (let at = 0; at < count; at++) {
    of(at, (row, factor) => {
      rows.push(row);
      factors.push(factor);
    });
    start[at + 1] = rows.length;
  }
  return { start, row: Int32Array.from(rows), factor: Int8Array.from(factors) };
}

/** What arcs or circles are still worth when their rows are paid. */
export function reducedBy(
  worth: Float64Array,
  entries: Entries,
  price: Float64Array,
): Float64Array {
  return worth.map((one, at) => reducedOf(one, entries, at, price));
}

export function reducedOf(
  worth: number,
  { start, row, factor }: Entries,
  which: number,
  price: Float64Array,
): number {
  let left = worth;
  for (let at = start[which]!; at < start[which + 1]!; at++) left -= factor[at]! * price[row[at]!]!;
  return left;
}

/** Takes what one arc or circle sums to off what is left of each row. */
export function subtract(left: Float64Array, { start, row, factor }: Entries, which: number): void {
  for (let at = start[which]!; at < start[which + 1]!; at++) left[row[at]!]! -= factor[at]!;
}

import type { Instance } from './instance.ts';
import { byParticipant } from './by-participant.ts';

/** Circles one after the other: the arcs of circle c are `arcs[start[c]]` up to before `arcs[start[c + 1]]`, in giving order. */
export interface Circles {
  readonly count: number;
  readonly start: Int32Array;
  readonly arcs: Int32Array;
}

/** Which circles are wanted: those whose arcs gain at least so much together. */
export interface Wanted {
  /** By arc. */
  readonly gain: Float64Array;
  readonly least: number;
}

/**
 * Every circle of the allowed arcs, from two up to `maxCircle` participants long. Each begins at the
 * participant that comes first in the problem, and so is found once.
 * @returns null when there are more than `atMost`
 */
export function circlesOf(
  instance: Instance,
  allowed: Int32Array,
  atMost: number,
  wanted?: Wanted,
): Circles | null {
  const { ids, from, to, maxCircle } = instance;
  const giver = allowed.map((arc) => from[arc]!);
  const { start, arcs } = byParticipant(giver, ids.length);
  /** The arc that leads from a participant back to the first, with one added; 0 for none. */
  const back = new Int32Array(ids.length);
  const incoming = byParticipant(
    allowed.map((arc) => to[arc]!),
    ids.length,
  );
  const found: number[] = [];
  const starts: number[] = [];
  const path: number[] = [];
  const visited = new Uint8Array(ids.length);

  const isRefused = refusedIn(instance);
  const gain = wanted?.gain;
  const least = wanted?.least ?? -Infinity;
  let mostGain = 0;
  if (gain) for (const arc of allowed) mostGain = Math.max(mostGain, gain[arc]!);

  /** Goes on from the last participant of the path; false when there are too many circles. */
  const walk = (first: number, last: number, gained: number): boolean => {
    const closes = path.length > 0 && back[last]! > 0;
    if (closes && !isRefused?.(path) && (!gain || gained + gain[back[last]! - 1]! >= least)) {
      if (starts.length === atMost) return false;
      starts.push(found.length);
      for (const arc of path) found.push(arc);
      found.push(back[last]! - 1);
    }
    if (path.length + 1 >= maxCircle) return true;
    for (let at = start[last]!; at < start[last + 1]!; at++) {
      const arc = allowed[arcs[at]!]!;
      const next = to[arc]!;
      if (next <= first || visited[next]) continue;
      const sum = gain ? gained + gain[arc]! : 0;
      if (sum + (maxCircle - path.length - 1) * mostGain < least) continue;
      visited[next] = 1;
      path.push(arc);
      const goOn = walk(first, next, sum);
      path.pop();
      visited[next] = 0;
      if (!goOn) return false;
    }
    return true;
  };

  const lastFirst = maxCircle < 2 ? 0 : ids.length;
  for (let first = 0; first < lastFirst; first++) {
    const closing = (set: (arc: number) => number) => {
      for (let at = incoming.start[first]!; at < incoming.start[first + 1]!; at++) {
        const arc = allowed[incoming.arcs[at]!]!;
        back[from[arc]!] = set(arc);
      }
    };
    closing((arc) => arc + 1);
    if (!walk(first, first, 0)) return null;
    closing(() => 0);
  }
  return {
    count: starts.length,
    start: Int32Array.from([...starts, found.length]),
    arcs: Int32Array.from(found),
  };
}

/**
 * Whether a circle, as the arcs that lead from its first to its last participant, is excluded or holds
 * two that are to be apart; undefined where that is true of none.
 */
function refusedIn({ ids, from, to, excluded, apart }: Instance) {
  if (excluded.length === 0 && apart.length === 0) return undefined;
  const isExcluded = new Set(excluded.map((circle) => circle.join()));
  const pairs = new Set<number>();
  for (let at = 0; at < apart.length; at += 2) {
    pairs.add(apart[at]! * ids.length + apart[at + 1]!);
    pairs.add(apart[at + 1]! * ids.length + apart[at]!);
  }
  return (path: readonly number[]): boolean => {
    const members = [from[path[0]!]!, ...path.map((arc) => to[arc]!)];
    if (isExcluded.has(members.join())) return true;
    // Neighbours have no arc if they are to be apart; in a circle of four the others are two pairs.
    return members.some((one, at) =>
      members.slice(at + 2).some((other) => pairs.has(one * ids.length + other)),
    );
  };
}

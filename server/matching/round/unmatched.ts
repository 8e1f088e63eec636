import type { Instance } from './instance.ts';
import type { Unmatched } from './result.ts';

/** What is known of a round about those that receive nothing in it. */
export interface Facts {
  /** By participant: how often it receives. */
  readonly received: Int32Array;
  readonly allowed: Int32Array;
  /** Whether a participant receives in some circle; where circles are all there is. */
  readonly inCircle: ((participant: number) => boolean) | null;
  /** Who receives in the best round without floors, caps and coverage; where there are any. */
  readonly receivesWithout: ((participant: number) => boolean) | null;
}

/** Those that receive nothing, each with the first of the reasons that is true of it. */
export function unmatchedOf(
  { ids, from, to, give, receive, forbidden }: Instance,
  { received, allowed, inCircle, receivesWithout }: Facts,
): Unmatched[] {
  const participants = ids.length;
  const pairs = new Set<number>();
  for (let at = 0; at < forbidden.length; at += 2) {
    pairs.add(forbidden[at]! * participants + forbidden[at + 1]!);
    pairs.add(forbidden[at + 1]! * participants + forbidden[at]!);
  }
  const [hasArc, hasPlace] = [new Uint8Array(participants), new Uint8Array(participants)];
  for (let arc = 0; arc < from.length; arc++) {
    const [giver, receiver] = [from[arc]!, to[arc]!];
    if (pairs.size > 0 && pairs.has(giver * participants + receiver)) continue;
    hasArc[receiver] = 1;
    if (give[giver]! > 0 && receive[receiver]! > 0) hasPlace[receiver] = 1;
  }
  const canReceive = new Uint8Array(participants);
  for (const arc of allowed) canReceive[to[arc]!] = 1;

  const unmatched: Unmatched[] = [];
  for (let p = 0; p < participants; p++) {
    if (received[p]! > 0) continue;
    const reason = !hasArc[p]
      ? 'NO_ARC'
      : !hasPlace[p]
        ? 'CAPACITY'
        : !canReceive[p] || (inCircle && !inCircle(p))
          ? 'NOT_IN_A_CIRCLE'
          : receivesWithout?.(p)
            ? 'FLOOR_OR_CAP'
            : 'BETTER_USED_ELSEWHERE';
    unmatched.push({ id: ids[p]!, reason });
  }
  return unmatched;
}

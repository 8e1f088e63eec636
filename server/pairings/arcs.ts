import { setImmediate } from 'node:timers/promises';
import { isShown } from '../matching/consent.ts';
import { explain, type Pairing } from '../matching/explanation.ts';
import { hardRule } from '../matching/hard-rules.ts';
import type { Matching } from '../matching/matching.ts';
import type { Member } from '../matching/member.ts';
import type { Entry } from '../matching/network/network.ts';
import { pairingsFor } from '../matching/pairings.ts';
import { evaluate, type Terms } from '../matching/score.ts';

/** What somebody can learn from somebody else: `L(to <- from) x B x T x D x P`, 0 to 1. */
export interface NetworkArc {
  readonly from: string;
  readonly to: string;
  readonly weight: number;
}

export interface ArcsWanted {
  /** Weaker arcs are left out. */
  readonly minWeight: number;
  /** The best that a member can learn from, and the best that it can teach: so many of each at most. */
  readonly bestOf: number;
  /** Told now and then how many members have been compared. */
  readonly progress?: (done: number) => void;
  /** Ends the work by its reason. */
  readonly signal?: AbortSignal;
}

/** Members whose arcs are made before somebody else gets the processor. */
const atOnce = 8;

/**
 * What the members of a round can learn from each other. Only what each lets others use counts, so that
 * a round rests on nothing that its member keeps to itself; no hard rule stands between the two, on
 * either side. The order is that of the ids given.
 */
export async function arcsAmong(
  matching: Matching,
  memberIds: readonly string[],
  { minWeight, bestOf, progress, signal }: ArcsWanted,
): Promise<NetworkArc[]> {
  const isIn = new Set(memberIds);
  const best = new BestArcs(bestOf);
  const seen = new Set<string>();
  for (const [done, id] of memberIds.entries()) {
    if (done % atOnce === 0) {
      progress?.(done);
      await setImmediate();
      signal?.throwIfAborted();
    }
    const entry = asUsed(matching, id);
    if (!entry) continue;
    const partners = pairingsFor(entry, matching, 2 * bestOf, {
      accepts: (partner) => isIn.has(partner.id),
    });
    for (const { partner } of partners) {
      const pair = id < partner ? `${id} ${partner}` : `${partner} ${id}`;
      if (seen.has(pair)) continue;
      seen.add(pair);
      for (const arc of arcsOf(matching, id, partner)) if (arc.weight >= minWeight) best.add(arc);
    }
  }
  return best.arcs(memberIds);
}

/** The arcs between two members as they stand now; none where a hard rule keeps them apart. */
export function arcsOf(matching: Matching, one: string, other: string): NetworkArc[] {
  const [a, b] = [asUsed(matching, one), asUsed(matching, other)];
  if (!a || !b || hardRule(a, b, matching) || hardRule(b, a, matching)) return [];
  const found = evaluate(a.seen, b.seen, matching);
  if (!found) return [];
  const { bridge, time, divides, purpose, learning, teaching }: Terms = found.terms;
  const both = bridge * time * divides * purpose;
  return [
    { from: other, to: one, weight: learning * both },
    { from: one, to: other, weight: teaching * both },
  ].filter(({ weight }) => weight > 0);
}

/**
 * Those of some arcs that are there no more as things stand: something that they rest on may no longer be used, was taken
 * back, or a hard rule has come between the two. Weights are not looked at.
 */
export async function arcsGone<Arc extends Pick<NetworkArc, 'from' | 'to'>>(
  matching: Matching,
  arcs: readonly Arc[],
): Promise<readonly Arc[]> {
  const gone: Arc[] = [];
  for (const [done, arc] of arcs.entries()) {
    if (done % (100 * atOnce) === 0) await setImmediate();
    if (!isThere(matching, arc)) gone.push(arc);
  }
  return gone;
}

/** Whether one can still learn from the other, as `arcsOf` finds it. */
export function isThere(matching: Matching, arc: Pick<NetworkArc, 'from' | 'to'>): boolean {
  return arcsOf(matching, arc.from, arc.to).some(
    ({ from, to }) => from === arc.from && to === arc.to,
  );
}

/** Whether two members may not be brought together at all: told apart, or by safety limits. */
export function areApart(matching: Matching, one: string, other: string): boolean {
  const [a, b] = [matching.network.entry(one), matching.network.entry(other)];
  const rule = a && b ? hardRule(a, b, matching) : null;
  return rule === 'DO_NOT_INTRODUCE' || rule === 'SAFETY_LIMIT';
}

/**
 * Why one can learn from the other, as a pairing of the learner: of both sides only what is shown to
 * members, since it may be told to either and to the secretariat.
 */
export function lessonOf(matching: Matching, teacher: string, learner: string): Lesson | null {
  const [entry, partner] = [asUsed(matching, learner), asUsed(matching, teacher)];
  const found = entry && partner && evaluate(entry.seen, partner.seen, matching);
  if (!found) return null;
  const member = entry.seen;
  const pairing = explain(member, partner.seen, found, matching);
  const withheld = { kind: 'WITHHELD', languages: [], through: [], value: null } as const;
  return {
    member,
    pairing: {
      ...pairing,
      learns: isShown(member, 'needs') ? pairing.learns : [],
      bridge: isShown(member, 'languages') ? pairing.bridge : withheld,
      divides: pairing.divides.filter(({ kind }) => isShown(member, ...readOf[kind])),
    },
  };
}

export interface Lesson {
  readonly member: Member;
  readonly pairing: Pairing;
}

const readOf = {
  GEOGRAPHIC: ['country'],
  LINGUISTIC: ['languages'],
  HISTORIC: ['kind', 'workingGroups', 'joinedOn'],
} as const;

/** A member of which nothing is known but what others may use. */
function asUsed({ network }: Matching, id: string): Entry | undefined {
  const entry = network.entry(id);
  return entry && { own: entry.seen, seen: entry.seen };
}

/** The best arcs to each member and from each: an arc stays if it is among either. */
class BestArcs {
  readonly #most: number;
  readonly #to = new Map<string, NetworkArc[]>();
  readonly #from = new Map<string, NetworkArc[]>();

  constructor(most: number) {
    this.#most = most;
  }

  add(arc: NetworkArc): void {
    push(this.#to, arc.to, arc);
    push(this.#from, arc.from, arc);
  }

  arcs(order: readonly string[]): NetworkArc[] {
    const kept = new Set<NetworkArc>();
    for (const lists of [this.#to, this.#from])
      for (const list of lists.values())
        for (const arc of list
          .toSorted((one, other) => other.weight - one.weight)
          .slice(0, this.#most))
          kept.add(arc);
    return order.flatMap((id) => (this.#from.get(id) ?? []).filter((arc) => kept.has(arc)));
  }
}

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

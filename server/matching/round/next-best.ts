import { allowedArcs } from './allowed.ts';
import { circlesOf } from './circles.ts';
import { inIds } from './in-ids.ts';
import type { Instance, Selected } from './instance.ts';
import { possibleIn } from './near.ts';
import { pairsOf } from './pairs.ts';
import type { RoundExchange, RoundResult } from './result.ts';

/** What an exchange is made of, and what each party would have had instead. */
export interface ExchangeTerms {
  readonly members: readonly string[];
  readonly circle: boolean;
  /** The weight of each arc, in giving order, without the bonus. */
  readonly arcs: readonly number[];
  /** What the bonus for circles adds to them. */
  readonly bonus: number;
  /** By party, in the order of the members; null where it had nothing else. */
  readonly nextBest: readonly (NextBest | null)[];
}

export interface NextBest extends RoundExchange {
  /** Whether it would fit beside the other exchanges, if this one fell. */
  readonly fits: boolean;
}

/** So many circles are compared; where there are more, two-way exchanges and one-way ones alone. */
const circlesAtMost = 200_000;

/**
 * The terms of every chosen exchange, and for each party the most valuable exchange that it could be in
 * beside those it is in: one that fits if there is one, else any. Equals fall by their place in the problem.
 */
export function termsOf(
  instance: Instance,
  { exchanges }: Pick<RoundResult, 'exchanges'>,
): ExchangeTerms[] {
  const { ids, from, to, weight, give, receive, oneWay, maxCircle } = instance;
  const allowed = allowedArcs(instance);
  const circles =
    maxCircle < 2
      ? null
      : (circlesOf(instance, allowed, circlesAtMost) ??
        circlesOf({ ...instance, maxCircle: 2 }, allowed, circlesAtMost));
  const chosen = possibleIn({ ...instance, pinned: [] }, exchanges);
  const isChosen = new Set(chosen.map((one) => keyOf(one)));
  const [giveLeft, receiveLeft] = [give.slice(), receive.slice()];
  const used = new Set<number>();
  for (const one of chosen)
    for (const arc of one?.arcs ?? []) {
      giveLeft[from[arc]!]!--;
      receiveLeft[to[arc]!]!--;
      used.add(arc);
    }
  const limits = limitsLeft(instance, used);
  const paired = new Set(
    instance.pairOnce ? chosen.flatMap((one) => (one ? pairsOf(instance, one) : [])) : [],
  );

  const candidates: { readonly selected: Selected; readonly worth: number }[] = [];
  const offer = (selected: Selected) => {
    if (isChosen.has(keyOf(selected))) return;
    candidates.push({ selected, worth: inIds(instance, selected).weight });
  };
  if (oneWay) for (const arc of allowed) offer({ arcs: [arc], circle: false });
  const count = circles?.count ?? 0;
  for (let at = 0; at < count; at++) {
    const { start, arcs: all } = circles!;
    const arcs = [...all.subarray(start[at]!, start[at + 1]!)];
    offer({ arcs, circle: true });
  }
  candidates.sort((one, other) => other.worth - one.worth);
  const byParticipant: Selected[][] = ids.map(() => []);
  for (const { selected } of candidates)
    for (const place of placesOf(instance, selected)) byParticipant[place]!.push(selected);

  const fitsWithout = (selected: Selected, without: Selected): boolean => {
    const freed = new Set(without.arcs);
    const freedPairs = new Set(pairsOf(instance, without));
    if (pairsOf(instance, selected).some((pair) => paired.has(pair) && !freedPairs.has(pair)))
      return false;
    const count = (arcs: readonly number[], end: Int32Array, place: number) =>
      arcs.filter((arc) => end[arc] === place).length;
    return (
      selected.arcs.every(
        (arc) =>
          (!used.has(arc) || freed.has(arc)) &&
          giveLeft[from[arc]!]! + count(without.arcs, from, from[arc]!) >=
            count(selected.arcs, from, from[arc]!) &&
          receiveLeft[to[arc]!]! + count(without.arcs, to, to[arc]!) >=
            count(selected.arcs, to, to[arc]!),
      ) && limits(selected.arcs, without.arcs)
    );
  };

  return exchanges.map(({ members, circle, weight: worth }, at) => {
    const selected = chosen[at]!;
    const arcs = selected.arcs.map((arc) => weight[arc]!);
    return {
      members,
      circle,
      arcs,
      bonus: worth - arcs.reduce((sum, one) => sum + one, 0),
      nextBest: placesOf(instance, selected).map((place): NextBest | null => {
        const others = byParticipant[place]!;
        const fitting = others.find((other) => fitsWithout(other, selected));
        const best = fitting ?? others[0];
        return best ? { ...inIds(instance, best), fits: fitting !== undefined } : null;
      }),
    };
  });
}

/** Whether floors and caps still hold when some arcs are chosen in the place of others. */
function limitsLeft({ floors, caps, from, to }: Instance, used: ReadonlySet<number>) {
  const groups = [
    ...floors.map(({ members, receive }) => {
      const isMember = new Set(members);
      return { counts: (arc: number) => isMember.has(to[arc]!), least: receive, most: Infinity };
    }),
    ...caps.map(({ members, inside }) => {
      const isMember = new Set(members);
      const counts = (arc: number) => isMember.has(from[arc]!) && isMember.has(to[arc]!);
      return { counts, least: 0, most: inside };
    }),
  ].map((group) => ({ ...group, held: [...used].filter(group.counts).length }));
  return (arcs: readonly number[], without: readonly number[]): boolean =>
    groups.every(({ counts, least, most, held }) => {
      const then = held - without.filter(counts).length + arcs.filter(counts).length;
      return then >= least && then <= most;
    });
}

function keyOf(selected: Selected | null): string {
  if (!selected) return '';
  return [selected.circle, ...selected.arcs.toSorted((one, other) => one - other)].join();
}

/** The parties of an exchange, in the order in which its members are told. */
function placesOf({ from, to }: Instance, { arcs, circle }: Selected): number[] {
  const givers = arcs.map((arc) => from[arc]!);
  return circle ? givers : [...givers, to[arcs[0]!]!];
}

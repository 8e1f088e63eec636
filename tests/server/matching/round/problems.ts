import fc from 'fast-check';
import type { RoundProblem } from '../../../../server/matching/round/problem.ts';

/** Which groups a problem has: none, apart or one within another, or crossing each other. */
export type Groups = 'none' | 'nested' | 'overlapping';

const weight = fc.oneof(
  fc.constantFrom(0, 0.5, 1, 1),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: 0, max: 1e9, noNaN: true }),
);

/** Problems small enough to look at every round: up to 5 participants and 9 arcs. */
export function smallProblems(
  kind: { oneWay?: boolean; maxCircle?: number; groups?: Groups; caps?: boolean } = {},
): fc.Arbitrary<RoundProblem> {
  const { groups = 'none' } = kind;
  const names = { none: [], nested: ['all', 'a', 'b'], overlapping: ['all', 'a', 'b', 'c'] }[
    groups
  ];
  const oneOfGroups = names.length > 0 ? fc.constantFrom(...names, 'unknown') : fc.constant('');
  const limits = (most: number) => fc.array(fc.tuple(oneOfGroups, fc.nat(3)), { maxLength: most });
  return fc
    .record({
      count: fc.integer({ min: 2, max: 5 }),
      pairs: fc.uniqueArray(fc.tuple(fc.nat(4), fc.nat(4)), {
        maxLength: 9,
        selector: ([from, to]) => from * 5 + to,
      }),
      weights: fc.array(weight, { minLength: 9, maxLength: 9 }),
      capacities: fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { minLength: 5, maxLength: 5 }),
      member: fc.array(fc.tuple(fc.nat(2), fc.boolean(), fc.boolean()), {
        minLength: 5,
        maxLength: 5,
      }),
      rewards: fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { maxLength: 3 }),
      floors: limits(groups === 'none' ? 0 : 3),
      caps: limits(kind.caps ? 2 : 0),
      forbidden: fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { maxLength: 1 }),
      coverageFirst: fc.boolean(),
      circleBonus: fc.constantFrom(0, 0.2),
    })
    .map((made): RoundProblem => {
      const exists = ([one, other]: readonly [number, number]) =>
        one < made.count && other < made.count && one !== other;
      const groupsOf = (p: number): string[] => {
        const [one, two, three] = made.member[p]!;
        if (groups === 'none') return [];
        if (groups === 'nested') return ['all', ...['a', 'b'].slice(one, one + 1)];
        return ['all', ...(one > 0 ? ['a'] : []), ...(two ? ['b'] : []), ...(three ? ['c'] : [])];
      };
      return {
        maxCircle: kind.maxCircle ?? 0,
        oneWay: kind.oneWay ?? true,
        circleBonus: made.circleBonus,
        coverageFirst: made.coverageFirst,
        participants: Array.from({ length: made.count }, (_, p) => ({
          id: `m${p}`,
          give: made.capacities[p]![0],
          receive: made.capacities[p]![1],
          groups: groupsOf(p),
        })),
        arcs: made.pairs
          .filter(exists)
          .map(([from, to], at) => ({ from: `m${from}`, to: `m${to}`, weight: made.weights[at]! })),
        rewards: made.rewards.toSorted((one, other) => other - one),
        floors: made.floors.map(([group, receive]) => ({ group, receive })),
        caps: made.caps.map(([group, inside]) => ({ group, inside })),
        forbidden: made.forbidden.filter(exists).map(([one, other]) => [`m${one}`, `m${other}`]),
      };
    });
}

/** A problem of any size, the same for the same seed. */
export function problemOf(
  size: number,
  arcsEach: number,
  { seed = 1, ...rest }: Partial<RoundProblem> & { seed?: number } = {},
): RoundProblem {
  let state = seed;
  // The generator of Park and Miller, "Random number generators: good ones are hard to find", 1988.
  const below = (limit: number): number => (state = (state * 48_271) % 2_147_483_647) % limit;
  for (let warm = 0; warm < 5; warm++) below(1);
  const participants = Array.from({ length: size }, (_, p) => ({
    id: `m${p}`,
    give: 1 + below(2),
    receive: 1 + below(3),
    groups: [`third ${p % 3}`, ...(p % 6 === 0 ? ['sixth'] : []), ...(below(2) ? ['half'] : [])],
  }));
  const arcs = participants.flatMap(({ id }, p) => {
    const partners = new Set<number>();
    while (partners.size < Math.min(arcsEach, size - 1)) {
      const partner = below(size);
      if (partner !== p) partners.add(partner);
    }
    return [...partners].map((to) => ({ from: id, to: `m${to}`, weight: below(1e6) / 1e6 }));
  });
  return { oneWay: true, maxCircle: 0, ...rest, participants, arcs };
}

/** Shares of blood groups, and of how many of all donors a patient's antibodies rule out. */
const pool = {
  groups: [
    ['O', 0.4814],
    ['A', 0.3373],
    ['B', 0.1428],
    ['AB', 0.0385],
  ],
  ruledOut: [
    [0.05, 0.7019],
    [0.45, 0.2],
    [0.9, 0.0981],
  ],
} as const;

/**
 * A pool as in kidney exchange: pairs of a patient and a donor who do not fit each other, and an arc from
 * each donor to each patient that it fits by blood group and antibodies. Groups and antibodies make it
 * dense in some places and empty in others, unlike arcs at random.
 *
 * The shares are those of Saidman, Roth, Sönmez, Ünver, Delmonico, "Increasing the opportunity of live
 * kidney donation by matching for two- and three-way exchanges", Transplantation 81, 2006.
 * @param weights 'equal' counts exchanges; 'any' are between 0 and 1
 * @param kept the share of the fitting arcs that is there: 1 gives about 90,000 circles for 300 pairs
 */
export function kidneyPool(
  size: number,
  {
    seed = 1,
    kept = 1,
    weights = 'any',
  }: { seed?: number; kept?: number; weights?: 'equal' | 'any' } = {},
): RoundProblem {
  const random = randomOf(seed);
  const drawn = <T>(shares: readonly (readonly [T, number])[]): T => {
    let left = random();
    for (const [value, share] of shares) if ((left -= share) < 0) return value;
    return shares.at(-1)![0];
  };
  const fits = (donor: string, patient: string) =>
    donor === 'O' || patient === 'AB' || donor === patient;
  const pairs: { donor: string; patient: string; ruledOut: number }[] = [];
  while (pairs.length < size) {
    const pair = {
      donor: drawn(pool.groups),
      patient: drawn(pool.groups),
      ruledOut: drawn(pool.ruledOut),
    };
    // Who fits needs no exchange.
    if (!fits(pair.donor, pair.patient) || random() < pair.ruledOut) pairs.push(pair);
  }
  const arcs = pairs.flatMap(({ donor }, from) =>
    pairs.flatMap(({ patient, ruledOut }, to) => {
      if (from === to || !fits(donor, patient) || random() < ruledOut) return [];
      const weight = weights === 'equal' ? 1 : random();
      return random() < kept ? [{ from: `m${from}`, to: `m${to}`, weight }] : [];
    }),
  );
  const participants = pairs.map((_, p) => ({ id: `m${p}`, give: 1, receive: 1 }));
  return { oneWay: false, maxCircle: 3, participants, arcs };
}

/** The generator of Park and Miller, from 0 up to below 1. */
function randomOf(seed: number): () => number {
  let state = seed;
  const next = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let warm = 0; warm < 5; warm++) next();
  return next;
}

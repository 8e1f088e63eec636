import type { Instance } from '../../../server/matching/round/instance.ts';
import type { RoundProblem } from '../../../server/matching/round/problem.ts';
import { readRound } from '../../../server/matching/round/read.ts';
import { createRandom } from '../../../server/demo/random.ts';
import { kidneyPool, problemOf } from '../../server/matching/round/problems.ts';
import { networkRound } from './networks.ts';

/** A round to be measured, and what is asked of it. */
export interface Row {
  readonly name: string;
  readonly aim: string;
  readonly make: () => Instance | Promise<Instance>;
  /** As long as it takes, where nothing is said. */
  readonly seconds?: number;
  /** Whether others solve it too. */
  readonly compared?: boolean;
}

const everything: Partial<RoundProblem> = {
  coverageFirst: true,
  rewards: [0.5, 0.2],
  floors: [{ group: 'third 0', receive: 120 }],
};
const random =
  (size: number, each: number, more: Partial<RoundProblem> = {}) =>
  () =>
    readRound(problemOf(size, each, more));
const circles = { oneWay: false, maxCircle: 3 };

export const rowsOfBench: readonly Row[] = [
  { name: 'one-way, 2,000 x 20', aim: '', make: random(2_000, 20), compared: true },
  { name: 'one-way, 10,000 x 20', aim: '', make: random(10_000, 20), compared: true },
  { name: 'one-way, contended, 10,000 x 20', aim: '', make: () => contended(10_000, 20) },
  {
    name: 'one-way, contended, 100,000 x 15',
    aim: '5 s, 1 GB',
    make: () => contended(100_000, 15),
  },
  {
    name: 'one-way, contended, 1,000,000 x 8',
    aim: '45 s, 6 GB',
    make: () => contended(1_000_000, 8),
  },
  { name: 'one-way, 300 x 20, everything', aim: '2 s', make: random(300, 20, everything) },
  ...(
    [
      ['5,300 circles', { seed: 2, kept: 0.4 }],
      ['17,800 circles', { seed: 2, kept: 0.6 }],
      ['81,000 circles', { seed: 2 }],
      ['80,000 circles of one worth', { seed: 2, weights: 'equal' }],
    ] as const
  ).map(([name, pool]) => ({
    name: `circles to 3, 300, ${name}`,
    aim: 'proved, 5 s',
    make: () => readRound(kidneyPool(300, pool)),
    seconds: 20,
  })),
  {
    name: 'circles to 3, 300 x 20',
    aim: '0.5%, 10 s',
    make: random(300, 20, circles),
    seconds: 10,
  },
  {
    name: 'circles to 3, 300 x 20',
    aim: '0.1%, 60 s',
    make: random(300, 20, circles),
    seconds: 60,
  },
  {
    name: 'circles to 3, 10,000 x 20',
    aim: '2%, 60 s',
    make: random(10_000, 20, circles),
    seconds: 60,
  },
  ...(
    [
      [1_000, 'one-way', '1%, 20 s', 20],
      [3_000, 'circles to 3', '1%, 20 s', 20],
      [3_000, 'one-way', '1%, 20 s', 20],
      [10_000, 'circles to 3', '2%, 60 s', 60],
    ] as const
  ).map(([size, kind, aim, seconds]) => ({
    name: `network of ${size.toLocaleString('en')}, ${kind}`,
    aim,
    make: async () => readRound(await networkRound(size, { oneWay: kind === 'one-way' })),
    seconds,
  })),
];

/**
 * Many want the same givers: everybody may be given to by so many, who are drawn by a law with a long
 * tail (density as x to the power of -2/3), give once and receive up to three times. What an arc is
 * worth is for three fifths how good the giver is, for the rest how well the two fit.
 */
export function contended(size: number, each: number): Instance {
  const random = createRandom(20261102);
  // Shuffled, so that popularity follows no order (Fisher and Yates).
  const order = Int32Array.from({ length: size }, (_, p) => p);
  for (let last = size - 1; last > 0; last--) {
    const other = random.integer(0, last);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  const quality = Float64Array.from({ length: size }, () => random.next());
  const arcs = size * each;
  const from = new Int32Array(arcs);
  const to = new Int32Array(arcs);
  const weight = new Float64Array(arcs);
  let arc = 0;
  for (let receiver = 0; receiver < size; receiver++) {
    const givers = new Set<number>();
    while (givers.size < each) {
      const giver = order[Math.floor(random.next() ** 3 * size)]!;
      if (giver !== receiver) givers.add(giver);
    }
    for (const giver of givers) {
      from[arc] = giver;
      to[arc] = receiver;
      weight[arc++] = Math.round((0.6 * quality[giver]! + 0.4 * random.next()) * 1e6) / 1e6;
    }
  }
  return {
    ...readRound({ oneWay: true, maxCircle: 0, participants: [], arcs: [] }),
    ids: Array.from({ length: size }, (_, p) => `m${p}`),
    give: new Int32Array(size).fill(1),
    receive: Int32Array.from({ length: size }, () => random.integer(1, 3)),
    received: new Int32Array(size),
    from,
    to,
    weight,
  };
}

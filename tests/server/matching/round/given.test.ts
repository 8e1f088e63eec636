import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Infeasible } from '../../../../server/matching/round/outcome.ts';
import type { RoundProblem } from '../../../../server/matching/round/problem.ts';
import { readRound } from '../../../../server/matching/round/read.ts';
import type { RoundResult } from '../../../../server/matching/round/result.ts';
import { solveRound } from '../../../../server/matching/round/solve.ts';
import { verifyRound } from '../../../../server/matching/round-verifier/verify.ts';
import { bestByBruteForce } from './brute-force.ts';
import { problemOf, smallProblems } from './problems.ts';

/** Problems in which some possible exchanges are pinned, circles excluded and pairs kept apart. */
function given(kind: Parameters<typeof smallProblems>[0]) {
  return fc
    .tuple(
      fc
        .tuple(smallProblems(kind), fc.boolean())
        .map(([problem, pairOnce]): RoundProblem => ({ ...problem, pairOnce })),
      fc.array(fc.nat(9), { maxLength: 2 }),
      fc.array(fc.nat(4), { maxLength: 2 }),
    )
    .chain(([problem, pins, apart]) =>
      fc.constant({ problem, pins, apart: apart.length === 2 ? apart : [] }),
    );
}

/** Pins what a round without floors and caps holds, so that it is possible together. */
async function withGiven({
  problem,
  pins,
  apart,
}: {
  problem: RoundProblem;
  pins: readonly number[];
  apart: readonly number[];
}): Promise<RoundProblem> {
  const [one = 0, other = 0] = apart;
  const count = problem.participants.length;
  const isPair = one !== other && one < count && other < count;
  const narrowed: RoundProblem = {
    ...problem,
    ...(isPair && { apart: [[`m${one}`, `m${other}`]] }),
  };
  const free = { ...narrowed, floors: [], caps: [], coverageFirst: false };
  const { exchanges } = await solveRound(readRound(free));
  const circles = exchanges.filter(({ circle }) => circle);
  const chosen = [...new Set(pins.flatMap((pin) => exchanges[pin % exchanges.length] ?? []))];
  const excluded = circles.filter((one) => !chosen.includes(one)).slice(0, 1);
  return {
    ...narrowed,
    pinned: chosen.map(({ members, circle }) => ({ members, circle })),
    excluded: excluded.map(({ members }) => [...members.slice(1), members[0]!]),
  };
}

async function expectBest(problem: RoundProblem): Promise<void> {
  let instance;
  try {
    instance = readRound(problem);
  } catch (error) {
    // More inside a group is pinned than its cap allows.
    expect((error as Error).message).toMatch(/^caps\[\d\]: \d arcs inside .* are pinned/);
    expect(bestByBruteForce(problem)).toBeNull();
    return;
  }
  const best = bestByBruteForce(problem);
  if (!best) {
    await expect(solveRound(instance)).rejects.toThrow(Infeasible);
    return;
  }
  const result = await solveRound(instance);
  expect(verifyRound(instance, result).faults).toEqual([]);
  expect(result.optimal).toBe(true);
  const scale = Math.max(1, best.objective);
  expect(result.objective / scale).toBeCloseTo(best.objective / scale, 5);
  if (problem.coverageFirst) expect(result.covered).toBe(best.covered);
}

describe('a round in which something is given', () => {
  it.each<[string, Parameters<typeof smallProblems>[0]]>([
    ['one-way', { groups: 'nested' }],
    ['of circles', { maxCircle: 4, oneWay: false }],
    ['of both', { maxCircle: 3, oneWay: true, groups: 'overlapping', caps: true }],
  ])('is the best that holds what is pinned and not what is ruled out: %s', async (_, kind) => {
    await fc.assert(
      fc.asyncProperty(given(kind), async (made) => expectBest(await withGiven(made))),
      { numRuns: 150, seed: 7 },
    );
  });

  it('is worth nothing less when what it holds anyway is pinned', async () => {
    const problem = problemOf(40, 5, { seed: 4, rewards: [0.5, 0.2], coverageFirst: true });
    const best = await solveRound(readRound(problem));
    const pinned = best.exchanges.slice(0, 12).map(({ members, circle }) => ({ members, circle }));
    const result = await solveRound(readRound({ ...problem, pinned }));
    expect(result.objective).toBeCloseTo(best.objective, 9);
    expect(result.optimal).toBe(true);
  });

  it.each([false, true])(
    'earns a first reward once, though the first receive is pinned (circles: %s)',
    async (circles) => {
      const problem: RoundProblem = {
        oneWay: true,
        maxCircle: circles ? 2 : 0,
        circleBonus: circles ? 0.5 : 0,
        participants: ['a', 'b', 'c', 'd'].map((id) => ({ id, give: 2, receive: 2 })),
        arcs: [
          { from: 'a', to: 'b', weight: 1 },
          { from: 'c', to: 'b', weight: 1 },
          { from: 'c', to: 'd', weight: 0.5 },
        ],
        rewards: [3, 1],
        pinned: [{ members: ['a', 'b'], circle: false }],
      };
      const instance = readRound({
        ...problem,
        participants: problem.participants.map((one) => ({ ...one, give: 1 })),
      });
      const result = await solveRound(instance);
      expect(verifyRound(instance, result).faults).toEqual([]);
      // To b again it would earn the second reward alone: 1 + 3 + 1 + 1.
      expect(result.objective).toBe(1 + 3 + 0.5 + 3);
      expect(result).toMatchObject({ optimal: true, covered: 2 });
    },
  );

  it.each([0, 2, 3])(
    'has two in one exchange at most, where that is asked for (circles up to %i)',
    async (maxCircle) => {
      const problem: RoundProblem = {
        oneWay: true,
        maxCircle,
        participants: ['a', 'b', 'c'].map((id) => ({ id, give: 2, receive: 2 })),
        arcs: [
          { from: 'a', to: 'b', weight: 1 },
          { from: 'b', to: 'a', weight: 2 },
          { from: 'b', to: 'c', weight: 1 },
          { from: 'c', to: 'a', weight: 1 },
        ],
      };
      const worth = async (of: RoundProblem, options = {}) => {
        const instance = readRound(of);
        const result = await solveRound(instance, options);
        expect(verifyRound(instance, result).faults).toEqual([]);
        return result.objective;
      };
      expect(await worth(problem)).toBe(5);
      // Both ways between a and b in one exchange hold one of the others back, or one way is left out.
      const best = bestByBruteForce({ ...problem, pairOnce: true })!.objective;
      expect(await worth({ ...problem, pairOnce: true })).toBeCloseTo(best, 6);
      expect(await worth({ ...problem, pairOnce: true }, { circlesAtMost: 0 })).toBeLessThan(5.1);
      const circles = { ...problem, oneWay: false, maxCircle: 3, pairOnce: true };
      expect(await worth(circles)).toBeCloseTo(bestByBruteForce(circles)!.objective, 6);
    },
  );

  it('names what is pinned and not possible', () => {
    const problem: RoundProblem = {
      maxCircle: 3,
      participants: ['a', 'b', 'c'].map((id) => ({ id, give: 1, receive: 1 })),
      arcs: [
        { from: 'a', to: 'b', weight: 1 },
        { from: 'b', to: 'a', weight: 1 },
        { from: 'b', to: 'c', weight: 1 },
        { from: 'c', to: 'b', weight: 1 },
      ],
    };
    const pin = (...pinned: (readonly [readonly string[], boolean])[]) =>
      readRound({ ...problem, pinned: pinned.map(([members, circle]) => ({ members, circle })) });
    expect(() => pin([['a', 'b'], false])).toThrow(/^pinned\[0\]: a one-way exchange/);
    expect(() => pin([['a', 'c'], true])).toThrow(/^pinned\[0\]: from a to c there is no arc/);
    expect(() => pin([['a', 'b'], true], [['b', 'c'], true])).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(/^pinned\[1\]: b would give 2 times, allowed are 1/),
        ...{ at: 1, obstacle: 'PLACES', lacking: 'b' },
      }),
    );
    expect(() => pin([['a', 'x'], true])).toThrow(/^pinned\[0\]: there is no participant "x"/);
    expect(() => pin([['a'], true])).toThrow(/^pinned\[0\]\.members: .* a list of two ids/);
  });

  it('is refused by the verifier when it misses them', async () => {
    const members = ['a', 'b', 'c', 'd'];
    const round: RoundProblem = {
      maxCircle: 4,
      participants: members.map((id) => ({ id, give: 1, receive: 1 })),
      arcs: members.flatMap((from) =>
        members.filter((to) => to !== from).map((to) => ({ from, to, weight: 1 })),
      ),
    };
    const result = {
      ...(await solveRound(readRound(round))),
      exchanges: [{ members, circle: true, weight: 4 }],
    } as unknown as RoundResult;
    const faults = (of: Partial<RoundProblem>) =>
      verifyRound(readRound({ ...round, ...of }), result).faults.join();
    expect(faults({})).toBe('');
    expect(faults({ pinned: [{ members: ['c', 'd', 'a', 'b'], circle: true }] })).toBe('');
    expect(faults({ pinned: [{ members: ['a', 'b'], circle: true }] })).toMatch(/^pinned\[0\]/);
    expect(faults({ excluded: [['b', 'c', 'd', 'a']] })).toMatch(/^excluded\[0\]/);
    expect(faults({ apart: [['a', 'c']] })).toMatch(/^apart\[0\]: a and c/);
    const twice = {
      ...result,
      exchanges: [
        { members: ['a', 'b', 'c'], circle: true, weight: 3 },
        { members: ['a', 'c'], circle: true, weight: 2 },
      ],
    };
    const many = { ...round, participants: members.map((id) => ({ id, give: 2, receive: 2 })) };
    const found = (pairOnce: boolean) =>
      verifyRound(readRound({ ...many, pairOnce }), twice).faults;
    expect(found(true).join()).toMatch(/exchanges\[1\]: a and c are in another exchange/);
    expect(found(false).join()).not.toMatch(/another exchange/);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Infeasible } from '../../../../server/matching/round/outcome.ts';
import type { RoundProblem } from '../../../../server/matching/round/problem.ts';
import { readRound } from '../../../../server/matching/round/read.ts';
import { solveRound } from '../../../../server/matching/round/solve.ts';
import { verifyRound } from '../../../../server/matching/round-verifier/verify.ts';
import { bestByBruteForce } from './brute-force.ts';
import { problemOf, smallProblems } from './problems.ts';

async function solved(problem: RoundProblem) {
  const instance = readRound(problem);
  const result = await solveRound(instance);
  expect(verifyRound(instance, result).faults).toEqual([]);
  return result;
}

/** Branch and bound compares with tolerances of a millionth. */
async function expectBest(problem: RoundProblem): Promise<void> {
  const best = bestByBruteForce(problem);
  if (!best) {
    await expect(solved(problem)).rejects.toThrow(Infeasible);
    return;
  }
  const result = await solved(problem);
  expect(result.optimal).toBe(true);
  expect(result.objective / Math.max(1, best.objective)).toBeCloseTo(
    best.objective / Math.max(1, best.objective),
    5,
  );
  if (problem.coverageFirst) expect(result.covered).toBe(best.covered);
}

const runs = { numRuns: 60, seed: 7 };

describe('a round of circles', () => {
  it.each([2, 3, 4])('up to %i long is the best there is', async (maxCircle) => {
    await fc.assert(
      fc.asyncProperty(smallProblems({ maxCircle, oneWay: false }), expectBest),
      runs,
    );
  });

  it('may have one-way exchanges beside its circles', async () => {
    await fc.assert(
      fc.asyncProperty(smallProblems({ maxCircle: 3, oneWay: true }), expectBest),
      runs,
    );
  });

  it('keeps floors and caps on any groups, or says that they cannot be kept', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          smallProblems({ maxCircle: 3, oneWay: false, groups: 'overlapping', caps: true }),
          smallProblems({ maxCircle: 0, groups: 'overlapping', caps: true }),
          smallProblems({ maxCircle: 3, oneWay: true, groups: 'overlapping', caps: true }),
        ),
        expectBest,
      ),
      { numRuns: 120, seed: 7 },
    );
  });

  it('is never worth less when longer circles are allowed', async () => {
    let before = 0;
    for (const maxCircle of [0, 2, 3, 4]) {
      const { objective } = await solved(problemOf(24, 4, { seed: 6, oneWay: false, maxCircle }));
      expect(objective).toBeGreaterThanOrEqual(before - 1e-6);
      before = objective;
    }
    expect(before).toBeGreaterThan(0);
  });

  it('names floors and caps that cannot hold together', async () => {
    await expect(
      solved({
        participants: ['a', 'b', 'c', 'd'].map((id) => ({
          id,
          give: 1,
          receive: 1,
          groups: id < 'c' ? ['one'] : ['other'],
        })),
        arcs: [
          ['a', 'b'],
          ['b', 'a'],
          ['c', 'd'],
          ['d', 'c'],
        ].map(([from, to]) => ({ from: from!, to: to!, weight: 1 })),
        floors: [
          { group: 'other', receive: 1 },
          { group: 'one', receive: 2 },
        ],
        caps: [
          { group: 'one', inside: 1 },
          { group: 'other', inside: 2 },
        ],
      }),
    ).rejects.toMatchObject({
      conflict: ['the floor of 2 receives in "one"', 'the cap of 1 arcs inside "one"'],
    });
  });

  it('says who is in no circle', async () => {
    const { unmatched, exchanges } = await solved({
      maxCircle: 2,
      participants: ['a', 'b', 'c', 'd'].map((id) => ({ id, give: 1, receive: 1 })),
      arcs: [
        { from: 'a', to: 'b', weight: 1 },
        { from: 'b', to: 'a', weight: 0.5 },
        { from: 'b', to: 'c', weight: 1 },
        { from: 'd', to: 'a', weight: 0.2 },
        { from: 'a', to: 'd', weight: 0.2 },
      ],
    });
    expect(exchanges).toEqual([{ members: ['a', 'b'], circle: true, weight: 1.5 }]);
    expect(unmatched).toEqual([
      { id: 'c', reason: 'NOT_IN_A_CIRCLE' },
      { id: 'd', reason: 'BETTER_USED_ELSEWHERE' },
    ]);
  });

  it('comes out the same twice, and stopped with a bound that is true', async () => {
    const instance = readRound(problemOf(60, 8, { seed: 2, oneWay: false, maxCircle: 3 }));
    const stopAt = (steps: number) => ({ stop: (done: number) => done >= steps, seed: 5 });
    const best = await solveRound(instance, { seed: 5 });
    expect(best.optimal).toBe(true);
    const [one, other] = [
      await solveRound(instance, stopAt(200)),
      await solveRound(instance, stopAt(200)),
    ];
    expect(one).toEqual(other);
    expect(verifyRound(instance, one).faults).toEqual([]);
    expect(one.bound).toBeGreaterThanOrEqual(best.objective - 1e-6);
  });

  it('is right wherever it is stopped, with coverage first too', async () => {
    const instance = readRound(
      problemOf(200, 5, { seed: 2, oneWay: false, maxCircle: 3, coverageFirst: true }),
    );
    const kinds = new Set<string>();
    for (const at of [0, 1, 5, 10, 20, 30, 40, 60, 80, 120, 240, 480]) {
      // Only what is asked after so many questions is stopped, so that every phase is cut short once.
      let asked = 0;
      const result = await solveRound(instance, { stop: () => ++asked > at });
      expect(verifyRound(instance, result).faults, `stopped after ${at}`).toEqual([]);
      kinds.add(result.boundKind);
    }
    expect([...kinds].toSorted()).toEqual(['DUAL', 'SEARCH']);
  });

  it('of which there are too many to compare is good, with a bound of prices', async () => {
    const problem = problemOf(60, 10, { seed: 3, oneWay: false, maxCircle: 3, circleBonus: 0.2 });
    const instance = readRound(problem);
    const best = await solveRound(instance);
    const result = await solveRound(instance, { circlesAtMost: 200 });
    expect(verifyRound(instance, result)).toEqual({ faults: [], trustsSearch: false });
    expect(result).toMatchObject({ boundKind: 'DUAL', optimal: false });
    expect(result.bound).toBeGreaterThanOrEqual(best.objective);
    expect(result.objective).toBeLessThanOrEqual(best.objective + 1e-6);
    expect(result.objective).toBeGreaterThan(0.75 * best.objective);
  });

  it('that is stopped at once still has a round and a bound', async () => {
    const instance = readRound(problemOf(60, 8, { seed: 2, oneWay: false, maxCircle: 3 }));
    const result = await solveRound(instance, { stop: () => true });
    expect(verifyRound(instance, result).faults).toEqual([]);
    expect(result.objective).toBeGreaterThan(0);
    expect(result.bound).toBeLessThan(Infinity);
  });
});

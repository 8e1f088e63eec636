import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Infeasible, NothingFound } from '../../../../server/matching/round/outcome.ts';
import type { RoundProblem } from '../../../../server/matching/round/problem.ts';
import { readRound } from '../../../../server/matching/round/read.ts';
import { solveRound } from '../../../../server/matching/round/solve.ts';
import { verifyRound } from '../../../../server/matching/round-verifier/verify.ts';
import { bestByBruteForce } from './brute-force.ts';
import { problemOf, smallProblems } from './problems.ts';

async function solved(problem: RoundProblem) {
  const instance = readRound(problem);
  const result = await solveRound(instance);
  expect(verifyRound(instance, result)).toEqual({ faults: [], trustsSearch: false });
  return result;
}

const runs = { numRuns: 400, seed: 7 };

describe('a one-way round', () => {
  it('is the best there is, and its prices prove it', async () => {
    await fc.assert(
      fc.asyncProperty(smallProblems(), async (problem) => {
        const result = await solved(problem);
        const best = bestByBruteForce(problem)!;
        expect(result.optimal).toBe(true);
        expect(result.objective / Math.max(1, best.objective)).toBeCloseTo(
          best.objective / Math.max(1, best.objective),
          9,
        );
        if (problem.coverageFirst) expect(result.covered).toBe(best.covered);
      }),
      runs,
    );
  });

  it('keeps floors on groups within each other, or says that they cannot be kept', async () => {
    let infeasible = 0;
    await fc.assert(
      fc.asyncProperty(smallProblems({ groups: 'nested' }), async (problem) => {
        const best = bestByBruteForce(problem);
        if (!best) {
          infeasible++;
          await expect(solved(problem)).rejects.toThrow(Infeasible);
          return;
        }
        const result = await solved(problem);
        expect(result.optimal).toBe(true);
        expect(result.objective / Math.max(1, best.objective)).toBeCloseTo(
          best.objective / Math.max(1, best.objective),
          9,
        );
        if (problem.coverageFirst) expect(result.covered).toBe(best.covered);
      }),
      runs,
    );
    expect(infeasible).toBeGreaterThan(20);
  });

  it('names a smallest set of floors that cannot hold together', async () => {
    const problem: RoundProblem = {
      oneWay: true,
      maxCircle: 0,
      participants: [
        { id: 'giver', give: 2, receive: 0 },
        { id: 'a', give: 0, receive: 2, groups: ['a', 'all'] },
        { id: 'b', give: 0, receive: 2, groups: ['b', 'all'] },
        { id: 'c', give: 0, receive: 2, groups: ['c', 'all'] },
      ],
      arcs: ['a', 'b', 'c'].map((to) => ({ from: 'giver', to, weight: 1 })),
      floors: [
        { group: 'all', receive: 2 },
        { group: 'a', receive: 1 },
        { group: 'b', receive: 1 },
        { group: 'c', receive: 1 },
      ],
    };
    await expect(solved(problem)).rejects.toMatchObject({
      conflict: [
        'the floor of 1 receives in "a"',
        'the floor of 1 receives in "b"',
        'the floor of 1 receives in "c"',
      ],
    });
    await expect(
      solved({ ...problem, floors: [...problem.floors!, { group: 'nobody', receive: 1 }] }),
    ).rejects.toMatchObject({ conflict: ['the floor of 1 receives in "nobody"'] });
  });

  it('says why somebody receives nothing', async () => {
    const { unmatched } = await solved({
      oneWay: true,
      maxCircle: 0,
      participants: [
        { id: 'giver', give: 1, receive: 0 },
        { id: 'taken', give: 0, receive: 1 },
        { id: 'elsewhere', give: 0, receive: 1 },
        { id: 'limited', give: 0, receive: 1 },
        { id: 'floor', give: 0, receive: 1, groups: ['g'] },
        { id: 'full', give: 1, receive: 0 },
        { id: 'unwanted', give: 1, receive: 1 },
      ],
      arcs: [
        { from: 'giver', to: 'taken', weight: 1 },
        { from: 'giver', to: 'elsewhere', weight: 0.5 },
        { from: 'giver', to: 'floor', weight: 0.1 },
        { from: 'taken', to: 'limited', weight: 1 },
        { from: 'giver', to: 'full', weight: 1 },
      ],
      floors: [{ group: 'g', receive: 1 }],
    });
    expect(Object.fromEntries(unmatched.map(({ id, reason }) => [id, reason]))).toEqual({
      giver: 'NO_ARC',
      taken: 'FLOOR_OR_CAP',
      elsewhere: 'BETTER_USED_ELSEWHERE',
      limited: 'CAPACITY',
      full: 'CAPACITY',
      unwanted: 'NO_ARC',
    });
  });

  it('is found for a network of hundreds, with coverage, rewards and floors', async () => {
    for (const seed of [1, 2, 3]) {
      const problem = problemOf(300, 8, {
        seed,
        coverageFirst: true,
        rewards: [0.5, 0.2],
        floors: [
          { group: 'third 0', receive: 140 },
          { group: 'sixth', receive: 70 },
        ],
      });
      const result = await solved(problem);
      expect(result.optimal).toBe(true);
      expect(result.covered).toBe(result.coveredBound);
    }
  });

  it('never loses by an arc more, and scales with its weights', async () => {
    await fc.assert(
      fc.asyncProperty(smallProblems(), async (made) => {
        const problem = { ...made, coverageFirst: false };
        const { objective } = await solved(problem);
        const without = await solved({ ...problem, arcs: problem.arcs.slice(1) });
        expect(without.objective).toBeLessThanOrEqual(objective * (1 + 1e-9) + 1e-9);
        const scaled = await solved({
          ...problem,
          arcs: problem.arcs.map((arc) => ({ ...arc, weight: arc.weight * 4 })),
          rewards: problem.rewards!.map((reward) => reward * 4),
        });
        expect(scaled.objective / 4 / Math.max(1, objective)).toBeCloseTo(
          objective / Math.max(1, objective),
          9,
        );
      }),
      { numRuns: 100, seed: 7 },
    );
  });

  it('is worth the same whatever the participants are called and in whichever order they come', async () => {
    const problem = problemOf(60, 6, { seed: 4, rewards: [0.3] });
    const renamed = {
      ...problem,
      participants: problem.participants.map((one) => ({ ...one, id: `x${one.id}` })).toReversed(),
      arcs: problem.arcs
        .map(({ from, to, weight }) => ({ from: `x${from}`, to: `x${to}`, weight }))
        .toReversed(),
    };
    expect((await solved(renamed)).objective).toBeCloseTo((await solved(problem)).objective, 9);
  });

  it('of nobody is worth nothing', async () => {
    const result = await solved({ oneWay: true, participants: [], arcs: [] });
    expect(result).toMatchObject({ objective: 0, bound: 0, optimal: true, exchanges: [] });
  });

  it('that is stopped is possible all the same, and its bound is true', async () => {
    const problem = problemOf(3000, 12, { seed: 5 });
    const instance = readRound(problem);
    const best = await solveRound(instance);
    const result = await solveRound(instance, { stop: () => true });
    expect(verifyRound(instance, result).faults).toEqual([]);
    expect(result.optimal).toBe(false);
    expect(result.objective).toBeGreaterThan(0);
    expect(result.objective).toBeLessThan(best.objective);
    expect(result.bound).toBeGreaterThanOrEqual(best.objective);
    // Every receive takes a pivot, and the first question comes after some thousand.
    const large = problemOf(12_000, 6, { floors: [{ group: 'third 0', receive: 5500 }] });
    await expect(solveRound(readRound(large), { stop: () => true })).rejects.toThrow(NothingFound);
  });
});

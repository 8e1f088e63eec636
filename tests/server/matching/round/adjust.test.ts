import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustRound } from '../../../../server/matching/round/adjust.ts';
import { termsOf } from '../../../../server/matching/round/next-best.ts';
import type { RoundProblem } from '../../../../server/matching/round/problem.ts';
import { readRound } from '../../../../server/matching/round/read.ts';
import type { RoundExchange } from '../../../../server/matching/round/result.ts';
import { solveRound } from '../../../../server/matching/round/solve.ts';
import { verifyRound } from '../../../../server/matching/round-verifier/verify.ts';
import { bestByBruteForce } from './brute-force.ts';
import { problemOf, smallProblems } from './problems.ts';

async function adjusted(problem: RoundProblem, change: Partial<RoundProblem>) {
  const before = { instance: readRound(problem), result: await solveRound(readRound(problem)) };
  const instance = readRound({ ...problem, ...change });
  const { result, whole } = await adjustRound(before, instance);
  expect(verifyRound(instance, result).faults).toEqual([]);
  return { before: before.result, result, whole, instance };
}

async function solvedFirst(problem: RoundProblem) {
  const instance = readRound(problem);
  return { instance, result: await solveRound(instance) };
}

const key = ({ members, circle }: RoundExchange) => `${circle} ${members.join()}`;

describe('a round that is adjusted', () => {
  it('keeps to what was asked for, with a bound that is true', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          smallProblems({ maxCircle: 3, oneWay: false }),
          smallProblems({ groups: 'nested' }),
          smallProblems({ maxCircle: 3, oneWay: true, groups: 'none' }),
        ),
        fc.nat(4),
        fc.boolean(),
        async (made, which, pins) => {
          const problem = { ...made, floors: [] };
          const { exchanges } = await solveRound(readRound(problem));
          if (exchanges.length === 0) return;
          const { members, circle } = exchanges[which % exchanges.length]!;
          const change: Partial<RoundProblem> = pins
            ? { pinned: [{ members, circle }] }
            : { forbidden: [...(problem.forbidden ?? []), [members[0]!, members[1]!]] };
          const { result, before } = await adjusted(problem, change);
          const best = bestByBruteForce({ ...problem, ...change })!;
          const margin = 1e-5 * Math.max(1, best.objective);
          if (result.covered === best.covered || !problem.coverageFirst)
            expect(result.bound).toBeGreaterThanOrEqual(best.objective - margin);
          expect(result.coveredBound).toBeGreaterThanOrEqual(best.covered);
          if (pins) expect(result.objective).toBeGreaterThanOrEqual(before.objective - margin);
        },
      ),
      { numRuns: 150, seed: 7 },
    );
  });

  it('changes what is near and leaves the rest as it is', async () => {
    const problem = problemOf(300, 6, { seed: 5, oneWay: false, maxCircle: 3 });
    const first = await solveRound(readRound(problem));
    const { members } = first.exchanges[0]!;
    const { before, result, whole } = await adjusted(problem, {
      forbidden: [[members[0]!, members[1]!]],
    });
    expect(whole).toBe(false);
    expect(result.exchanges.map(key)).not.toContain(key(before.exchanges[0]!));
    const kept = new Set(result.exchanges.map(key));
    expect(before.exchanges.filter((one) => kept.has(key(one))).length).toBeGreaterThan(
      0.7 * before.exchanges.length,
    );
    expect(result.bound).toBeCloseTo(before.bound, 9);
    expect(result.objective).toBeGreaterThan(0.97 * before.objective);
  });

  it('holds what is pinned in place of what it had, with the same bound', async () => {
    const problem = problemOf(300, 6, { seed: 5, oneWay: false, maxCircle: 3 });
    const { instance, result: first } = await solvedFirst(problem);
    const other = termsOf(instance, first).flatMap(({ nextBest }) => nextBest[0] ?? [])[0]!;
    const { before, result, whole } = await adjusted(problem, {
      pinned: [{ members: other.members, circle: true }],
    });
    expect(whole).toBe(false);
    expect(before.exchanges.map(key)).not.toContain(key(other));
    expect(result.exchanges.map(key)).toContain(key(other));
    expect(result.bound).toBeCloseTo(before.bound, 9);
  });

  it('is solved as a whole where coverage comes first and fewer would receive', async () => {
    const problem = problemOf(300, 6, {
      seed: 5,
      oneWay: false,
      maxCircle: 3,
      coverageFirst: true,
    });
    const { result: first } = await solvedFirst(problem);
    // Whoever is in one exchange alone is then in none.
    const alone = first.exchanges.find(({ members }) => members.length === 2)!.members[0]!;
    const forbidden = problem.arcs
      .filter(({ from, to }) => from === alone || to === alone)
      .map(({ from, to }): [string, string] => [from, to]);
    const { result, before, whole } = await adjusted(problem, { forbidden });
    expect(result.covered).toBeLessThan(before.covered);
    expect(whole).toBe(true);
    expect(result.optimal).toBe(true);
  });

  it('is solved as a whole where more is possible than before', async () => {
    const problem = problemOf(60, 5, { seed: 5, oneWay: false, maxCircle: 2 });
    const { result, whole, before } = await adjusted(problem, { maxCircle: 3 });
    expect(whole).toBe(true);
    expect(result.optimal).toBe(true);
    expect(result.objective).toBeGreaterThanOrEqual(before.objective);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Infeasible, NotPossible } from '../../../../server/matching/round/outcome.ts';
import type { RoundProblem } from '../../../../server/matching/round/problem.ts';
import { readRound } from '../../../../server/matching/round/read.ts';
import { solveRound } from '../../../../server/matching/round/solve.ts';
import { verifyRound } from '../../../../server/matching/round-verifier/verify.ts';
import { bestByBruteForce } from './brute-force.ts';
import { problemOf, smallProblems } from './problems.ts';

/** So few arcs are compared that prices have to do. */
const tooLarge = { circlesAtMost: 0 };

describe('a round too large to be searched for', () => {
  it('keeps everything and is proved by prices that are true', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          smallProblems({ groups: 'overlapping', caps: true }),
          smallProblems({ maxCircle: 3, groups: 'overlapping', caps: true }),
        ),
        async (problem) => {
          const instance = readRound(problem);
          const best = bestByBruteForce(problem);
          let result;
          try {
            result = await solveRound(instance, tooLarge);
          } catch (error) {
            expect(error).toSatisfy((e) => e instanceof NotPossible || e instanceof Infeasible);
            return;
          }
          found++;
          // A flow, or a round of no arcs at all, needs no prices of limits.
          expect(verifyRound(instance, result).faults).toEqual([]);
          const margin = 1e-7 * Math.max(1, best!.objective);
          if (!problem.coverageFirst || result.covered === best!.covered) {
            expect(result.bound).toBeGreaterThanOrEqual(best!.objective - margin);
            expect(result.objective).toBeLessThanOrEqual(best!.objective + margin);
          }
          expect(result.coveredBound).toBeGreaterThanOrEqual(best!.covered);
          if (result.optimal) expect(result.objective).toBeCloseTo(best!.objective, 5);
        },
      ),
      { numRuns: 300, seed: 7 },
    );
    expect(found).toBeGreaterThan(100);
  });

  it.each<[string, number, Partial<RoundProblem>]>([
    ['caps', 0.01, { caps: ['half', 'third 0'].map((group) => ({ group, inside: 9 })) }],
    [
      'floors that overlap',
      0.01,
      {
        floors: [
          { group: 'third 0', receive: 50 },
          { group: 'half', receive: 80 },
          { group: 'sixth', receive: 30 },
        ],
      },
    ],
    ['a bonus for circles', 0.2, { maxCircle: 3, circleBonus: 0.2 }],
  ])('comes near to its bound: %s', async (_, gap, limits) => {
    const instance = readRound(problemOf(120, 8, { seed: 3, ...limits }));
    const result = await solveRound(instance, tooLarge);
    expect(verifyRound(instance, result)).toEqual({ faults: [], trustsSearch: false });
    expect(result.boundKind).toBe('DUAL');
    expect(result.bound - result.objective).toBeLessThan(gap * result.bound);
    const again = await solveRound(instance, tooLarge);
    expect(again).toEqual(result);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Found } from '../../../../server/matching/round/found.ts';
import type { RoundProblem } from '../../../../server/matching/round/problem.ts';
import { readRound } from '../../../../server/matching/round/read.ts';
import { solveRound } from '../../../../server/matching/round/solve.ts';
import { bestByBruteForce } from './brute-force.ts';
import { problemOf, smallProblems } from './problems.ts';

/** Everything that is told while a round is searched for. */
async function toldOf(problem: RoundProblem): Promise<Found[]> {
  const all: Found[] = [];
  const found = (look: () => Found | null) => {
    const one = look();
    if (one) all.push(one);
  };
  await solveRound(readRound(problem), { found }).catch(() => undefined);
  return all;
}

describe('the best round found so far', () => {
  it('is never worth more, nor proved to be better, than any round is', async () => {
    await fc.assert(
      fc.asyncProperty(
        smallProblems({ maxCircle: 3, groups: 'overlapping', caps: true }),
        fc.boolean(),
        async (problem, coverageFirst) => {
          const best = bestByBruteForce({ ...problem, coverageFirst });
          for (const one of await toldOf({ ...problem, coverageFirst })) {
            const margin = 1e-6 * Math.max(1, best!.objective);
            if (!coverageFirst || one.covered === best!.covered)
              expect(one.objective).toBeLessThanOrEqual(best!.objective + margin);
            expect(one.covered).toBeLessThanOrEqual(one.coveredBound);
            expect(one.bound).toBeGreaterThanOrEqual(best!.objective - margin);
            if (coverageFirst) expect(one.coveredBound).toBeGreaterThanOrEqual(best!.covered);
          }
        },
      ),
      { numRuns: 80, seed: 11 },
    );
  });

  it('is told with a bound that the best round keeps, while there are better ones', async () => {
    for (const seed of [1, 2, 3]) {
      const asked = { seed, maxCircle: 3, oneWay: true, coverageFirst: true, circleBonus: 0.2 };
      const problem = problemOf(60, 6, asked);
      const best = await solveRound(readRound(problem));
      const told = await toldOf(problem);
      expect(told.some(({ objective }) => objective < best.objective)).toBe(true);
      for (const { bound, coveredBound } of told) {
        expect(bound).toBeGreaterThanOrEqual(best.objective - 1e-6);
        expect(coveredBound).toBeGreaterThanOrEqual(best.covered);
      }
    }
  });

  it('counts what is pinned, and is what is taken when time is up', async () => {
    const problem = { ...problemOf(60, 6, { maxCircle: 3, oneWay: true }), circleBonus: 0.2 };
    const [first] = (await solveRound(readRound(problem))).exchanges;
    const { members, circle } = first!;
    const pinned = readRound({ ...problem, pinned: [{ members, circle }] });
    let last: Found | null = null;
    const { exchanges, objective, covered } = await solveRound(pinned, {
      stop: (done) => done > 300,
      found: (look) => (last = look() ?? last),
    });
    expect(last).toMatchObject({ exchanges: exchanges.length, covered });
    expect(last!.objective).toBeCloseTo(objective, 9);
  });
});

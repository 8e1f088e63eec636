import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Infeasible, NotPossible } from '../../../../server/matching/round/outcome.ts';
import type { RoundProblem } from '../../../../server/matching/round/problem.ts';
import { readRound } from '../../../../server/matching/round/read.ts';
import { solveRound } from '../../../../server/matching/round/solve.ts';
import { isFlow } from '../../../../server/matching/round/ways.ts';
import { verifyRound } from '../../../../server/matching/round-verifier/verify.ts';
import { bestByBruteForce } from './brute-force.ts';
import { problemOf, smallProblems } from './problems.ts';

/** Whatever is nearly a flow is solved by flows. */
const byFlows = { searchedAtMost: -1 };

const everything: Partial<RoundProblem> = {
  maxCircle: 3,
  circleBonus: 0.2,
  coverageFirst: true,
  pairOnce: true,
  rewards: [0.3, 0.1],
  floors: [{ group: 'third 0', receive: 60 }],
};

describe('a one-way round that is nearly a flow, by flows', () => {
  it('is possible, and its bound is true', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          smallProblems({ maxCircle: 3, groups: 'nested' }),
          smallProblems({ maxCircle: 3, groups: 'overlapping', caps: true }),
          smallProblems({ maxCircle: 0, groups: 'overlapping', caps: true }),
        ),
        fc.boolean(),
        async (made, pairOnce) => {
          const problem = { ...made, pairOnce, circleBonus: 0.2 };
          const instance = readRound(problem);
          const best = bestByBruteForce(problem);
          let result;
          try {
            result = await solveRound(instance, byFlows);
          } catch (error) {
            expect(error).toSatisfy((e) => e instanceof NotPossible || e instanceof Infeasible);
            if (error instanceof Infeasible) expect(best).toBeNull();
            return;
          }
          found++;
          expect(verifyRound(instance, result).faults).toEqual([]);
          const margin = 1e-7 * Math.max(1, best!.objective);
          expect(result.coveredBound).toBeGreaterThanOrEqual(best!.covered);
          if (problem.coverageFirst && result.covered < best!.covered) return;
          expect(result.bound).toBeGreaterThanOrEqual(best!.objective - margin);
          expect(result.objective).toBeLessThanOrEqual(best!.objective + margin);
          if (result.optimal) expect(result.objective).toBeCloseTo(best!.objective, 5);
        },
      ),
      { numRuns: 250, seed: 11 },
    );
    expect(found).toBeGreaterThan(60);
  });

  it('agrees with branch and bound, and comes near to its own bound', async () => {
    const instance = readRound(problemOf(150, 12, { seed: 5, ...everything }));
    const limited = { stop: (done: number) => done > 6_000 };
    const flows = await solveRound(instance, { ...byFlows, ...limited });
    const exact = await solveRound(instance, limited);
    expect(verifyRound(instance, flows).faults).toEqual([]);
    expect(flows.covered).toBe(exact.covered);
    expect(flows.objective).toBeLessThanOrEqual(exact.bound * (1 + 1e-9));
    expect(exact.objective).toBeLessThanOrEqual(flows.bound * (1 + 1e-9));
    expect(flows.bound - flows.objective).toBeLessThan(0.01 * flows.bound);
    expect(await solveRound(instance, { ...byFlows, ...limited })).toEqual(flows);
  });

  it('comes near to its bound where floors overlap and a cap is in the way, coverage first', async () => {
    const instance = readRound({
      ...problemOf(150, 12, { seed: 5, ...everything }),
      floors: [
        { group: 'third 0', receive: 70 },
        { group: 'half', receive: 95 },
        { group: 'sixth', receive: 30 },
      ],
      caps: [{ group: 'half', inside: 30 }],
    });
    const limited = { stop: (done: number) => done > 6_000 };
    const flows = await solveRound(instance, { ...byFlows, ...limited });
    const exact = await solveRound(instance, limited);
    expect(verifyRound(instance, flows).faults).toEqual([]);
    expect(flows.boundKind).toBe('SEARCH');
    expect(flows.covered).toBe(exact.covered);
    expect(exact.objective).toBeLessThanOrEqual(flows.bound * (1 + 1e-9));
    expect(flows.bound - flows.objective).toBeLessThan(0.01 * flows.bound);
    expect(await solveRound(instance, { ...byFlows, ...limited })).toEqual(flows);
  });

  it('is a flow where two are in one exchange at most and may be a circle', async () => {
    await fc.assert(
      fc.asyncProperty(smallProblems({ maxCircle: 2, groups: 'nested' }), async (made) => {
        const problem = { ...made, pairOnce: true, circleBonus: 0 };
        const best = bestByBruteForce(problem);
        const instance = readRound(problem);
        expect(isFlow(instance)).toBe(true);
        if (!best) return;
        const result = await solveRound(instance);
        expect(verifyRound(instance, result)).toEqual({ faults: [], trustsSearch: false });
        if (made.coverageFirst) expect(result.covered).toBe(best.covered);
        expect(result.objective).toBeCloseTo(best.objective, 5);
      }),
      { numRuns: 100, seed: 3 },
    );
  });

  it('is proved best where two are in one exchange at most and may not be a circle', async () => {
    const problem = { ...problemOf(150, 12, { seed: 5 }), maxCircle: 0, pairOnce: true };
    const instance = readRound(problem);
    expect(isFlow(instance)).toBe(false);
    const flows = await solveRound(instance, byFlows);
    expect(verifyRound(instance, flows).faults).toEqual([]);
    const exact = await solveRound(instance);
    expect(flows.objective).toBeCloseTo(exact.objective, 5);
    expect(flows.bound - flows.objective).toBeLessThan(1e-3 * flows.bound);
  });

  it('has a round and a bound where it is stopped at once', async () => {
    const instance = readRound(problemOf(150, 12, { seed: 5, ...everything }));
    const result = await solveRound(instance, { ...byFlows, stop: () => true });
    expect(verifyRound(instance, result).faults).toEqual([]);
    expect(result.objective).toBeGreaterThan(0);
    expect(result.bound).toBeLessThan(Infinity);
  });
});

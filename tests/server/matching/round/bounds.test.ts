import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedArcs } from '../../../../server/matching/round/allowed.ts';
import { Branching } from '../../../../server/matching/round/branching.ts';
import { circlesOf } from '../../../../server/matching/round/circles.ts';
import { exchangeModel } from '../../../../server/matching/round/exchange-model.ts';
import { highsLoaded } from '../../../../server/matching/round/linear-model.ts';
import type { RoundProblem } from '../../../../server/matching/round/problem.ts';
import { readRound } from '../../../../server/matching/round/read.ts';
import { solveRound } from '../../../../server/matching/round/solve.ts';
import { Work } from '../../../../server/matching/round/work.ts';
import { verifyRound } from '../../../../server/matching/round-verifier/verify.ts';
import { bestByBruteForce } from './brute-force.ts';
import { kidneyPool, smallProblems } from './problems.ts';

function modelOf(problem: RoundProblem) {
  const instance = readRound(problem);
  const allowed = allowedArcs(instance);
  return exchangeModel(instance, allowed, circlesOf(instance, allowed, Infinity)!).model;
}

const problems = fc.oneof(
  smallProblems({ maxCircle: 3, oneWay: false, groups: 'overlapping', caps: true }),
  smallProblems({ maxCircle: 3, oneWay: true, groups: 'overlapping', caps: true }),
);
const runs = { numRuns: 80, seed: 11 };

describe('what is known of a round before it is found', () => {
  it('is a bound that holds at any prices', () => {
    fc.assert(
      fc.property(
        problems.map((problem) => ({ ...problem, coverageFirst: false })),
        fc.infiniteStream(fc.double({ min: -1, max: 1, noNaN: true })),
        (problem, numbers) => {
          const best = bestByBruteForce(problem);
          if (!best) return;
          const model = modelOf(problem);
          const largest = model.profits.reduce((one, other) => Math.max(one, other), 1);
          const prices = Float64Array.from(
            { length: model.rows },
            () => (numbers.next().value as number) * largest,
          );
          const none = new Float64Array(model.columns);
          const { bound } = model.boundOf(prices, none, model.most);
          expect(bound).toBeGreaterThanOrEqual(best.objective - 1e-7 * largest);
        },
      ),
      runs,
    );
  });

  it('leaves out no column of every best round, nor a row that matters', async () => {
    const highs = await highsLoaded();
    fc.assert(
      fc.property(
        problems.map((problem) => ({ ...problem, coverageFirst: false })),
        (problem) => {
          const best = bestByBruteForce(problem);
          const model = modelOf(problem);
          if (!best || model.columns === 0) return;
          const work = new Work(() => false);
          // HiGHS compares with tolerances.
          const margin = 1e-6 * model.profits.reduce((one, other) => Math.max(one, other), 1);
          // All that is better than a little less than the best is the best.
          const start = { values: null, worth: best.objective - margin };
          const whole = new Branching(highs, model, start, work);
          const narrower = model.restricted(whole.hopeful(), new Float64Array(model.columns));
          const rest = new Branching(highs, narrower, start, work);
          rest.advance();
          expect(rest.values).not.toBeNull();
          expect(Math.abs(rest.worth - best.objective)).toBeLessThanOrEqual(margin);
          expect(rest.bound).toBeGreaterThanOrEqual(best.objective - margin / 1e3);
          for (const branching of [whole, rest]) branching.dispose();
        },
      ),
      runs,
    );
  });

  // The second is searched in neighbourhoods too, and in some of them nobody has anything in common.
  it.each([
    [0.4, 20_000],
    [0.6, 60_000],
  ])('is enough to prove a pool of 300 pairs with thousands of circles, %d', async (kept, most) => {
    const instance = readRound(kidneyPool(300, { seed: 2, kept }));
    let steps = 0;
    const result = await solveRound(instance, { stop: (done) => (steps = done) > most });
    expect(verifyRound(instance, result).faults).toEqual([]);
    expect(result.optimal, `after ${steps} steps`).toBe(true);
  });
});

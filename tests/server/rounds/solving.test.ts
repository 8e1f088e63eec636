import { describe, expect, it } from 'vitest';
import type { Found } from '../../../server/matching/round/found.ts';
import { readRound } from '../../../server/matching/round/read.ts';
import { verifyRound } from '../../../server/matching/round-verifier/verify.ts';
import { solveInThread } from '../../../server/rounds/solving.ts';
import { problemOf } from '../matching/round/problems.ts';

describe('a round that is solved in a thread of its own', () => {
  it('is told of while a better one is searched for, and taken when that is enough', async () => {
    const instance = readRound(problemOf(300, 20, { maxCircle: 3, oneWay: false }));
    const enough = new AbortController();
    const told: Found[] = [];
    const result = await solveInThread(instance, {
      seconds: 60,
      enough: enough.signal,
      found: (best) => {
        told.push(best);
        enough.abort();
      },
    });
    expect(told.length).toBeGreaterThan(0);
    const { exchanges, covered, objective, bound } = told[0]!;
    expect(exchanges).toBeGreaterThan(0);
    expect(covered).toBeGreaterThan(exchanges);
    expect(result.optimal).toBe(false);
    expect(result.objective).toBeGreaterThanOrEqual(objective);
    expect(bound).toBeGreaterThanOrEqual(result.objective);
    expect(verifyRound(instance, result).faults).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { RoundProblem } from '../../../../server/matching/round/problem.ts';
import { readRound } from '../../../../server/matching/round/read.ts';
import { solveRound } from '../../../../server/matching/round/solve.ts';
import { verifyRound } from '../../../../server/matching/round-verifier/verify.ts';
import { bestByExactModel } from './exact-model.ts';
import { problemOf } from './problems.ts';

describe('a round of some dozens is worth what an independent exact model finds', () => {
  const floors = [
    { group: 'third 0', receive: 14 },
    { group: 'sixth', receive: 6 },
  ];
  const crossing = [...floors.slice(0, 1), { group: 'half', receive: 12 }];
  it.each<[string, RoundProblem]>([
    ['one-way', problemOf(80, 6, { seed: 11 })],
    ['one-way, rewards', problemOf(60, 6, { seed: 12, rewards: [0.5, 0.3] })],
    ['one-way, nested floors', problemOf(40, 5, { seed: 13, floors })],
    ['one-way, floors that overlap', problemOf(40, 5, { seed: 14, floors: crossing })],
    ['one-way, a cap', problemOf(40, 5, { seed: 15, caps: [{ group: 'half', inside: 3 }] })],
    ['one-way with circles', problemOf(10, 4, { seed: 16, maxCircle: 3, circleBonus: 0.2 })],
    ['circles of 2', problemOf(14, 5, { seed: 17, oneWay: false, maxCircle: 2 })],
    ['circles to 3', problemOf(12, 4, { seed: 18, oneWay: false, maxCircle: 3 })],
    [
      'circles to 4, rewards',
      problemOf(11, 3, { seed: 19, oneWay: false, maxCircle: 4, rewards: [0.4] }),
    ],
    [
      'circles, a cap',
      problemOf(12, 4, {
        seed: 20,
        oneWay: false,
        maxCircle: 3,
        caps: [{ group: 'half', inside: 1 }],
      }),
    ],
  ])('%s', async (_, problem) => {
    const instance = readRound(problem);
    const result = await solveRound(instance);
    expect(verifyRound(instance, result).faults).toEqual([]);
    expect(result.optimal).toBe(true);
    expect(result.objective).toBeGreaterThan(0);
    expect(result.objective).toBeCloseTo(await bestByExactModel(problem), 5);
  });
});

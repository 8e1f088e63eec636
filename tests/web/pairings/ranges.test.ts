import { describe, expect, it } from 'vitest';
import { factors, rangesOf, standingIn } from '../../../web/lib/pairings/ranges.ts';

const policy = Object.entries({
  timeBase: 0.7,
  purposeBase: 0.8,
  exposureAtLeast: 0.9,
  exposureAtMost: 1.1,
  geographicWeight: 0.5,
  linguisticWeight: 0.25,
  historicWeight: 0.25,
}).map(([name, value]) => ({ name, value }));

describe('the ranges of the terms', () => {
  it('follow from the constants of the policy', () => {
    expect(rangesOf(policy)).toEqual({
      mutual: [0, 1],
      bridge: [0, 1],
      time: [0.7, 1],
      divides: [0.5, 1],
      purpose: [0.8, 1],
      exposure: [0.9, 1.1],
    });
  });

  it('are there for every term', () => {
    const ranges = rangesOf([]);
    for (const factor of factors) expect(ranges[factor]).toHaveLength(2);
  });

  it('are said in thirds', () => {
    expect([0.7, 0.79, 0.81, 0.89, 0.91, 1].map((value) => standingIn([0.7, 1], value))).toEqual([
      'low',
      'low',
      'middle',
      'middle',
      'high',
      'high',
    ]);
    expect(standingIn([1, 1], 1)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../server/demo/random.ts';

describe('the generator of the demonstration network', () => {
  it('draws the published sequence of mulberry32', () => {
    const random = createRandom(1);
    const drawn = Array.from({ length: 4 }, () => random.next() * 2 ** 32);
    expect(drawn).toEqual([2_693_262_067, 11_749_833, 2_265_367_787, 4_213_581_821]);
  });

  it('keeps within bounds and reaches both ends', () => {
    const random = createRandom(7);
    const drawn = new Set(Array.from({ length: 200 }, () => random.integer(2, 4)));
    expect([...drawn].sort()).toEqual([2, 3, 4]);
  });

  it('draws by weight, and never what weighs nothing', () => {
    const random = createRandom(3);
    const weights: Record<string, number> = { often: 9, seldom: 1, never: 0 };
    const counts: Record<string, number> = { often: 0, seldom: 0, never: 0 };
    for (let draw = 0; draw < 2000; draw += 1) {
      const value = random.weighted(Object.keys(weights), (name) => weights[name] ?? 0);
      counts[value] = (counts[value] ?? 0) + 1;
    }
    expect(counts.never).toBe(0);
    expect(counts.seldom! / 2000).toBeCloseTo(0.1, 1);
    expect(() => random.weighted(['never'], () => 0)).toThrow(RangeError);
  });

  it('samples without repeating, and not more than there is', () => {
    const random = createRandom(5);
    expect(random.sample([1, 2, 3, 4], 9).sort()).toEqual([1, 2, 3, 4]);
    expect(random.sample([1, 2, 3, 4], 2)).toHaveLength(2);
    expect(random.sample([1, 2, 3], 3, (value) => value - 1)).not.toContain(1);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exposureFactors } from '../../../../server/matching/factors/exposure.ts';
import { defaultPolicy, policyWith } from '../../../../server/matching/policy.ts';
import { sampled } from '../networks.ts';

const ledger = fc.dictionary(
  fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 3 }),
  fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 1000 })),
  { minKeys: 1, maxKeys: 40, noNullPrototype: true },
);
const bounds = fc
  .record({
    exposureAtLeast: fc.double({ min: 0.5, max: 0.99, noNaN: true }),
    exposureAtMost: fc.double({ min: 1.01, max: 1.5, noNaN: true }),
  })
  .map(policyWith);

const factors = (shown: Record<string, number>, policy = defaultPolicy) =>
  exposureFactors(new Map(Object.entries(shown)), Object.keys(shown), policy);
const mean = (of: ReadonlyMap<string, number>) =>
  [...of.values()].reduce((sum, factor) => sum + factor, 0) / of.size;

describe('the exposure factors', () => {
  it('stay within the bounds of the policy and keep their mean at 1', () => {
    fc.assert(
      fc.property(ledger, bounds, (shown, policy) => {
        const found = factors(shown, policy);
        for (const factor of found.values()) {
          expect(factor).toBeGreaterThanOrEqual(policy.exposureAtLeast - 1e-12);
          expect(factor).toBeLessThanOrEqual(policy.exposureAtMost + 1e-12);
        }
        expect(mean(found)).toBeCloseTo(1, 9);
      }),
      sampled,
    );
  });

  it('never rise with how often a member was shown, and differ wherever the bounds allow', () => {
    fc.assert(
      fc.property(ledger, (shown) => {
        const found = factors(shown);
        const byCount = Object.keys(shown).sort((x, y) => shown[x]! - shown[y]!);
        for (const [i, id] of byCount.entries()) {
          const next = byCount[i + 1];
          if (next === undefined) break;
          const [one, other] = [found.get(id)!, found.get(next)!];
          expect(one).toBeGreaterThanOrEqual(other);
          if (shown[id] === shown[next]) expect(one).toBe(other);
          else if (one < 1.1 - 1e-9 && other > 0.9 + 1e-9) expect(one).toBeGreaterThan(other);
        }
      }),
      sampled,
    );
  });

  it('do not depend on the order of members, nor on one named twice', () => {
    fc.assert(
      fc.property(ledger, (shown) => {
        const ids = Object.keys(shown);
        const other = exposureFactors(
          new Map(Object.entries(shown).toReversed()),
          ids.toReversed().concat(ids),
          defaultPolicy,
        );
        expect(new Map([...other].sort())).toEqual(new Map([...factors(shown)].sort()));
      }),
      sampled,
    );
  });

  it('are 1 for an empty ledger, and where all were shown equally often', () => {
    expect(exposureFactors(new Map(), ['a', 'b'], defaultPolicy)).toEqual(
      new Map([
        ['a', 1],
        ['b', 1],
      ]),
    );
    expect([...factors({ a: 7, b: 7, c: 7 }).values()]).toEqual([1, 1, 1]);
    expect(exposureFactors(new Map([['a', 3]]), [], defaultPolicy)).toEqual(new Map());
  });

  it('lift those never shown to the upper bound, and push the crowd-pullers to the lower one', () => {
    const found = factors({ a: 0, b: 99, c: 99, d: 99, e: 99, f: 9_999 });
    expect(found.get('a')).toBeCloseTo(1.1, 12);
    expect(found.get('f')).toBeCloseTo(0.9, 12);
    expect(found.get('b')).toBeCloseTo(1, 2);
  });

  it('hardly move for a ledger that has little in it', () => {
    const shown = Object.fromEntries(
      Array.from({ length: 50 }, (_, i) => [`m${i}`, i === 0 ? 1 : 0]),
    );
    const found = factors(shown);
    expect(found.get('m0')).toBeCloseTo(2 ** (Math.log(0.9) / Math.log(3)), 2);
    expect(found.get('m1')).toBeCloseTo(1, 2);
  });

  it('leave out whoever does not take part', () => {
    const shown = new Map([
      ['a', 1],
      ['b', 5],
      ['paused', 1_000],
    ]);
    const found = exposureFactors(shown, ['a', 'b', 'c'], defaultPolicy);
    expect([...found.keys()]).toEqual(['a', 'b', 'c']);
    expect(found.get('c')).toBeGreaterThan(found.get('a')!);
  });

  it('are switched off by a bound of 1', () => {
    for (const off of [{ exposureAtLeast: 1 }, { exposureAtMost: 1 }])
      for (const factor of factors({ a: 0, b: 5, c: 50 }, policyWith(off)).values())
        expect(factor).toBeCloseTo(1, 12);
  });

  it('refuse a count that is none', () => {
    for (const count of [-1, Number.NaN, Infinity])
      expect(() => factors({ a: count })).toThrow(RangeError);
  });
});

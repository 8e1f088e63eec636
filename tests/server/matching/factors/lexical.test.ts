import { describe, expect, it } from 'vitest';
import {
  bigrams,
  dice,
  labelOf,
  lexicalSimilarity,
  likeness,
  slips,
} from '../../../../server/matching/factors/lexical.ts';

const alike = (x: string, y: string) => dice(bigrams(x), bigrams(y));

describe('likeness of labels', () => {
  it('counts bigrams word by word, edges included', () => {
    expect(bigrams('land').size).toBe(5);
    expect(bigrams('a').size).toBe(2);
    expect(bigrams('land land').size).toBe(5);
    expect(bigrams('').size).toBe(0);
    // By code points: a letter beyond the basic plane is one letter.
    expect(bigrams('𞤀𞤁').size).toBe(3);
  });

  it('does not depend on word order', () => {
    expect(alike('budget analysis', 'analysis budget')).toBe(1);
  });

  it('forgives a missing word and a misspelling by degrees', () => {
    expect(alike('housing right', 'housing')).toBeCloseTo((2 * 8) / (14 + 8), 12);
    expect(alike('land', 'island')).toBeCloseTo((2 * 4) / (5 + 7), 12);
    expect(alike('ارض', 'اراض')).toBeCloseTo((2 * 3) / (4 + 5), 12);
    expect(alike('land', 'water')).toBe(0);
    expect(alike('', '')).toBe(0);
  });

  it('counts slips: a letter too many, too few, wrong, or two that changed places', () => {
    const between = (x: string, y: string) => slips([...x], [...y]);
    expect(between('eviction', 'eviction')).toBe(0);
    expect(between('eviction', 'evicttion')).toBe(1);
    expect(between('eviction', 'evction')).toBe(1);
    expect(between('eviction', 'evicsion')).toBe(1);
    expect(between('eviction', 'evcition')).toBe(1);
    expect(between('eviction', 'evcitoin')).toBe(2);
    expect(between('', 'ab')).toBe(2);
    expect(between('ab', '')).toBe(2);
    // By letters, as bigrams are.
    expect(between('𞤀𞤁', '𞤁𞤀')).toBe(1);
  });

  it('weighs a slip no more than it is, where half of the bigrams are common', () => {
    const alike = (x: string, y: string) => likeness(labelOf(x), labelOf(y));
    expect(alike('forced eviction', 'forced evcition')).toBeCloseTo(1 - 1 / 15, 12);
    // 4 of 5 and 7 bigrams; two letters more of six.
    expect(alike('land', 'island')).toBeCloseTo(2 / 3, 12);
    // All of its 3 bigrams but one are others, though only one of two letters is.
    expect(alike('ab', 'ax')).toBeCloseTo((2 * 1) / (3 + 3), 12);
    expect(alike('budget analysis', 'analysis budget')).toBe(1);
    expect(alike('', '')).toBe(0);
  });

  it('takes the best pair of labels, and nothing below the threshold', () => {
    const labels = (...all: string[]) => all.map(labelOf);
    expect(lexicalSimilarity(labels('terre', 'land'), labels('tierra', 'land'), 1)).toBe(1);
    expect(lexicalSimilarity(labels('land'), labels('island'), 0.66)).toBeCloseTo(2 / 3, 12);
    expect(lexicalSimilarity(labels('land'), labels('island'), 0.67)).toBe(0);
    expect(lexicalSimilarity([], labels('land'), 0)).toBe(0);
  });
});

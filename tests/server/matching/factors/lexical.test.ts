import { describe, expect, it } from 'vitest';
import { dice, lexicalSimilarity, bigrams } from '../../../../server/matching/factors/lexical.ts';

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

  it('takes the best pair of labels, and nothing below the threshold', () => {
    const labels = (...all: string[]) => all.map(bigrams);
    expect(lexicalSimilarity(labels('terre', 'land'), labels('tierra', 'land'), 1)).toBe(1);
    expect(lexicalSimilarity(labels('land'), labels('island'), 0.66)).toBeCloseTo(2 / 3, 12);
    expect(lexicalSimilarity(labels('land'), labels('island'), 0.67)).toBe(0);
    expect(lexicalSimilarity([], labels('land'), 0)).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { dice, lexicalSimilarity, trigrams } from '../../../server/matching/lexical.ts';

const alike = (x: string, y: string) => dice(trigrams(x), trigrams(y));

describe('likeness of labels', () => {
  it('counts trigrams word by word, edges included', () => {
    expect(trigrams('land').size).toBe(4);
    expect(trigrams('a').size).toBe(1);
    expect(trigrams('land land').size).toBe(4);
    expect(trigrams('').size).toBe(0);
    // By code points: a letter beyond the basic plane is one letter.
    expect(trigrams('𞤀𞤁').size).toBe(2);
  });

  it('does not depend on word order', () => {
    expect(alike('budget analysis', 'analysis budget')).toBe(1);
  });

  it('forgives a missing word and a misspelling by degrees', () => {
    expect(alike('housing right', 'housing')).toBeCloseTo((2 * 7) / (12 + 7), 12);
    expect(alike('land', 'island')).toBeCloseTo((2 * 3) / (4 + 6), 12);
    expect(alike('ارض', 'اراض')).toBeCloseTo(2 / 7, 12);
    expect(alike('land', 'water')).toBe(0);
    expect(alike('', '')).toBe(0);
  });

  it('takes the best pair of labels, and nothing below the threshold', () => {
    const labels = (...all: string[]) => all.map(trigrams);
    expect(lexicalSimilarity(labels('terre', 'land'), labels('tierra', 'land'), 1)).toBe(1);
    expect(lexicalSimilarity(labels('land'), labels('island'), 0.6)).toBeCloseTo(0.6, 12);
    expect(lexicalSimilarity(labels('land'), labels('island'), 0.61)).toBe(0);
    expect(lexicalSimilarity([], labels('land'), 0)).toBe(0);
  });
});

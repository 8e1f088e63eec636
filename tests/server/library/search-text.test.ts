import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excludes, searchable, searchesFor } from '../../../server/library/search-text.ts';

describe('the words that a text is found by', () => {
  it.each([
    ['Évictions forcées', 'évictions forcées evictions forcees'],
    ['Plain words, 2030!', 'plain words 2030'],
    ['«L’eau» – peer-learning', 'l eau peer learning'],
    ['الحَقُّ في الأرض والمياه', 'الحق في الأرض والمياه حق في ارض مياه'],
    ['<script>alert(1)</script>', 'script alert 1 script'],
    ['  ', ''],
  ])('%j', (text, words) => {
    // Vowel signs belong to what is written, and are not in what is bare.
    expect(searchable(text).replace(/[\u064b-\u0652]/g, '')).toBe(words);
  });

  it('are parted where a script does not part them', () => {
    expect(searchable('土地权利 training').split(' ').length).toBeGreaterThan(2);
  });
});

describe('a search', () => {
  it.each([
    ['land rights', ['land rights']],
    ['“land rights” -mining', ['"land rights" -mining']],
    ['peer-learning - and ---x', ['peer learning and -x']],
    ['-éviction', ['-éviction', '-eviction']],
    ['!!! & | ( ) :* <->', []],
    ['', []],
  ])('%j', (search, searches) => expect(searchesFor(search)).toEqual(searches));

  it('excludes what has a minus before it', () => {
    expect(excludes('land -mining')).toBe(true);
    expect(excludes('-"open pit"')).toBe(true);
    expect(excludes('peer-learning - land')).toBe(false);
  });

  it('holds nothing but words and the three signs, and is short', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        for (const search of searchesFor(text)) {
          expect(search).toMatch(/^[\p{L}\p{M}\p{N}" -]*$/u);
          expect(search.length).toBeLessThan(2_000);
        }
      }),
      { seed: 4, numRuns: 500 },
    );
  });
});

import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { locales } from '../../../server/i18n/locales.ts';
import { builtinTopics } from '../../../server/taxonomy/builtin.ts';
import { TopicLookup } from '../../../server/taxonomy/lookup.ts';

const builtin = new TopicLookup(builtinTopics);

describe('finding a built-in topic', () => {
  it('works by its key and by every label in every language', () => {
    const missed = builtinTopics.flatMap(({ key, labels, alternative }) =>
      [key, ...locales.flatMap((locale) => [labels[locale], ...alternative[locale]])].filter(
        (name) => !isDeepStrictEqual(builtin.find(name), { found: key }),
      ),
    );
    expect(missed).toEqual([]);
  });

  it.each([
    ['budget-analysis', 'budget-analysis'],
    [' budget-analysis ', 'budget-analysis'],
    ['Budget analysis', 'budget-analysis'],
    ['BUDGET ANALYSES', 'budget-analysis'],
    ['Analysis of budgets', undefined],
    ['analysis, budget', 'budget-analysis'],
    ['analyse budgetaire', 'budget-analysis'],
    ['Analisis presupuestario', 'budget-analysis'],
    ['تحليل موازنات', 'budget-analysis'],
    ['تَحليل الموازنات', 'budget-analysis'],
    ['Community organizing', 'community-organising'],
    ['Forced eviction', 'forced-evictions'],
    ['expulsion forcee', 'forced-evictions'],
    ['desalojo forzoso', 'forced-evictions'],
    ['الحق في السكن', 'housing'],
    ['التقاضي الإستراتيجي', 'strategic-litigation'],
    ['fpic', 'free-prior-and-informed-consent'],
    ["women's land rights", 'womens-land-rights'],
  ])('takes %j as %j', (name, key) => {
    const result = builtin.find(name);
    expect('found' in result ? result.found : undefined).toBe(key);
  });
});

describe('finding a topic', () => {
  const lookup = new TopicLookup([
    { key: 'b', labels: { en: 'Seeds' }, alternative: { en: ['Plants'] } },
    {
      key: 'a',
      labels: { en: 'Gardens', fr: 'Jardins' },
      alternative: { en: ['Seed', 'Plants'], fr: ['c'] },
    },
    { key: 'c', labels: { fr: 'Mers' } },
    { key: 'd', labels: { fr: 'Mer', en: 'Sea' } },
    { key: 'nothing', labels: { en: '!' } },
  ]);

  it('prefers a preferred label to an alternative one of another topic', () => {
    expect(lookup.find('seed')).toEqual({ found: 'b' });
  });

  it('prefers a key to any label', () => {
    expect(lookup.find('c')).toEqual({ found: 'c' });
    expect(lookup.find('C')).toEqual({ found: 'a' });
  });

  it('says which topics share a name', () => {
    expect(lookup.find('plant')).toEqual({ ambiguous: ['a', 'b'] });
    expect(lookup.find('mer')).toEqual({ ambiguous: ['c', 'd'] });
  });

  it('finds nothing where there are no letters', () => {
    expect(lookup.find('')).toEqual({ unknown: true, nearest: [] });
    expect(lookup.find('!')).toEqual({ unknown: true, nearest: [] });
  });

  it('finds topics that were added later, and takes no key twice', () => {
    const growing = new TopicLookup([]);
    expect(growing.find('Bees')).toEqual({ unknown: true, nearest: [] });
    growing.add({ key: 'bees', labels: { en: 'Bees' } });
    expect(growing.find('bee')).toEqual({ found: 'bees' });
    expect(() => growing.add({ key: 'bees', labels: { en: 'Wasps' } })).toThrow('bees');
    expect(growing.find('wasp')).toMatchObject({ unknown: true });
  });
});

describe('the nearest names of an unknown topic', () => {
  const nearest = (name: string, locale?: 'fr' | 'ar') => {
    const result = builtin.find(name, locale);
    return 'unknown' in result ? result.nearest : [];
  };

  it('correct misspellings in any language', () => {
    expect(nearest('Buget analisys')[0]).toBe('Budget analysis');
    expect(nearest('Strategc litigation')[0]).toBe('Strategic litigation');
    expect(nearest('soberania alimentarya')[0]).toBe('Food sovereignty');
    expect(nearest('التقاظي الاستراتيجي')[0]).toBe('Strategic litigation');
  });

  it('are in the language of the reader', () => {
    expect(nearest('Buget analisys', 'fr')[0]).toBe('Analyse budgétaire');
    expect(nearest('Buget analisys', 'ar')[0]).toBe('تحليل الموازنات');
  });

  it('are at most three, each once, and none where nothing is alike', () => {
    const names = nearest('community');
    expect(names).toHaveLength(3);
    expect(new Set(names).size).toBe(3);
    expect(nearest('Zzyzx')).toEqual([]);
    // One beginning in common is not enough.
    expect(nearest('Wax museum tours')).toEqual([]);
  });

  it('fall back to English, then to whatever language the topic has', () => {
    const lookup = new TopicLookup([
      { key: 'bees', labels: { en: 'Beekeeping' } },
      { key: 'abeilles', labels: { es: 'Beekeepers' } },
    ]);
    expect(lookup.find('beekeepin', 'fr')).toEqual({
      unknown: true,
      nearest: ['Beekeeping', 'Beekeepers'],
    });
  });

  it('come in the same order whatever the order of the topics', () => {
    const topics = ['x', 'y', 'z', 'w'].map((key) => ({ key, labels: { en: `Honey ${key}` } }));
    const names = { unknown: true, nearest: ['Honey w', 'Honey x', 'Honey y'] };
    expect(new TopicLookup(topics).find('honey')).toEqual(names);
    expect(new TopicLookup(topics.toReversed()).find('honey')).toEqual(names);
  });
});

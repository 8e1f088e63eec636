import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import ar from '../../../server/i18n/ar.json' with { type: 'json' };
import en from '../../../server/i18n/en.json' with { type: 'json' };
import es from '../../../server/i18n/es.json' with { type: 'json' };
import fr from '../../../server/i18n/fr.json' with { type: 'json' };
import { locales, negotiateLocale } from '../../../server/i18n/locales.ts';

const catalogues: Record<string, Record<string, string>> = { ar, en, es, fr };

/** The names of the values that a message needs, those in its plural forms too. */
function valuesOf(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound || element.type === TYPE.tag)
      return [];
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [element.value];
    return [
      element.value,
      ...Object.values(element.options).flatMap(({ value }) => valuesOf(value)),
    ];
  });
}

describe.each(locales)('the catalogue %s', (locale) => {
  const catalogue = catalogues[locale] ?? {};

  it('has the messages of the English one, with the same values', () => {
    expect(Object.keys(catalogue).toSorted()).toEqual(Object.keys(en).toSorted());
    for (const [key, text] of Object.entries(en)) {
      const values = (message: string) => [...new Set(valuesOf(parse(message)))].toSorted();
      expect(values(catalogue[key] ?? ''), key).toEqual(values(text));
    }
  });

  it('has every plural form of its language', () => {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    for (const [key, text] of Object.entries(catalogue)) {
      for (const element of parse(text)) {
        if (element.type !== TYPE.plural) continue;
        // "many" of French and Spanish is for millions, which no message counts to.
        const needed = forms.filter((form) => locale === 'ar' || form !== 'many');
        expect(Object.keys(element.options), key).toEqual(expect.arrayContaining(needed));
      }
    }
  });
});

describe('the language of an answer', () => {
  it.each([
    [null, 'en'],
    ['', 'en'],
    ['fr-SN,fr;q=0.9,en;q=0.5', 'fr'],
    ['sw, es;q=0.4, ar;q=0.8', 'ar'],
    ['de, en;q=0', 'en'],
    ['es;q=0, fr', 'fr'],
    [';;;,q=,,', 'en'],
  ])('%j is answered in %s', (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale);
  });
});

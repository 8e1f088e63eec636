import { describe, expect, it } from 'vitest';
import { inLocale, localeOfPath, preferredLocale } from '../../web/lib/i18n/locales.ts';

describe('preferredLocale', () => {
  it.each([
    ['fr-CH, fr;q=0.9, en;q=0.8', 'fr'],
    ['es-419', 'es'],
    ['sw, ar;q=0.5, en;q=0.4', 'ar'],
    ['en;q=0.1, ar;q=0.9', 'ar'],
    ['fr;q=0, es;q=0.1', 'es'],
    ['sw', 'en'],
    ['*', 'en'],
    ['', 'en'],
    [null, 'en'],
    ['fr;q=nonsense, es;q=0.2', 'es'],
  ])('chooses for %s: %s', (header, locale) => {
    expect(preferredLocale(header)).toBe(locale);
  });
});

describe('the locale of a path', () => {
  it('is its first segment', () => {
    expect(localeOfPath('/ar/members/1')).toBe('ar');
    expect(localeOfPath('/de/members/1')).toBeUndefined();
    expect(localeOfPath('/en-GB')).toBeUndefined();
    expect(localeOfPath('/')).toBeUndefined();
  });

  it('can be exchanged, whatever follows', () => {
    expect(inLocale('/en/topics?q=/fr/', 'ar')).toBe('/ar/topics?q=/fr/');
    expect(inLocale('/en', 'fr')).toBe('/fr');
    expect(inLocale('/en?token=x', 'fr')).toBe('/fr?token=x');
  });
});

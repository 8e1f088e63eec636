import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countries,
  country,
  countryName,
  regionName,
  regions,
} from '../../../server/cldr/territories.ts';

const locales = ['en', 'fr', 'es', 'ar'];

describe('countries', () => {
  it('place each country in its M49 region and the finest subregion', () => {
    expect(country('KE')).toMatchObject({ region: '002', subregion: '014' });
    expect(country('GT')).toMatchObject({ region: '019', subregion: '013' });
    expect(country('HT')).toMatchObject({ region: '019', subregion: '029' });
    expect(country('BR')).toMatchObject({ region: '019', subregion: '005' });
    expect(country('US')).toMatchObject({ region: '019', subregion: '021' });
    expect(country('EG')).toMatchObject({ region: '002', subregion: '015' });
    expect(country('PS')).toMatchObject({ region: '142', subregion: '145' });
    expect(country('DE')).toMatchObject({ region: '150', subregion: '155' });
    expect(country('FJ')).toMatchObject({ region: '009', subregion: '054' });
  });

  it('are the 249 codes of ISO 3166-1 and Kosovo', () => {
    expect(countries()).toHaveLength(250);
    for (const code of ['AQ', 'EH', 'PS', 'SS', 'TW', 'VA', 'XK']) {
      expect(country(code), code).toBeDefined();
    }
  });

  it('leave out unions, exceptional, withdrawn, private and malformed codes', () => {
    const others = 'EU UN EZ QO ZZ XA XB AC CP CQ DG EA IC TA AN SU YU UK 001 002 419 KEN ke'.split(
      ' ',
    );
    for (const code of [...others, '', 'constructor', '__proto__']) {
      expect(country(code), code).toBeUndefined();
    }
  });

  it('come sorted by code, each once, and can be looked up', () => {
    const codes = countries().map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
    for (const each of countries()) expect(country(each.code)).toBe(each);
  });

  it('know how many people live there', () => {
    expect(country('IN')?.population).toBeGreaterThan(1e9);
    for (const { code, population } of countries()) {
      expect(Number.isInteger(population) && population >= 0, code).toBe(true);
    }
  });

  it('accept exactly the listed codes of two letters', () => {
    const codes = new Set(countries().map(({ code }) => code));
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z]{2}$/), (code) => {
        expect(country(code) !== undefined).toBe(codes.has(code));
      }),
      { seed: 1 },
    );
  });
});

describe('regions', () => {
  it('are two levels: five continents, and subregions within them', () => {
    const parents = regions().filter(({ parent }) => parent === null);
    expect(parents.map(({ code }) => code)).toEqual(['002', '009', '019', '142', '150']);
    expect(regions().find(({ code }) => code === '014')).toEqual({ code: '014', parent: '002' });
  });

  it('hold every country, and none is empty', () => {
    const used = new Set<string>();
    for (const { code, region, subregion } of countries()) {
      const found = regions().find((each) => each.code === subregion);
      expect(found?.parent, code).toBe(region);
      used.add(region).add(subregion);
    }
    expect([...used].sort()).toEqual(regions().map(({ code }) => code));
  });

  it('carry M49 numbers, but for the part of Oceania that M49 leaves open', () => {
    const unnumbered = regions().filter(({ code }) => !/^\d{3}$/.test(code));
    expect(unnumbered).toEqual([{ code: 'QO', parent: '009' }]);
    expect(countries().filter(({ subregion }) => subregion === 'QO')).toEqual([country('AQ')]);
  });
});

describe('names', () => {
  it('follow the locale', () => {
    expect(locales.map((locale) => countryName('KE', locale))).toEqual([
      'Kenya',
      'Kenya',
      'Kenia',
      'كينيا',
    ]);
    expect(regionName('002', 'fr')).toBe('Afrique');
    expect(regionName('014', 'en')).toBe('Eastern Africa');
    expect(regionName('013', 'es')).toBe('Centroamérica');
  });

  it('exist for every country and region in every locale of the app', () => {
    for (const locale of locales) {
      for (const { code } of countries()) {
        expect(countryName(code, locale), `${code} ${locale}`).not.toBe(code);
      }
      for (const { code } of regions()) {
        expect(regionName(code, locale), `${code} ${locale}`).not.toBe(code);
      }
    }
  });

  it('tell countries apart', () => {
    for (const locale of locales) {
      const names = countries().map(({ code }) => countryName(code, locale));
      expect(new Set(names).size, locale).toBe(countries().length);
    }
  });

  it('refuse what cannot be a code', () => {
    expect(() => countryName('Kenya', 'en')).toThrow(RangeError);
  });
});

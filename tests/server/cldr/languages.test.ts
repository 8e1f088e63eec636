import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  languageName,
  languages,
  parseLanguage,
  spokenIn,
} from '../../../server/cldr/languages.ts';
import { countries } from '../../../server/cldr/territories.ts';

describe('parseLanguage', () => {
  it('takes a language as it is', () => {
    const codes = [
      'ar',
      'en',
      'es',
      'fr',
      'qu',
      'quc',
      'mam',
      'cak',
      'sw',
      'ki',
      'am',
      'ase',
      'no',
    ];
    for (const code of codes) expect(parseLanguage(code)).toBe(code);
  });

  it('counts regional, script and other variants as their language', () => {
    expect(parseLanguage('es-419')).toBe('es');
    expect(parseLanguage('pt-BR')).toBe('pt');
    expect(parseLanguage('zh-Hant-TW')).toBe('zh');
    expect(parseLanguage('ar-u-nu-latn')).toBe('ar');
    expect(parseLanguage('ca-valencia')).toBe('ca');
    expect(parseLanguage('en-x-ours')).toBe('en');
  });

  it('replaces codes that CLDR calls by another', () => {
    const replaced = { iw: 'he', in: 'id', tl: 'fil', sh: 'sr', tw: 'ak', bh: 'bho', swc: 'sw' };
    for (const [alias, code] of Object.entries(replaced)) expect(parseLanguage(alias)).toBe(code);
    expect(parseLanguage('spa')).toBe('es');
    expect(parseLanguage('prs')).toBe('fa');
  });

  it('does not mind the case of letters', () => {
    expect(parseLanguage('ES')).toBe('es');
    expect(parseLanguage('Fr-ca')).toBe('fr');
  });

  it('knows languages that CLDR names without placing them, and places without naming them', () => {
    expect(parseLanguage('tlh')).toBe('tlh');
    expect(parseLanguage('abg')).toBe('abg');
  });

  it('refuses codes that nobody speaks', () => {
    for (const tag of ['xx', 'zz', 'xyz', 'qqq', 'qaa', 'xx-KE', 'xx-Latn', 'xx-Latn-KE']) {
      expect(parseLanguage(tag), tag).toBeNull();
    }
  });

  it('refuses what stands for no language', () => {
    for (const tag of ['und', 'UND', 'und-KE', 'mul', 'zxx', 'root']) {
      expect(parseLanguage(tag), tag).toBeNull();
    }
  });

  it('refuses malformed tags', () => {
    const malformed = [
      '',
      ' ',
      'e',
      'es_MX',
      'es ',
      'es--MX',
      'es-',
      'Spanish',
      'español',
      'x-ours',
    ];
    for (const tag of [...malformed, 'constructor', '__proto__', 'العربية']) {
      expect(parseLanguage(tag), tag).toBeNull();
    }
  });

  it('is settled: what it gives, it gives again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.stringMatching(/^[a-z]{2,3}$/), fc.string()), (tag) => {
        const code = parseLanguage(tag);
        if (code === null) return;
        expect(code).toMatch(/^[a-z]{2,3}$/);
        expect(parseLanguage(code)).toBe(code);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it('gives the same for every variant of a language', () => {
    const subtags = fc.constantFrom(
      '',
      '-Latn',
      '-KE',
      '-419',
      '-Arab-EG',
      '-u-nu-latn',
      '-x-ours',
    );
    fc.assert(
      fc.property(fc.constantFrom(...languages()), subtags, (code, rest) => {
        expect(parseLanguage(code + rest)).toBe(code);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('languages', () => {
  it('are sorted, each once, and known', () => {
    expect(languages()).toEqual([...new Set(languages())].sort());
    for (const code of languages()) expect(parseLanguage(code)).toBe(code);
  });

  it('hold those that are spoken somewhere and those that have a name', () => {
    const codes = new Set(languages());
    for (const code of ['ar', 'en', 'es', 'fr', 'quc', 'mam', 'ki', 'ase', 'sba']) {
      expect(codes.has(code), code).toBe(true);
    }
    for (const code of ['und', 'mul', 'zxx', 'iw', 'sh', 'tl']) {
      expect(codes.has(code), code).toBe(false);
    }
  });
});

describe('languageName', () => {
  it('follows the locale', () => {
    expect(languageName('sw', 'en')).toBe('Swahili');
    expect(languageName('ar', 'ar')).toBe('العربية');
    expect(languageName('fr', 'es')).toBe('francés');
  });

  it('falls back on English, then on the code', () => {
    const code = languages().find(
      (each) =>
        languageName(each, 'en') !== each &&
        new Intl.DisplayNames('fr', { type: 'language', fallback: 'none' }).of(each) === undefined,
    );
    expect(code).toBeDefined();
    expect(languageName(code ?? '', 'fr')).toBe(languageName(code ?? '', 'en'));
    expect(languageName('abg', 'fr')).toBe('abg');
  });
});

describe('spokenIn', () => {
  it('says who speaks what, most speakers first', () => {
    const kenya = spokenIn('KE');
    expect(kenya[0]).toMatchObject({ language: 'sw', official: true });
    expect(kenya.find(({ language }) => language === 'ki')).toMatchObject({ official: false });
    const guatemala = spokenIn('GT');
    expect(guatemala[0]).toMatchObject({ language: 'es', official: true });
    expect(guatemala.map(({ language }) => language)).toContain('mam');
  });

  it('counts law and fact as official, a part of the country not', () => {
    const official = (country: string, code: string) =>
      spokenIn(country).find(({ language }) => language === code)?.official;
    expect(official('US', 'en')).toBe(true);
    expect(official('GT', 'quc')).toBe(false);
    expect(official('AF', 'uz')).toBe(false);
  });

  it('folds scripts into the language without counting people twice', () => {
    const serbian = spokenIn('RS').filter(({ language }) => language === 'sr');
    expect(serbian).toEqual([{ language: 'sr', share: 0.99, official: true }]);
    expect(spokenIn('GN').find(({ language }) => language === 'man')?.share).toBeCloseTo(0.23);
    expect(spokenIn('HK')[0]).toMatchObject({ language: 'zh', official: true });
  });

  it('is empty where nobody lives or nothing is known', () => {
    expect(spokenIn('AQ')).toEqual([]);
    expect(spokenIn('XX')).toEqual([]);
    expect(spokenIn('constructor')).toEqual([]);
  });

  it('gives, for every country, known languages once with shares from 0 to 1 in order', () => {
    for (const { code } of countries()) {
      const spoken = spokenIn(code);
      const shares = spoken.map(({ share }) => share);
      expect(shares, code).toEqual([...shares].sort((a, b) => b - a));
      expect(
        shares.every((share) => share >= 0 && share <= 1),
        code,
      ).toBe(true);
      const codes = spoken.map(({ language }) => language);
      expect(new Set(codes).size, code).toBe(codes.length);
      expect(codes.map(parseLanguage), code).toEqual(codes);
    }
  });
});

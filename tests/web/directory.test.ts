import { describe, expect, it } from 'vitest';
import { readFilter, type Choices } from '../../web/lib/directory/filter.ts';
import { namesakes } from '../../web/lib/directory/names.ts';

const languages = [
  { code: 'sw', name: 'swahili' },
  { code: 'es', name: 'espagnol' },
  { code: 'ar', name: 'arabe' },
  { code: 'arz', name: 'arabe égyptien' },
];
const countries = [
  { code: 'CD', name: 'Congo-Kinshasa' },
  { code: 'CG', name: 'Congo-Brazzaville' },
  { code: 'CI', name: 'Côte d’Ivoire' },
];
const codes = (things: readonly { code: string }[]) => things.map(({ code }) => code);

describe('namesakes', () => {
  it.each([
    ['swahili', 'sw'],
    ['SW', 'sw'],
    [' Espagnol ', 'es'],
    ['Spanish', 'es'],
    ['español', 'es'],
    ['السواحلية', 'sw'],
    ['سواحلية', 'sw'],
  ])('understands %s', (typed, code) => {
    expect(codes(namesakes(typed, languages, 'language'))).toEqual([code]);
  });

  it('takes an exact name alone, and a beginning for all that begin so', () => {
    expect(codes(namesakes('arabe', languages, 'language'))).toEqual(['ar']);
    expect(codes(namesakes('Congo', countries, 'region'))).toEqual(['CD', 'CG']);
  });

  it('does not mind accents, apostrophes and hyphens', () => {
    expect(codes(namesakes("cote d'ivoire", countries, 'region'))).toEqual(['CI']);
    expect(codes(namesakes('congo kinshasa', countries, 'region'))).toEqual(['CD']);
  });

  it.each(['', '  ', '!', 'klingonx'])('finds nothing for "%s"', (typed) => {
    expect(namesakes(typed, languages, 'language')).toEqual([]);
  });
});

describe('readFilter', () => {
  const choices: Choices = {
    topics: [{ id: 'T1', key: 'land', name: 'Terre' }],
    kinds: [{ value: 'NGO', label: 'ONG' }],
    languages,
    regions: [{ code: '002', name: 'Afrique' }],
    countries,
  };
  const read = (query: string) => readFilter(new URLSearchParams(query), choices);

  it('asks for everybody when nothing is chosen', () => {
    const { variables, chosen, unknown } = read('q=&topic=&kind=&language=++');
    expect(variables.search).toBeNull();
    expect(Object.values(variables.filter ?? {}).filter(Boolean)).toEqual([]);
    expect({ chosen, unknown }).toEqual({ chosen: [], unknown: [] });
  });

  it('turns what people chose and typed into ids and codes', () => {
    const { variables } = read(
      'q=eau&topic=land&kind=NGO&language=swahili&region=002&country=congo',
    );
    expect(variables).toEqual({
      search: 'eau',
      filter: {
        topics: ['T1'],
        kinds: ['NGO'],
        languages: ['sw'],
        regions: ['002'],
        countries: ['CD', 'CG'],
      },
    });
  });

  it('says which fields mean nothing, and keeps what was typed', () => {
    const { unknown, values } = read('topic=nix&kind=ngo&language=klingonx&region=1&country=zz');
    expect(unknown).toEqual(['topic', 'kind', 'language', 'region', 'country']);
    expect(values.language).toBe('klingonx');
  });
});

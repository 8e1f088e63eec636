import { isHttpError } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { aboutInput, aboutOf, readAbout } from '../../../web/lib/profile/about-form.ts';
import {
  languagesInput,
  languagesOf,
  meantLanguages,
  readLanguages,
} from '../../../web/lib/profile/languages-form.ts';
import { problemsOf } from '../../../web/lib/forms/problems.ts';
import { isWithheld } from '../../../web/lib/profile/profile.ts';
import { meantZones, readTime, timeInput } from '../../../web/lib/profile/time-form.ts';
import {
  needsWith,
  offersWith,
  offersWithout,
  readTopic,
  topicValuesOf,
} from '../../../web/lib/profile/topic-form.ts';
import { form, profile } from './profile.ts';

describe('the form about a member', () => {
  it('gives back what it was filled with', () => {
    const values = aboutOf(profile);
    const sent = form([
      ['name', values.name],
      ['kind', values.kind],
      ['country', values.country],
      ...values.workingGroups.map((key) => ['workingGroups[]', key] as const),
      ['notes', values.notes.replace('\n', '\r\n')],
    ]);
    expect(readAbout(sent)).toEqual(values);
    expect(aboutInput(readAbout(sent), [])).toEqual({
      name: 'Land Circle',
      kind: 'NGO',
      country: 'KE',
      workingGroups: ['women-and-escr'],
      genderFocus: false,
      atRisk: false,
      notes: 'first\nsecond',
    });
  });

  it('does not overwrite what the viewer may not see', () => {
    const input = aboutInput(readAbout(form([])), ['NAME', 'NOTES', 'WORKING_GROUPS']);
    expect(Object.keys(input).sort()).toEqual(['atRisk', 'country', 'genderFocus', 'kind']);
  });
});

describe('a list of offers or needs', () => {
  const values = { ...readTopic(form([])), level: 'EXPERT', formats: ['VISIT', 'NONSENSE'] };

  it('is changed in its place, the others as they were', () => {
    expect(offersWith(profile.offers, values, 'id of land')).toEqual([
      { topic: 'id of land', level: 'EXPERT', formats: ['VISIT'], note: null },
      { topic: 'id of water', level: 'PRACTISED', formats: [], note: null },
    ]);
  });

  it('grows at its end', () => {
    const topics = offersWith(profile.offers, values, 'id of food').map(({ topic }) => topic);
    expect(topics).toEqual(['id of land', 'id of water', 'id of food']);
  });

  it('loses one', () => {
    expect(offersWithout(profile.offers, 'land').map(({ topic }) => topic)).toEqual([
      'id of water',
    ]);
    expect(offersWithout(profile.offers, 'nonsense')).toHaveLength(2);
  });

  it('gives each form what is said of the topic', () => {
    expect(topicValuesOf(profile, 'needs', 'housing')).toMatchObject({
      topic: 'housing',
      priority: 'HIGH',
      levelWanted: '',
      note: 'for rents',
    });
    expect(topicValuesOf(profile, 'offers', 'housing')).toBeUndefined();
  });

  it('leaves open which level is wanted', () => {
    const [need] = needsWith([], { ...values, levelWanted: '' }, 'x');
    expect(need).toMatchObject({ levelWanted: null, formats: ['VISIT'] });
  });
});

describe('the languages', () => {
  const read = (entries: [string, string][]) => readLanguages(form(entries), ['sw', 'en']);

  it('keep their order, the main one first, the removed one gone, the new one last', () => {
    const values = read([
      ['level-sw', 'NATIVE'],
      ['level-en', 'B2'],
      ['mainLanguage', 'en'],
      ['level', 'A2'],
    ]);
    expect(languagesInput(values, 'fr')).toEqual([
      { language: 'en', level: 'B2' },
      { language: 'sw', level: 'NATIVE' },
      { language: 'fr', level: 'A2' },
    ]);
    expect(languagesInput({ ...values, removed: ['en'] }, undefined)).toEqual([
      { language: 'sw', level: 'NATIVE' },
    ]);
  });

  it('are filled in as advised: one to add, or one to know better', () => {
    const advised = (query: string) => languagesOf(profile, new URLSearchParams(query));
    expect(advised('language=French&level=A2')).toMatchObject({ language: 'French', level: 'A2' });
    expect(advised('language=Swahili&level=C2')).toMatchObject({
      language: '',
      levels: { sw: 'C2' },
    });
    expect(advised('level=XYZ')).toEqual(languagesOf(profile));
  });

  it('are removed by their boxes', () => {
    expect(read([['removed-sw', 'yes']]).removed).toEqual(['sw']);
  });

  it('are asked for when the name fits several, until one is chosen', () => {
    const all = [
      { code: 'ar', name: 'Arabic' },
      { code: 'arz', name: 'Arabic, Egyptian' },
      { code: 'fr', name: 'French' },
    ];
    const values = { ...languagesOf(profile), language: 'arab' };
    const codes = (found: readonly { code: string }[]) => found.map(({ code }) => code);
    expect(codes(meantLanguages(values, all))).toEqual(['ar', 'arz']);
    expect(codes(meantLanguages({ ...values, chosen: 'arz' }, all))).toEqual(['arz']);
    expect(codes(meantLanguages({ ...values, language: 'fr', chosen: 'arz' }, all))).toEqual([
      'fr',
    ]);
  });
});

describe('the form about time', () => {
  const zones = ['Africa/Nairobi', 'America/Sao_Paulo', 'America/Bogota'];
  const values = readTime(
    form([
      ['capacity', '3'],
      ['workFrom', '09:00'],
      ['workTo', '17:30'],
      ['timeZone', 'Africa/Nairobi'],
    ]),
  );

  it('asks for what it says', () => {
    expect(timeInput(values, 'Africa/Nairobi')).toEqual({
      capacity: 3,
      workFrom: '09:00',
      workTo: '17:30',
      timeZone: 'Africa/Nairobi',
    });
  });

  it('lets the API say what is wrong with a capacity that is none', () => {
    expect(timeInput({ ...values, capacity: 'many' }, '').capacity).toBe(-1);
  });

  it('means the zone that was chosen, or that of the city that was typed', () => {
    expect(meantZones(values, [])).toEqual(['Africa/Nairobi']);
    expect(meantZones({ ...values, timeZone: '' }, [])).toEqual(['']);
    expect(meantZones({ ...values, city: 'são paulo' }, zones)).toEqual(['America/Sao_Paulo']);
    expect(meantZones({ ...values, city: 'america' }, zones)).toHaveLength(2);
    expect(meantZones({ ...values, city: 'america', timeZone: 'America/Bogota' }, zones)).toEqual([
      'America/Bogota',
    ]);
    expect(meantZones({ ...values, city: 'atlantis' }, zones)).toEqual([]);
  });
});

describe('the problems that the API finds', () => {
  const answer = (...paths: string[][]) => ({
    __typename: 'InvalidInputError',
    issues: paths.map((path) => ({ path, message: path.join('.') })),
  });

  it('lead to the control that each is about', () => {
    const problems = problemsOf(answer(['offers', '3', 'note'], ['offers']), ['topic', 'note']);
    expect(problems.map(({ field }) => field)).toEqual(['note', 'topic']);
  });

  it('are none when it did as it was told', () => {
    expect(problemsOf({ __typename: 'SetOffersSuccess' }, ['topic'])).toEqual([]);
  });

  it.each([
    ['NotFoundError', 404],
    ['ForbiddenError', 403],
  ])('become a page for %s', (__typename, status) => {
    expect.assertions(1);
    try {
      problemsOf({ __typename }, []);
    } catch (reason) {
      expect(isHttpError(reason, status)).toBe(true);
    }
  });
});

describe('a part that is kept from the secretariat', () => {
  it('cannot be changed by it', () => {
    const withheld: (typeof profile)['withheld'] = ['OFFERS', 'TIME_ZONE', 'NAME'];
    expect(isWithheld({ withheld }, 'offers')).toBe(true);
    expect(isWithheld({ withheld }, 'time')).toBe(true);
    expect(isWithheld({ withheld }, 'needs')).toBe(false);
    expect(isWithheld({ withheld }, 'about')).toBe(false);
    const all: (typeof profile)['withheld'] = [
      ...withheld,
      'KIND',
      'COUNTRY',
      'WORKING_GROUPS',
      'GENDER_FOCUS',
      'NOTES',
    ];
    expect(isWithheld({ withheld: all }, 'about')).toBe(true);
  });
});

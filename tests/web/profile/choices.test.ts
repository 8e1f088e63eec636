import { describe, expect, it } from 'vitest';
import { sentence } from '../../../web/lib/i18n/sentence.ts';
import { translator } from '../../../web/lib/i18n/translator.ts';
import { outlineOf } from '../../../web/lib/profile/outline.ts';
import { cityOf, isSameZone, zonesNamed, zonesOf } from '../../../web/lib/profile/time-zones.ts';
import { topicChoices } from '../../../web/lib/profile/topic-choices.ts';
import { zoneOptions } from '../../../web/lib/profile/zone-options.ts';
import type { Topic } from '../../../web/lib/topics/topics.ts';
import { profile } from './profile.ts';

const english = translator('en');

function topic(key: string, kind: Topic['kind'], broader: string[] = []): Topic {
  return {
    id: key,
    key,
    kind,
    name: key,
    alternativeNames: [],
    broader: broader.map((id) => ({ id, name: id })),
  };
}

describe('topics to choose from', () => {
  const topics = [
    topic('housing', 'THEME'),
    topic('rents', 'THEME', ['housing']),
    topic('contracts', 'THEME', ['rents']),
    topic('litigation', 'PRACTICE'),
    topic('ours', null),
    topic('theirs', null),
  ];
  const choices = (taken: string[]) =>
    topicChoices(topics, taken, english.t).map(({ label, options }) => [
      label,
      options.map(({ value }) => value),
    ]);

  it('stand under the broadest that they are part of, those beside the taxonomy together', () => {
    expect(choices([])).toEqual([
      ['housing', ['housing', 'rents', 'contracts']],
      ['litigation', ['litigation']],
      ['Other topics', ['ours', 'theirs']],
    ]);
  });

  it('are those that are not taken', () => {
    expect(choices(['housing', 'litigation'])).toEqual([
      ['housing', ['rents', 'contracts']],
      ['Other topics', ['ours', 'theirs']],
    ]);
  });
});

describe('time zones', () => {
  it('are known by their cities', () => {
    expect(cityOf('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
    expect(zonesNamed('BUENOS AIRES', ['America/Argentina/Buenos_Aires', 'Asia/Tokyo'])).toEqual([
      'America/Argentina/Buenos_Aires',
    ]);
    expect(zonesNamed('asia/tokyo', ['Asia/Tokyo'])).toEqual(['Asia/Tokyo']);
    expect(zonesNamed(' ', ['Asia/Tokyo'])).toEqual([]);
  });

  it('belong to countries', () => {
    expect(zonesOf('KE')).toEqual(['Africa/Nairobi']);
    expect(zonesOf('BR').length).toBeGreaterThan(3);
    expect(zonesOf('nonsense')).toEqual([]);
  });

  it('are the same under an old name', () => {
    expect(isSameZone('Asia/Calcutta', 'Asia/Kolkata')).toBe(true);
    expect(isSameZone('Asia/Kolkata', 'Asia/Colombo')).toBe(false);
  });

  it('are offered with the time there, the one that is chosen always among them', () => {
    const now = new Date('2026-01-15T12:00:00Z');
    const options = (current: string, country: string, meant: string[] = []) =>
      zoneOptions({ current, country, meant }, now, english).map((option) => option.value);
    expect(options('Asia/Kolkata', 'IN')).toEqual(['Asia/Kolkata']);
    expect(options('Asia/Tokyo', 'KE')).toEqual(['Asia/Tokyo', 'Africa/Nairobi']);
    expect(options('', 'KE', ['Africa/Nairobi', 'Asia/Tokyo'])).toEqual([
      'Africa/Nairobi',
      'Asia/Tokyo',
    ]);
    const [nairobi] = zoneOptions({ current: '', country: 'KE', meant: [] }, now, english);
    expect(nairobi?.label).toContain('15:00');
  });
});

describe('a profile in outline', () => {
  const today = new Date('2026-11-22T09:00:00Z');
  const states = (change: Partial<typeof profile>) =>
    Object.fromEntries(
      outlineOf({ ...profile, ...change }, today, english).map(({ section, state }) => [
        section,
        state,
      ]),
    );
  const available = (change: object) =>
    states({ availability: { ...profile.availability!, ...change } });

  it('says what is missing, and what is to be confirmed', () => {
    expect(states({})).toMatchObject({ offers: 'DONE', themes: 'MISSING', availability: 'DONE' });
    expect(states({ timeZone: null }).time).toBe('MISSING');
    expect(available({ confirmedOn: null }).availability).toBe('ASK');
    expect(available({ confirmedOn: '2026-01-01' }).availability).toBe('ASK');
    expect(available({ confirmedOn: null, paused: true }).availability).toBe('DONE');
  });

  it('tells nothing of what is kept private', () => {
    const rows = outlineOf({ ...profile, withheld: ['OFFERS'] }, today, english);
    const offers = rows.find(({ section }) => section === 'offers');
    expect(offers).toMatchObject({ state: 'PRIVATE', lines: [] });
  });

  it('stays short', () => {
    const theme = (key: string) => ({ id: key, key, name: key });
    const themes = ['a', 'b', 'c', 'd', 'e', 'f'].map(theme);
    const rows = outlineOf({ ...profile, themes }, today, english);
    expect(rows.find(({ section }) => section === 'themes')?.lines).toEqual([
      'a',
      'b',
      'c',
      'd',
      'and 2 more',
    ]);
  });
});

describe('a term at the beginning of a line', () => {
  it('begins with a capital where the script has them', () => {
    expect(sentence('élevée', 'fr')).toBe('Élevée');
    expect(sentence('أولوية عالية', 'ar')).toBe('أولوية عالية');
  });
});

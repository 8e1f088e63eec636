import { describe, expect, it } from 'vitest';
import { shownToMembers } from '../../../server/access/consent.ts';
import { parseLanguage, spokenIn } from '../../../server/cldr/languages.ts';
import { country, regions } from '../../../server/cldr/territories.ts';
import { isTimeZone } from '../../../server/cldr/time-zones.ts';
import { networkLanguages, speaksNetworkLanguage } from '../../../server/demo/languages.ts';
import type { DemonstrationMember } from '../../../server/demo/member.ts';
import { demonstrationNetwork, memberCount } from '../../../server/demo/network.ts';
import noteLists from '../../../server/demo/notes.json' with { type: 'json' };
import { kinds } from '../../../server/members-csv/columns.ts';
import { limits } from '../../../server/members/rules.ts';
import { builtinTopics, builtinWorkingGroups } from '../../../server/taxonomy/builtin.ts';

const today = '2026-11-22';
const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 177];
const networks = new Map(seeds.map((seed) => [seed, demonstrationNetwork(seed, today)]));

const topicKinds = new Map(builtinTopics.map(({ key, kind }) => [key, kind]));
const share = (
  members: readonly DemonstrationMember[],
  of: (member: DemonstrationMember) => boolean,
) => members.filter(of).length / members.length;
const repeated = (values: readonly string[]) =>
  values.filter((value, index) => values.indexOf(value) < index);

describe('the demonstration network', () => {
  it('is the same for the same seed and another for another', () => {
    const again = JSON.stringify(demonstrationNetwork(1, today));
    expect(again).toBe(JSON.stringify(networks.get(1)));
    expect(again).not.toBe(JSON.stringify(networks.get(2)));
  });

  it('differs between days in its dates only', () => {
    const dateless = (day: string) =>
      JSON.stringify(demonstrationNetwork(1, day)).replace(/\d{4}-\d{2}-\d{2}/g, '');
    expect(dateless('2031-05-01')).toBe(dateless(today));
  });
});

describe.each(seeds)('the demonstration network of seed %i', (seed) => {
  const members = networks.get(seed) ?? [];

  it('has its members in 80 countries of every region', () => {
    expect(members).toHaveLength(memberCount);
    const countries = new Set(members.map((member) => member.country));
    expect(countries.size).toBeGreaterThanOrEqual(80);
    const continents = regions().filter(({ parent }) => parent === null);
    const found = new Set([...countries].map((code) => country(code)?.region));
    expect([...found].sort()).toEqual(continents.map(({ code }) => code));
  });

  it('has every kind and every working group', () => {
    expect(new Set(members.map(({ kind }) => kind))).toEqual(new Set(kinds));
    const groups = new Set(members.flatMap(({ workingGroups }) => workingGroups));
    expect(groups).toEqual(new Set(builtinWorkingGroups.map(({ key }) => key)));
  });

  it('names each member once, in letters that fit together', () => {
    const names = members.map(({ name }) => name);
    expect(repeated(names)).toEqual([]);
    expect(repeated(members.map(({ reference }) => reference))).toEqual([]);
    // Nothing left to fill in, no word of a contraction left, no double space.
    expect(names.filter((name) => /[{}]|  |undefined|\bde (el|le|les|o|os) /.test(name))).toEqual(
      [],
    );
    const mixed = names.filter(
      (name) => /\p{Script=Arabic}/u.test(name) && /\p{Script=Latin}/u.test(name),
    );
    expect(mixed).toEqual([]);
    expect(names.filter((name) => name.length > 90)).toEqual([]);
  });

  it('gives nobody an address outside of the domain for examples', () => {
    const contacts = members.flatMap((member) => member.contacts);
    expect(
      contacts.filter((address) => !/^[a-z]+@demo-\d{3}\.example\.org$/.test(address)),
    ).toEqual([]);
    expect(repeated(contacts)).toEqual([]);
    expect(contacts.length).toBeGreaterThan(memberCount);
  });

  it('speaks languages that CLDR counts there, or those of the network', () => {
    for (const { reference, country: code, languages } of members) {
      const known = [...networkLanguages, ...spokenIn(code).map(({ language }) => language)];
      const strange = languages.filter(({ language }) => !known.includes(language));
      expect(strange, reference).toEqual([]);
      expect(languages.every(({ language }) => parseLanguage(language) === language)).toBe(true);
      expect(repeated(languages.map(({ language }) => language))).toEqual([]);
    }
  });

  it('has members who need an interpreter, more of them at the grass roots, and interpreters', () => {
    const stranded = (member: DemonstrationMember) => !speaksNetworkLanguage(member.languages);
    const grassroots = members.filter(({ kind }) => kind === 'GRASSROOTS_GROUP');
    const institutions = members.filter(
      ({ kind }) => kind === 'ACADEMIC' || kind === 'LEGAL_CENTRE',
    );
    expect(share(members, stranded)).toBeGreaterThan(0.03);
    expect(share(members, stranded)).toBeLessThan(0.2);
    expect(share(grassroots, stranded)).toBeGreaterThan(share(institutions, stranded));

    const interpreters = members.filter(({ interprets }) => interprets.length > 0);
    expect(interpreters.length).toBeGreaterThanOrEqual(8);
    expect(interpreters.length).toBeLessThanOrEqual(12);
    for (const { interprets, languages, atRisk } of interpreters) {
      const [there, back] = interprets;
      expect(back).toEqual({ from: there?.to, to: there?.from });
      const spoken = languages.map(({ language }) => language);
      expect(spoken).toEqual(expect.arrayContaining([there?.from, there?.to]));
      expect([there?.from, there?.to].some((code) => networkLanguages.includes(code ?? ''))).toBe(
        true,
      );
      expect(atRisk).toBe(false);
    }
  });

  it('offers and needs topics that exist, none of them both', () => {
    for (const { offers, needs, themes } of members) {
      const topics = [...offers, ...needs].map(({ topic }) => topic);
      expect(topics.filter((topic) => !topicKinds.has(topic))).toEqual([]);
      expect(themes.filter((theme) => topicKinds.get(theme) !== 'THEME')).toEqual([]);
      expect(repeated(topics)).toEqual([]);
      expect(repeated(themes)).toEqual([]);
      for (const list of [offers, needs]) {
        expect(list.length).toBeGreaterThanOrEqual(1);
        expect(list.length).toBeLessThanOrEqual(4);
      }
      expect(themes.length).toBeGreaterThanOrEqual(1);
      expect(themes.length).toBeLessThanOrEqual(3);
    }
  });

  it('offers what fits the kind', () => {
    const offering = (topic: string, kind: string) =>
      share(
        members.filter((member) => member.kind === kind),
        ({ offers }) => offers.some((offer) => offer.topic === topic),
      );
    expect(offering('strategic-litigation', 'LEGAL_CENTRE')).toBeGreaterThan(0.1);
    expect(offering('strategic-litigation', 'GRASSROOTS_GROUP')).toBe(0);
    expect(offering('human-rights-indicators', 'ACADEMIC')).toBeGreaterThan(0.1);
    expect(offering('human-rights-indicators', 'GRASSROOTS_GROUP')).toBe(0);
    expect(offering('community-organising', 'GRASSROOTS_GROUP')).toBeGreaterThan(0.1);
    expect(offering('community-organising', 'LEGAL_CENTRE')).toBe(0);
  });

  it('hides who is at risk', () => {
    const atRisk = members.filter((member) => member.atRisk);
    expect(share(members, (member) => member.atRisk)).toBeGreaterThan(0.05);
    expect(share(members, (member) => member.atRisk)).toBeLessThan(0.16);
    for (const member of atRisk) {
      expect(shownToMembers(member, 'NAME')).toBe(false);
      expect(shownToMembers(member, 'COUNTRY')).toBe(false);
      expect(shownToMembers(member, 'CONTACT')).toBe(false);
    }
    const usedUnseen = atRisk.filter(({ consents }) =>
      consents.some(({ useForMatching }) => useForMatching),
    );
    expect(usedUnseen.length).toBeGreaterThan(0);
  });

  it('grew over twenty years, and confirmed nothing before it joined or after today', () => {
    const newest = members.filter(({ joinedOn }) => (joinedOn ?? '') > '2026-07-22');
    expect(newest.length).toBeGreaterThan(4);
    const oldest = members.map(({ joinedOn }) => joinedOn ?? '').sort()[0] ?? '';
    expect(oldest < '2012-01-01').toBe(true);
    expect(oldest > '2006-11-01').toBe(true);
    for (const { joinedOn, confirmedOn } of members) {
      expect((joinedOn ?? '') <= (confirmedOn ?? today)).toBe(true);
      expect((confirmedOn ?? today) <= today).toBe(true);
    }
    expect(share(members, ({ paused }) => paused)).toBeLessThan(0.1);
    expect(members.some(({ paused }) => paused)).toBe(true);
  });

  it('keeps to what a profile may hold', () => {
    for (const member of members) {
      expect(member.capacity).toBeGreaterThanOrEqual(0);
      expect(member.capacity).toBeLessThanOrEqual(4);
      expect(member.timeZone === null || isTimeZone(member.timeZone)).toBe(true);
      expect(member.workFrom).toBeLessThan(member.workTo);
      expect(repeated(member.consents.map(({ field }) => field))).toEqual([]);
    }
  });

  it('lets no two members write the same sentence', () => {
    const written = members.flatMap(({ notes, offers, needs }) =>
      [notes, ...[...offers, ...needs].map(({ note }) => note)].filter((note) => note !== null),
    );
    expect(written.length).toBeGreaterThan(40);
    expect(repeated(written)).toEqual([]);
    expect(written.filter((note) => note.length > limits.note)).toEqual([]);
  });
});

describe('the sentences that members write', () => {
  it('are in the languages of the network and about topics that exist', () => {
    expect(Object.keys(noteLists).sort()).toEqual([...networkLanguages].sort());
    const topics = Object.values(noteLists).flatMap(({ offers, needs }) => [
      ...Object.keys(offers),
      ...Object.keys(needs),
    ]);
    expect(topics.filter((topic) => !topicKinds.has(topic))).toEqual([]);
  });
});

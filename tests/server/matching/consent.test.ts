import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asUsedByOthers, everythingShown, fields } from '../../../server/matching/consent.ts';
import { openMatching } from '../../../server/matching/matching.ts';
import type { Consent, Field, Member, Use } from '../../../server/matching/member.ts';
import { buildNetwork } from '../../../server/matching/network/network.ts';
import type { NetworkData } from '../../../server/matching/network/network.ts';
import { pairingsOf } from '../../../server/matching/pairings.ts';
import {
  asOf,
  countries,
  member,
  members,
  need,
  networkOf,
  offer,
  pairings,
  sampled,
  skill,
  stated,
} from './networks.ts';

/** Half of the fields shown, half of them not. */
const halfHidden = (hidden: Use): fc.Arbitrary<Consent> =>
  fc.subarray([...fields]).map((chosen) => ({
    ...everythingShown,
    ...Object.fromEntries(chosen.map((field) => [field, hidden])),
  }));

/** Everything that a field covers. */
const covers = (field: Field): (keyof Member)[] =>
  field === 'timeZone' ? ['timeZone', 'workingDays'] : [field];

/** The network in which the fields that a member hides hold something else. */
function otherwise(data: NetworkData, id: string, use: Use, instead: Omit<Member, 'id'>) {
  const change = (one: Member): Member => {
    const hidden = fields.filter((field) => one.use[field] === use).flatMap(covers);
    const values = hidden.map((name) => [name, { ...instead, id }[name]]);
    return { ...one, ...Object.fromEntries(values) };
  };
  return { ...data, members: data.members.map((one) => (one.id === id ? change(one) : one)) };
}

function listOf(id: string, data: NetworkData) {
  return pairingsOf(id, openMatching(buildNetwork(data), { asOf }));
}

describe('a field that may not be used', () => {
  it('changes nothing at all in the list of anybody else', () => {
    let compared = 0;
    fc.assert(
      fc.property(networkOf(members(halfHidden('NEVER'))), stated, (data, instead) => {
        const changed = otherwise(data, 'm0', 'NEVER', instead);
        for (const { id } of data.members.slice(1)) {
          const list = listOf(id, data);
          expect(listOf(id, changed)).toEqual(list);
          compared += list.length;
        }
      }),
      sampled,
    );
    expect(compared).toBeGreaterThan(100);
  });

  it('is as if it had never been stated', () => {
    const hidden = Object.fromEntries(fields.map((field) => [field, 'NEVER'])) as Consent;
    const full = member('b', {
      kind: 'NGO',
      country: countries[0]!,
      timeZone: 'Africa/Nairobi',
      workingDays: [1],
      hours: { from: 0, to: 60 },
      offers: [offer('water')],
      needs: [need('water')],
      themes: ['water'],
      workingGroups: ['x'],
      joinedOn: '2020-01-01',
      interprets: [{ from: 'ar', to: 'fr' }],
      relays: true,
      use: hidden,
    });
    expect(asUsedByOthers(full)).toEqual(member('b', { languages: [], use: hidden }));
  });

  it('counts in the list of its owner', () => {
    const use = { ...everythingShown, needs: 'NEVER' as const };
    const shy = member('shy', { needs: [need('water')], use });
    const data = { members: [shy, member('teacher', { offers: [offer('water')] })] };
    expect(pairings('shy', data)).toHaveLength(1);
    expect(pairings('teacher', data)).toHaveLength(0);
  });
});

describe('a field that may be used and not shown', () => {
  it('moves the score and nothing else that can be read', () => {
    let compared = 0;
    let moved = 0;
    fc.assert(
      fc.property(networkOf(members(halfHidden('USED'))), stated, (data, instead) => {
        const changed = otherwise(data, 'm1', 'USED', instead);
        const withM1 = (one: NetworkData) =>
          listOf('m0', one).find(({ partner }) => partner === 'm1');
        const [before, after] = [withM1(data), withM1(changed)];
        if (!before || !after) return;
        expect({ ...after, score: 0 }).toEqual({ ...before, score: 0 });
        compared++;
        if (before.score !== after.score) moved++;
      }),
      { ...sampled, numRuns: 2000 },
    );
    expect(compared).toBeGreaterThan(50);
    expect(moved).toBeGreaterThan(30);
  });

  it('of a third member lets nobody name it', () => {
    let named = 0;
    fc.assert(
      fc.property(networkOf(members(halfHidden('USED'))), (data) => {
        const byId = new Map(data.members.map((one) => [one.id, one]));
        for (const { id } of data.members)
          for (const { bridge } of listOf(id, data)) {
            const withheld = bridge.kind === 'WITHHELD';
            expect(bridge.value === null).toBe(withheld);
            expect(bridge.languages.length === 0).toBe(withheld);
            const thirds = bridge.kind === 'INTERPRETER' || bridge.kind === 'RELAY';
            expect(bridge.through.length > 0).toBe(thirds);
            const read: Field[] =
              bridge.kind === 'INTERPRETER' ? ['interprets'] : ['relays', 'languages'];
            for (const third of bridge.through)
              for (const field of read) expect(byId.get(third)?.use[field]).toBe('SHOWN');
            named += bridge.through.length;
          }
      }),
      { ...sampled, numRuns: 1000 },
    );
    expect(named).toBeGreaterThan(10);
  });

  it('takes away what it would betray, term by term', () => {
    const a = member('a', {
      country: countries[0]!,
      timeZone: 'Africa/Nairobi',
      needs: [need('x')],
      offers: [offer('y')],
      themes: ['x'],
    });
    const b = member('b', {
      country: countries[3]!,
      timeZone: 'Africa/Nairobi',
      languages: [skill('fr', 'C1', true), skill('en', 'C1')],
      needs: [need('y')],
      offers: [offer('x')],
      themes: ['x'],
    });
    const withheld = (field: Field, more: Partial<Member> = {}) => {
      const use = { ...everythingShown, [field]: 'USED' };
      const [open] = pairings('a', { members: [a, b] });
      const [found] = pairings('a', { members: [a, { ...b, ...more, use }] });
      expect(found?.score).toBe(open?.score);
      const gone = Object.entries(found!.terms).filter(([, term]) => term === null);
      return { found: found!, gone: gone.map(([name]) => name) };
    };
    expect(withheld('offers')).toMatchObject({
      gone: ['learning', 'mutual'],
      found: { learns: [], shares: [{ topic: 'y' }] },
    });
    expect(withheld('needs')).toMatchObject({
      gone: ['teaching', 'mutual'],
      found: { learns: [{ topic: 'x' }], shares: [] },
    });
    expect(withheld('themes')).toMatchObject({ gone: ['purpose'], found: { together: [] } });
    expect(withheld('timeZone')).toMatchObject({ gone: ['time'], found: { sharedHours: null } });
    expect(withheld('hours')).toMatchObject({ gone: ['time'], found: { sharedHours: null } });
    const languages = withheld('languages');
    expect(languages.gone).toEqual(['bridge', 'divides']);
    expect(languages.found.bridge.kind).toBe('WITHHELD');
    expect(languages.found.divides.map(({ kind }) => kind)).toEqual(['GEOGRAPHIC', 'HISTORIC']);
    // The week is the country's: the hours would tell of it.
    expect(withheld('country').gone).toEqual(['time', 'divides']);
    expect(withheld('country', { workingDays: [1, 2, 3, 4, 5] }).gone).toEqual(['divides']);
    for (const field of ['kind', 'workingGroups', 'joinedOn'] as const) {
      const { gone, found } = withheld(field);
      expect(gone).toEqual(['divides']);
      expect(found.divides.map(({ kind }) => kind)).toEqual(['GEOGRAPHIC', 'LINGUISTIC']);
    }
  });
});

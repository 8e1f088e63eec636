import { describe, expect, it } from 'vitest';
import { openMatching } from '../../../server/matching/matching.ts';
import type { Member } from '../../../server/matching/member.ts';
import { buildNetwork } from '../../../server/matching/network/network.ts';
import { pairingsOf } from '../../../server/matching/pairings.ts';
import { policyWith } from '../../../server/matching/policy.ts';
import { asOf, countries, member, need, offer, pairings, skill, topic } from './networks.ts';

const [kenya, , , chile] = countries;

describe('a pairing, by hand', () => {
  const topics = [
    topic('budget'),
    topic('audit', ['budget']),
    topic('mapping'),
    topic('housing'),
    topic('water'),
  ];
  const a = member('a', {
    kind: 'GRASSROOTS_GROUP',
    country: kenya,
    timeZone: 'Africa/Nairobi',
    languages: [skill('sw', 'NATIVE'), skill('fr', 'B2')],
    needs: [
      need('mapping', { priority: 'LOW', levelWanted: 'EXPERT' }),
      need('budget', { priority: 'HIGH', formats: ['CALL'] }),
    ],
    offers: [offer('water', { level: 'PRACTISED' })],
    themes: ['housing', 'water'],
    workingGroups: ['x'],
    joinedOn: '2022-11-02',
  });
  const b = member('b', {
    kind: 'NGO',
    country: chile,
    timeZone: 'America/Santiago',
    languages: [skill('es', 'C2', true), skill('fr', 'C1')],
    needs: [need('water', { priority: 'NORMAL', levelWanted: 'EXPERT' })],
    offers: [offer('audit', { formats: ['VISIT'] }), offer('mapping', { level: 'PRACTISED' })],
    themes: ['housing'],
    workingGroups: ['x', 'y'],
    joinedOn: '2026-11-02',
  });
  const [found] = pairings('a', { members: [a, b], topics }, { exposure: new Map([['b', 1.05]]) });

  it('has the worth that the definitions give it', () => {
    // budget: 0.9 x 1 x 0.6, high; mapping: 1 x 0.5 x 1, low.
    const learning = 1 - (1 - 0.8 * 0.54) * (1 - 0.4 * 0.5);
    // water: 1 x 0.5 x 1, normal.
    const teaching = 0.7 * 0.5;
    const mutual = ((Math.sqrt(learning) + Math.sqrt(teaching)) / 2) ** 2;
    // Two hours on 20 of 28 days.
    const time = 0.7 + (0.3 * (40 / 28)) / 4;
    // Another region; no main language shared; never met, 1461 days apart in joining, unlike.
    const divides = (1 + 0.25 * (1 + 1 + (1 + 0 + 1 + 0.4) / 4)) / 1.75;
    // (1 + 0) / 2 for a, 1 for b.
    const purpose = 0.8 + 0.2 * 0.75;
    const terms = { learning, teaching, mutual, bridge: 0.9, time, divides, purpose };
    for (const [name, value] of Object.entries(terms))
      expect(found?.terms[name as keyof typeof terms]).toBeCloseTo(value, 12);
    expect(found?.terms.exposure).toBe(1.05);
    expect(found?.score).toBeCloseTo(mutual * 0.9 * time * divides * purpose * 1.05, 12);
  });

  it('says why', () => {
    expect(found).toMatchObject({
      partner: 'b',
      learns: [
        { topic: 'audit', need: { topic: 'budget' }, offer: { topic: 'audit' }, similarity: 0.9 },
        { topic: 'mapping', level: 0.5, weight: 0.4 },
      ],
      shares: [{ topic: 'water', fit: 0.5, weight: 0.7 }],
      together: ['housing'],
      divides: [
        { kind: 'GEOGRAPHIC', extent: 1 },
        { kind: 'LINGUISTIC', extent: 1 },
        { kind: 'HISTORIC', extent: 0.6 },
      ],
      bridge: { kind: 'SHARED_LANGUAGE', languages: ['fr'], through: [], value: 0.9 },
    });
    expect(found?.sharedHours).toBeCloseTo(40 / 28, 12);
  });
});

describe('the list of a member', () => {
  const learner = member('learner', { needs: [need('water')] });
  const teacher = (id: string, stated: Partial<Member> = {}) =>
    member(id, { offers: [offer('water')], ...stated });

  it('is best first and as long as asked for', () => {
    const members = [
      learner,
      teacher('far', { languages: [skill('en', 'B1')] }),
      teacher('near'),
      teacher('silent', { languages: [skill('qu', 'C1')] }),
      teacher('two-way', { needs: [need('land')] }),
      member('other', { offers: [offer('food')] }),
    ];
    const mutual = { ...learner, offers: [offer('land')] };
    const list = pairings('learner', { members: [mutual, ...members.slice(1)] });
    expect(list.map(({ partner }) => partner)).toEqual(['two-way', 'near', 'far']);

    const matching = openMatching(buildNetwork({ version: '1', topics: [], members }), { asOf });
    expect(pairingsOf('learner', matching, 2)).toEqual(pairingsOf('learner', matching).slice(0, 2));
  });

  it('leaves out divides that are not crossed', () => {
    const [found] = pairings('learner', { members: [learner, teacher('t')] });
    expect(found?.divides).toEqual([{ kind: 'HISTORIC', extent: 0.25 }]);
    expect(found?.sharedHours).toBeNull();
  });

  it('never scores above 1, and keeps exposure within its bounds', () => {
    const languages = [skill('en', 'C1', true), skill('sw', 'C1', true)];
    const a = member('a', { needs: [need('x')], offers: [offer('y')], themes: ['x'] });
    const b = member('b', { needs: [need('y')], offers: [offer('x')], themes: ['x'], languages });
    const exposed = (factor: number) =>
      pairings('a', { members: [a, b] }, { exposure: new Map([['b', factor]]) })[0];
    expect(exposed(7)?.terms.exposure).toBe(1.1);
    expect(exposed(0)?.terms.exposure).toBe(0.9);

    const worlds = { workingGroups: [], timeZone: 'UTC', joinedOn: '2000-01-01' };
    const best = pairings(
      'a',
      {
        members: [
          {
            ...a,
            ...worlds,
            kind: 'NGO',
            country: kenya!,
            languages: [skill('en', 'C1'), skill('fr', 'C1', true)],
          },
          {
            ...b,
            ...worlds,
            kind: 'SOCIAL_MOVEMENT',
            country: chile!,
            languages: [skill('en', 'C1', true)],
            joinedOn: '2020-01-01',
          },
        ],
      },
      { exposure: new Map([['b', 1.1]]), policy: policyWith({ priorityHigh: 1 }) },
    )[0];
    expect(best?.terms).toMatchObject({ mutual: 1, bridge: 1, time: 1, divides: 1, purpose: 1 });
    expect(best?.score).toBe(1);
  });

  it('is empty for a member that can have no exchange now', () => {
    const availability = { paused: true, confirmedOn: asOf, freePlaces: 1 };
    expect(pairings('learner', { members: [{ ...learner, availability }, teacher('t')] })).toEqual(
      [],
    );
    expect(pairings('learner', { members: [learner, teacher('t', { availability })] })).toEqual([]);
    expect(pairings('t', { members: [member('t'), teacher('u')] })).toEqual([]);
  });

  it('of somebody who is not there is an error', () => {
    expect(() => pairings('nobody', { members: [learner] })).toThrow(/no member nobody/);
  });

  it('needs ids that are unique', () => {
    expect(() => pairings('learner', { members: [learner, learner] })).toThrow(RangeError);
    const topics = [topic('t'), topic('t')];
    expect(() => pairings('learner', { members: [learner], topics })).toThrow(RangeError);
  });

  it('takes no harm from odd members', () => {
    const needs = Array.from({ length: 10_000 }, (_, i) => need(`topic ${i}`));
    const members = [
      learner,
      member('greedy', { needs, offers: [offer('water')] }),
      member('empty', { languages: [], timeZone: 'Mars/Olympus' }),
    ];
    expect(pairings('learner', { members }).map(({ partner }) => partner)).toEqual(['greedy']);
    expect(pairings('greedy', { members }).map(({ partner }) => partner)).toEqual(['learner']);
    expect(pairings('empty', { members })).toEqual([]);
  });
});

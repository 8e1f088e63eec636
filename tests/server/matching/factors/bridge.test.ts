import { describe, expect, it } from 'vitest';
import { bridgeBetween, crossing } from '../../../../server/matching/factors/bridge.ts';
import { openMatching } from '../../../../server/matching/matching.ts';
import { buildNetwork } from '../../../../server/matching/network/network.ts';
import type { LanguageSkill, Member } from '../../../../server/matching/member.ts';
import type { PairFactData } from '../../../../server/matching/pair-facts.ts';
import { everythingShown } from '../../../../server/matching/consent.ts';
import { asOf, countries, member, skill } from '../networks.ts';

/** The bridge between a and b with these languages, and these others around. */
function bridge(
  a: LanguageSkill[],
  b: LanguageSkill[],
  others: Member[] = [],
  facts: PairFactData = {},
  seed = 0,
) {
  const members = [member('a', { languages: a }), member('b', { languages: b }), ...others];
  const network = buildNetwork({ version: '1', topics: [], members });
  const matching = openMatching(network, { asOf, facts, seed });
  const { own } = network.entry('a')!;
  const { seen } = network.entry('b')!;
  const found = bridgeBetween(own, seen, matching);
  return found && { ...found, ...crossing(own, seen, found.kind, matching) };
}

const both = (one: string, other: string) => [
  { from: one, to: other },
  { from: other, to: one },
];
const interpreter = (id: string, stated: Partial<Member> = {}) =>
  member(id, { interprets: both('ar', 'fr'), ...stated });
const relay = (id: string, ar: LanguageSkill['level'], stated: Partial<Member> = {}) =>
  member(id, { relays: true, languages: [skill('ar', ar), skill('fr', 'C1')], ...stated });

describe('a shared language', () => {
  it.each([
    ['NATIVE', 'C1', 1],
    ['C2', 'C2', 1],
    ['NATIVE', 'B2', 0.9],
    ['B1', 'C1', 0.75],
    ['A2', 'B1', 0.4],
  ] as const)('of %s and %s counts by the lower level', (mine, theirs, value) => {
    const found = bridge([skill('fr', mine)], [skill('fr', theirs)]);
    expect(found).toMatchObject({ kind: 'SHARED_LANGUAGE', value, languages: ['fr'], through: [] });
  });

  it('at A1 is none', () => {
    expect(bridge([skill('fr', 'A1')], [skill('fr', 'C2')])).toBeNull();
    expect(bridge([skill('fr', 'C2')], [skill('es', 'C2')])).toBeNull();
    expect(bridge([], [skill('es', 'C2')])).toBeNull();
  });

  it('is listed best first, then by code', () => {
    const many = [skill('fr', 'B1'), skill('es', 'C1'), skill('en', 'B1'), skill('ar', 'A1')];
    expect(bridge(many, [...many].toReversed())?.languages).toEqual(['es', 'en', 'fr']);
  });

  it('stated twice counts at its better level', () => {
    const twice = [skill('es', 'A2'), skill('es', 'C1'), skill('es', 'B1')];
    expect(bridge(twice, [skill('es', 'C1')])?.value).toBe(1);
  });
});

describe('an interpreter', () => {
  const ar = [skill('ar', 'C1')];
  const fr = [skill('fr', 'B1')];

  it('stands between a language of each', () => {
    expect(bridge(ar, fr, [interpreter('i')])).toEqual({
      kind: 'INTERPRETER',
      value: 0.6,
      languages: ['ar', 'fr'],
      through: ['i'],
      named: true,
    });
    expect(bridge(fr, ar, [interpreter('i')])?.languages).toEqual(['fr', 'ar']);
  });

  it('is better than a poor shared language and worse than a fair one', () => {
    const poor = [...ar, skill('en', 'A2')];
    expect(bridge(poor, [...fr, skill('en', 'C1')], [interpreter('i')])?.kind).toBe('INTERPRETER');
    const fair = [...ar, skill('en', 'B1')];
    expect(bridge(fair, [...fr, skill('en', 'C1')], [interpreter('i')])).toMatchObject({
      kind: 'SHARED_LANGUAGE',
      value: 0.75,
    });
  });

  it('must interpret in both directions, of languages that the two can use', () => {
    const oneWay = interpreter('i', { interprets: [{ from: 'ar', to: 'fr' }] });
    expect(bridge(ar, fr, [oneWay])).toBeNull();
    expect(bridge(ar, [skill('fr', 'A1')], [interpreter('i')])).toBeNull();
    const inItself = interpreter('i', { interprets: [{ from: 'ar', to: 'ar' }] });
    expect(bridge(ar, [skill('ar', 'A2')], [inItself])?.kind).toBe('SHARED_LANGUAGE');
  });

  it('is a third member', () => {
    const network = buildNetwork({
      version: '1',
      topics: [],
      members: [interpreter('a', { languages: ar }), interpreter('b', { languages: fr })],
    });
    const { own } = network.entry('a')!;
    const { seen } = network.entry('b')!;
    expect(bridgeBetween(own, seen, openMatching(network, { asOf }))).toBeNull();
  });

  it('must be available, have a free place and let it be used', () => {
    const available = { paused: false, confirmedOn: asOf, freePlaces: 1 };
    for (const stated of [
      { availability: { ...available, paused: true } },
      { availability: { ...available, freePlaces: 0 } },
      { availability: { ...available, confirmedOn: null } },
      { use: { ...everythingShown, interprets: 'NEVER' as const } },
    ])
      expect(bridge(ar, fr, [interpreter('i', stated)])).toBeNull();
  });

  it('is none who must not meet one of the two', () => {
    expect(bridge(ar, fr, [interpreter('i')], { doNotIntroduce: [['b', 'i']] })).toBeNull();
    const careful = { excludes: { members: ['a'], regions: [] } };
    expect(bridge(ar, fr, [interpreter('i', careful)])).toBeNull();
  });

  it('is not named unless shown, and one that is shown comes instead', () => {
    const use = { ...everythingShown, interprets: 'USED' as const };
    expect(bridge(ar, fr, [interpreter('hidden', { use })])?.named).toBe(false);
    const withShown = bridge(ar, fr, [interpreter('hidden', { use }), interpreter('shown')]);
    expect(withShown).toMatchObject({ named: true, through: ['shown'] });
  });

  it('is rather one that is shown in languages that the two speak less well', () => {
    const use = { ...everythingShown, interprets: 'USED' as const };
    const hidden = interpreter('hidden', { interprets: both('es', 'fr'), use });
    const languages = [skill('ar', 'B1'), skill('es', 'C1')];
    const found = bridge(languages, [skill('fr', 'C1')], [hidden, interpreter('shown')]);
    expect(found).toMatchObject({ named: true, languages: ['ar', 'fr'], through: ['shown'] });
  });

  it('is explained in the languages that the two speak best', () => {
    const others = [interpreter('i', { interprets: [...both('ar', 'fr'), ...both('es', 'fr')] })];
    const found = bridge([skill('ar', 'B1'), skill('es', 'C1')], [skill('fr', 'C1')], others);
    expect(found?.languages).toEqual(['es', 'fr']);
  });

  it('has its turn by chance, not by id', () => {
    const others = ['i', 'j', 'k', 'l', 'm'].map((id) => interpreter(id));
    const orders = [1, 2, 3].map((seed) => bridge(ar, fr, others, {}, seed)?.through ?? []);
    for (const order of orders) expect([...order].sort()).toEqual(['i', 'j', 'k', 'l', 'm']);
    expect(new Set(orders.map(String)).size).toBe(3);
    expect(bridge(ar, fr, [...others].toReversed(), {}, 1)?.through).toEqual(orders[0]);
  });
});

describe('a relay', () => {
  const ar = [skill('ar', 'C1')];
  const fr = [skill('fr', 'B1')];

  it('has both languages at B2 or better and has agreed', () => {
    expect(bridge(ar, fr, [relay('r', 'B2')])).toEqual({
      kind: 'RELAY',
      value: 0.5,
      languages: ['ar', 'fr'],
      through: ['r'],
      named: true,
    });
    expect(bridge(ar, fr, [relay('r', 'B1')])).toBeNull();
    expect(bridge(ar, fr, [relay('r', 'C1', { relays: false })])).toBeNull();
  });

  it('comes after an interpreter and before a poor shared language', () => {
    expect(bridge(ar, fr, [relay('r', 'C1'), interpreter('i')])?.kind).toBe('INTERPRETER');
    const poor = [...ar, skill('en', 'A2')];
    expect(bridge(poor, [...fr, skill('en', 'A2')], [relay('r', 'C1')])?.kind).toBe('RELAY');
  });

  it('is not named where its languages are not shown', () => {
    const use = { ...everythingShown, languages: 'USED' as const };
    expect(bridge(ar, fr, [relay('r', 'C1', { use })])?.named).toBe(false);
  });

  it('must be available and allowed to meet the two', () => {
    const availability = { paused: true, confirmedOn: asOf, freePlaces: 1 };
    expect(bridge(ar, fr, [relay('r', 'C1', { availability })])).toBeNull();
    const careful = { country: countries[0]!, excludes: { members: [], regions: ['002'] } };
    // The countries of the two are unknown: not known to be elsewhere.
    expect(bridge(ar, fr, [relay('r', 'C1', careful)])).toBeNull();
  });
});

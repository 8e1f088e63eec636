import { describe, expect, it } from 'vitest';
import {
  dividesFactor,
  geographicExtent,
  historicExtent,
  linguisticExtent,
} from '../../../../server/matching/factors/divides.ts';
import type { Member } from '../../../../server/matching/member.ts';
import type { PairFact } from '../../../../server/matching/pair-facts.ts';
import { defaultPolicy as policy, policyWith } from '../../../../server/matching/policy.ts';
import { asOf, countries, member, skill } from '../networks.ts';

const [kenya, uganda, egypt, chile] = countries;

describe('the geographic divide', () => {
  it('grows from country to subregion to region', () => {
    const extents = [kenya, uganda, egypt, chile, null].map((country) =>
      geographicExtent(kenya!, country!, policy),
    );
    expect(extents).toEqual([0, 0.4, 0.7, 1, 0]);
  });
});

describe('the linguistic divide', () => {
  it('is how few of the main languages are shared', () => {
    const en = skill('en', 'C1', true);
    const fr = skill('fr', 'C1', true);
    expect(linguisticExtent([en], [en])).toBe(0);
    expect(linguisticExtent([en], [fr])).toBe(1);
    expect(linguisticExtent([en, fr], [fr])).toBe(0.5);
  });

  it('counts native languages as main, and no other level', () => {
    const es = skill('es', 'C2', true);
    expect(linguisticExtent([es, skill('qu', 'NATIVE')], [es])).toBe(0.5);
    expect(linguisticExtent([es, skill('qu', 'C2')], [es])).toBe(0);
  });

  it('is 0 where one has no main language', () => {
    expect(linguisticExtent([skill('en', 'C2')], [skill('fr', 'C2', true)])).toBe(0);
    expect(linguisticExtent([], [])).toBe(0);
  });
});

describe('the historic divide', () => {
  const none: PairFact = {
    doNotIntroduce: false,
    openExchange: false,
    closed: null,
    declinedOn: null,
    dismissedOn: null,
  };
  const extent = (a: Partial<Member>, b: Partial<Member>, fact = none) =>
    historicExtent(member('a', a), member('b', b), fact, asOf, policy);

  it('is a quarter for two that never had an exchange', () => {
    expect(extent({}, {})).toBe(0.25);
  });

  it('grows for five years after an exchange', () => {
    const closed = (on: string) => ({ ...none, closed: { on, bothWantAgain: false } });
    // 731 days before.
    expect(extent({}, {}, closed('2024-11-01'))).toBeCloseTo(731 / 365.25 / 5 / 4, 12);
    expect(extent({}, {}, closed(asOf))).toBe(0);
    expect(extent({}, {}, closed('2027-01-01'))).toBe(0);
    expect(extent({}, {}, closed('2001-01-01'))).toBe(0.25);
  });

  it('is a quarter more without a working group in common, where groups are known', () => {
    expect(extent({ workingGroups: ['x'] }, { workingGroups: ['y'] })).toBe(0.5);
    expect(extent({ workingGroups: [] }, { workingGroups: [] })).toBe(0.5);
    expect(extent({ workingGroups: ['x', 'y'] }, { workingGroups: ['y'] })).toBe(0.25);
    expect(extent({ workingGroups: null }, { workingGroups: ['y'] })).toBe(0.25);
  });

  it('is a quarter more between grass roots and institution', () => {
    for (const kind of ['NGO', 'LEGAL_CENTRE', 'ACADEMIC', 'COALITION'] as const) {
      expect(extent({ kind: 'GRASSROOTS_GROUP' }, { kind })).toBe(0.5);
      expect(extent({ kind }, { kind: 'SOCIAL_MOVEMENT' })).toBe(0.5);
      expect(extent({ kind }, { kind: 'NGO' })).toBe(0.25);
      expect(extent({ kind }, { kind: 'INDIVIDUAL' })).toBe(0.25);
    }
    expect(extent({ kind: 'GRASSROOTS_GROUP' }, { kind: 'SOCIAL_MOVEMENT' })).toBe(0.25);
    expect(extent({ kind: 'GRASSROOTS_GROUP' }, { kind: null })).toBe(0.25);
  });

  it('grows with the difference of years in the network, up to ten', () => {
    const since = (a: string | null, b: string) => extent({ joinedOn: a }, { joinedOn: b });
    // 1461 days are four years.
    expect(since('2020-03-01', '2024-03-01')).toBeCloseTo(0.25 + 0.4 / 4, 12);
    expect(since('2024-03-01', '2020-03-01')).toBe(since('2020-03-01', '2024-03-01'));
    expect(since('1990-01-01', '2024-03-01')).toBe(0.5);
    expect(since(null, '2024-03-01')).toBe(0.25);
  });
});

describe('the divides factor', () => {
  const extents = { GEOGRAPHIC: 1, LINGUISTIC: 0.5, HISTORIC: 0.25 };

  it('weighs the extents and is 1 when all are crossed in full', () => {
    expect(dividesFactor(extents, policy)).toBeCloseTo((1 + 0.25 * 1.75) / 1.75, 12);
    expect(dividesFactor({ GEOGRAPHIC: 1, LINGUISTIC: 1, HISTORIC: 1 }, policy)).toBe(1);
    expect(dividesFactor({ GEOGRAPHIC: 0, LINGUISTIC: 0, HISTORIC: 0 }, policy)).toBeCloseTo(
      1 / 1.75,
      12,
    );
  });

  it('follows the weights of the policy, each its own', () => {
    const weights = policyWith({ geographicWeight: 1, linguisticWeight: 0.5, historicWeight: 0 });
    expect(dividesFactor(extents, weights)).toBeCloseTo((1 + 1 + 0.25) / 2.5, 12);
  });
});

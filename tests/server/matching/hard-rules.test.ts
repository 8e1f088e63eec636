import { describe, expect, it } from 'vitest';
import { everythingShown } from '../../../server/matching/consent.ts';
import { hardRule } from '../../../server/matching/hard-rules.ts';
import { openMatching } from '../../../server/matching/matching.ts';
import type { Member } from '../../../server/matching/member.ts';
import { buildNetwork } from '../../../server/matching/network/network.ts';
import type { PairFactData } from '../../../server/matching/pair-facts.ts';
import { asOf, countries, member } from './networks.ts';

/** The rule between a and b, after making sure that it is the same both ways. */
function rule(a: Partial<Member>, b: Partial<Member> = {}, facts: PairFactData = {}) {
  const members = [member('a', a), member('b', b)];
  const network = buildNetwork({ version: '1', topics: [], members });
  const matching = openMatching(network, { asOf, facts });
  const [one, other] = [network.entry('a')!, network.entry('b')!];
  const found = hardRule(one, other, matching);
  expect(hardRule(other, one, matching)).toBe(found);
  return found;
}

const free = { paused: false, confirmedOn: asOf, freePlaces: 1 };
const [kenya, uganda, egypt, chile] = countries;

describe('availability', () => {
  it('lets those through that are free', () => {
    expect(rule({})).toBeNull();
  });

  it('keeps out who paused, has no place or did not confirm for 120 days', () => {
    expect(rule({ availability: { ...free, paused: true } })).toBe('PAUSED');
    expect(rule({ availability: { ...free, freePlaces: 0 } })).toBe('NO_FREE_PLACE');
    expect(rule({ availability: { ...free, confirmedOn: null } })).toBe('UNCONFIRMED');
    expect(rule({ availability: { ...free, confirmedOn: '2026-07-05' } })).toBeNull();
    expect(rule({ availability: { ...free, confirmedOn: '2026-07-04' } })).toBe('UNCONFIRMED');
  });
});

describe('what two have behind them', () => {
  it('keeps oneself from oneself', () => {
    const network = buildNetwork({ version: '1', topics: [], members: [member('a')] });
    const a = network.entry('a')!;
    expect(hardRule(a, a, openMatching(network, { asOf }))).toBe('ONESELF');
  });

  it('keeps apart who should not be introduced and who is in an exchange', () => {
    expect(rule({}, {}, { doNotIntroduce: [['b', 'a']] })).toBe('DO_NOT_INTRODUCE');
    expect(rule({}, {}, { openExchanges: [['a', 'b']] })).toBe('OPEN_EXCHANGE');
    expect(rule({}, {}, { doNotIntroduce: [['a', 'c']] })).toBeNull();
  });

  it('waits 12 months after an exchange, unless both want another', () => {
    const closed = (on: string, bothWantAgain = false): PairFactData => ({
      closedExchanges: [{ members: ['b', 'a'], on, bothWantAgain }],
    });
    expect(rule({}, {}, closed('2025-11-03'))).toBe('RECENT_EXCHANGE');
    expect(rule({}, {}, closed('2025-11-02'))).toBeNull();
    expect(rule({}, {}, closed('2025-11-03', true))).toBeNull();
  });

  it('goes by the last of several exchanges and declines', () => {
    const members = ['a', 'b'] as const;
    const exchanges = [
      { members, on: '2026-01-01', bothWantAgain: false },
      { members, on: '2026-08-01', bothWantAgain: true },
    ];
    expect(rule({}, {}, { closedExchanges: exchanges })).toBeNull();
    expect(rule({}, {}, { closedExchanges: [...exchanges].toReversed() })).toBeNull();
    const oneDay = [...exchanges, { members, on: '2026-08-01', bothWantAgain: false }];
    expect(rule({}, {}, { closedExchanges: oneDay })).toBe('RECENT_EXCHANGE');
    expect(rule({}, {}, { closedExchanges: oneDay.toReversed() })).toBe('RECENT_EXCHANGE');
    const declines = ['2026-10-01', '2020-01-01'].map((on) => ({ members, on }));
    expect(rule({}, {}, { declines })).toBe('RECENT_DECLINE');
  });

  it('waits 6 months after a decline', () => {
    const declined = (on: string): PairFactData => ({ declines: [{ members: ['a', 'b'], on }] });
    expect(rule({}, {}, declined('2026-05-03'))).toBe('RECENT_DECLINE');
    expect(rule({}, {}, declined('2026-05-02'))).toBeNull();
  });

  it('keeps out for 6 months whom a member set aside, of its own list alone', () => {
    const rules = (on: string, more: PairFactData = {}) => {
      const facts = { ...more, dismissals: [{ by: 'a', partner: 'b', on }] };
      const members = [member('a'), member('b')];
      const network = buildNetwork({ version: '1', topics: [], members });
      const matching = openMatching(network, { asOf, facts });
      const [a, b] = [network.entry('a')!, network.entry('b')!];
      return [hardRule(a, b, matching), hardRule(b, a, matching)];
    };
    expect(rules('2026-05-03')).toEqual(['DISMISSED', null]);
    expect(rules('2026-05-02')).toEqual([null, null]);
    const open: PairFactData = { openExchanges: [['b', 'a']] };
    expect(rules(asOf, open)).toEqual(['OPEN_EXCHANGE', 'OPEN_EXCHANGE']);
  });

  it('names no other rule where one holds that must stay secret', () => {
    const paused = { availability: { ...free, paused: true } };
    const facts: PairFactData = { doNotIntroduce: [['a', 'b']], openExchanges: [['a', 'b']] };
    expect(rule(paused, paused, facts)).toBe('DO_NOT_INTRODUCE');
  });
});

describe('safety limits', () => {
  const careful = (...regions: string[]) => ({ excludes: { members: [], regions } });

  it('keep out a member', () => {
    expect(rule({ excludes: { members: ['b'], regions: [] } })).toBe('SAFETY_LIMIT');
    expect(rule({ excludes: { members: ['c'], regions: [] } })).toBeNull();
  });

  it('keep out a country, a subregion, a region', () => {
    expect(rule(careful('KE'), { country: kenya })).toBe('SAFETY_LIMIT');
    expect(rule(careful('014'), { country: uganda })).toBe('SAFETY_LIMIT');
    expect(rule(careful('002'), { country: egypt })).toBe('SAFETY_LIMIT');
    expect(rule(careful('KE', '014', '002'), { country: chile })).toBeNull();
  });

  it('keep out whose country is not shown, wherever it is', () => {
    expect(rule(careful('KE'), { country: null })).toBe('SAFETY_LIMIT');
    for (const country of ['USED', 'NEVER'] as const)
      for (const where of [kenya, chile])
        expect(rule(careful('KE'), { country: where, use: { ...everythingShown, country } })).toBe(
          'SAFETY_LIMIT',
        );
  });
});

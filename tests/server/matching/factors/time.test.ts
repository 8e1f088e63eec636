import { describe, expect, it } from 'vitest';
import type { Member } from '../../../../server/matching/member.ts';
import { defaultPolicy } from '../../../../server/matching/policy.ts';
import { timeFactor, WorkingTime } from '../../../../server/matching/factors/time.ts';
import { asOf, countries, member } from '../networks.ts';

const [kenya, , egypt] = countries;

function shared(a: Partial<Member>, b: Partial<Member>, day = asOf) {
  return new WorkingTime(day, defaultPolicy).sharedHours(member('a', a), member('b', b));
}

const nairobi = { timeZone: 'Africa/Nairobi' };

describe('shared hours', () => {
  it('of one zone are 8 on 20 of 28 days', () => {
    expect(shared(nairobi, nairobi)).toBeCloseTo(160 / 28, 12);
  });

  it('shrink with the distance', () => {
    // 06-14 UTC and, in the southern summer, 12-20 UTC.
    expect(shared(nairobi, { timeZone: 'America/Santiago' })).toBeCloseTo(40 / 28, 12);
    expect(shared(nairobi, { timeZone: 'Pacific/Honolulu' })).toBe(0);
  });

  it('follow daylight saving within the 28 days', () => {
    // 12 October to 8 November. Paris works 07-15 UTC for 10 days, then 08-16 UTC for 10.
    const hours = shared(nairobi, { timeZone: 'Europe/Paris' }, '2026-10-11');
    expect(hours).toBeCloseTo((10 * 7 + 10 * 6) / 28, 12);
  });

  it('begin the day after', () => {
    // Sunday 25 October: from Monday on Paris is on winter time for all 20 working days.
    const hours = shared(nairobi, { timeZone: 'Europe/Paris' }, '2026-10-25');
    expect(hours).toBeCloseTo((20 * 6) / 28, 12);
  });

  it('know the weekend of the country, unless the member says which days it works', () => {
    const cairo = { timeZone: 'Africa/Cairo', country: egypt };
    const inKenya = { ...nairobi, country: kenya };
    // Monday to Thursday, 07-14 UTC.
    expect(shared(cairo, inKenya)).toBeCloseTo((16 * 7) / 28, 12);
    expect(shared({ ...cairo, workingDays: [1, 2, 3, 4, 5] }, inKenya)).toBeCloseTo(140 / 28, 12);
    expect(shared({ ...cairo, workingDays: [] }, inKenya)).toBe(0);
  });

  it('know own hours, over midnight too', () => {
    const early = { ...nairobi, hours: { from: 0, to: 360 }, workingDays: [1, 2, 3, 4, 5, 6, 7] };
    const night = { ...nairobi, hours: { from: 1320, to: 300 }, workingDays: [1] };
    // Four nights to Tuesday, 00-05.
    expect(shared(early, night)).toBeCloseTo((4 * 5) / 28, 12);
  });

  it('know where the date line runs', () => {
    // The same hours of the clock, a day apart: Monday to Thursday there, Tuesday to Friday here.
    const hours = shared({ timeZone: 'Pacific/Kiritimati' }, { timeZone: 'Pacific/Honolulu' });
    expect(hours).toBeCloseTo((16 * 8) / 28, 12);
  });

  it('are unknown where a zone is unknown or does not exist', () => {
    expect(shared(nairobi, {})).toBeNull();
    expect(shared(nairobi, { timeZone: 'Mars/Olympus' })).toBeNull();
    expect(shared({ timeZone: '' }, nairobi)).toBeNull();
  });

  it('need a day that exists', () => {
    expect(() => new WorkingTime('2026-02-30', defaultPolicy)).toThrow(RangeError);
  });
});

describe('the time factor', () => {
  it('runs from 0.7 to 1, and is 0.85 where nothing is known', () => {
    expect(timeFactor(0, defaultPolicy)).toBe(0.7);
    expect(timeFactor(1, defaultPolicy)).toBeCloseTo(0.775, 12);
    expect(timeFactor(4, defaultPolicy)).toBe(1);
    expect(timeFactor(8, defaultPolicy)).toBe(1);
    expect(timeFactor(null, defaultPolicy)).toBe(0.85);
  });
});

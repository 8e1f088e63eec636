import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clock, dayLine, utcOffset } from '../../../web/lib/pairings/day-line.ts';

const winter = new Date('2026-01-15T12:00:00Z');
const summer = new Date('2026-07-15T12:00:00Z');
const office = (timeZone: string) => ({ timeZone, from: '09:00', to: '17:00' });

describe('the offset of a zone', () => {
  it.each([
    ['Africa/Nairobi', winter, 180],
    ['America/Guatemala', winter, -360],
    ['Asia/Kathmandu', winter, 345],
    ['Europe/London', winter, 0],
    ['Europe/London', summer, 60],
    ['America/St_Johns', summer, -150],
  ])('of %s at %s is %i minutes', (zone, at, minutes) => {
    expect(utcOffset(zone, at)).toBe(minutes);
  });
});

describe('the day line', () => {
  it('shows their hours by your clock, and those that both work', () => {
    expect(dayLine(office('America/Bogota'), office('Europe/London'), winter)).toEqual({
      yours: [{ from: 540, to: 1020 }],
      theirs: [{ from: 240, to: 720 }],
      shared: [{ from: 540, to: 720 }],
      ahead: 300,
    });
  });

  it('follows the clocks of the day', () => {
    const { ahead } = dayLine(office('America/Bogota'), office('Europe/London'), summer);
    expect(ahead).toBe(360);
  });

  it('goes on at the other end where their day passes your midnight', () => {
    const { theirs, shared } = dayLine(office('Pacific/Auckland'), office('Africa/Dakar'), winter);
    expect(theirs).toEqual([
      { from: 0, to: 360 },
      { from: 1320, to: 1440 },
    ]);
    expect(shared).toEqual([]);
  });

  it('shares no minute where one ends when the other begins', () => {
    const early = { timeZone: 'UTC', from: '01:00', to: '09:00' };
    expect(dayLine(early, office('UTC'), winter).shared).toEqual([]);
  });

  it('knows hours that run past midnight, and a day of 24 hours', () => {
    const night = { timeZone: 'UTC', from: '22:00', to: '06:00' };
    const always = { timeZone: 'UTC', from: '00:00', to: '24:00' };
    expect(dayLine(always, night, winter)).toMatchObject({
      yours: [{ from: 0, to: 1440 }],
      shared: [
        { from: 0, to: 360 },
        { from: 1320, to: 1440 },
      ],
    });
  });

  it('shares as much whoever looks', () => {
    const zone = fc.constantFrom('Asia/Tokyo', 'America/Lima', 'Africa/Lagos', 'Asia/Kolkata');
    const hour = (least: number, most: number) =>
      fc.integer({ min: least, max: most }).map((value) => clock(value * 30));
    const day = fc.record({ timeZone: zone, from: hour(0, 23), to: hour(24, 47) });
    const length = (stretches: { from: number; to: number }[]) =>
      stretches.reduce((sum, { from, to }) => sum + to - from, 0);
    fc.assert(
      fc.property(day, day, (one, other) => {
        const mine = dayLine(one, other, winter);
        const yours = dayLine(other, one, winter);
        expect(length(mine.shared)).toBe(length(yours.shared));
        expect(length(mine.theirs)).toBe(length(yours.yours));
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('a clock', () => {
  it.each([
    [0, '00:00'],
    [1439, '23:59'],
    [1440, '00:00'],
    [-30, '23:30'],
    [570, '09:30'],
  ])('shows minute %i as %s', (minute, time) => {
    expect(clock(minute)).toBe(time);
  });
});

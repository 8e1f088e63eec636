import { describe, expect, it } from 'vitest';
import { localTimeAt, readLocalTime, whichOfTwo } from '../../../server/meetings/local-time.ts';
import { changes, minutesAround, shown, zones } from './zones.ts';

const minute = 60_000;

/** The local minute so many minutes after another, whether or not clocks show it. */
const plus = (local: string, minutes: number) =>
  new Date(Date.parse(`${local}Z`) + minutes * minute).toISOString().slice(0, 16);

describe('local times', () => {
  it.each(zones)('are read to the minute around every change of the clocks, in %s', (zone) => {
    const found = changes(zone, 2026);
    expect(found.length).toBeGreaterThan(1);
    for (const change of found) {
      const moments = minutesAround(change, zone, 6);
      const last = shown(change - minute, zone);
      for (let i = -120; i <= 180; i++) {
        const local = plus(last, i);
        const [first, second] = moments.get(local) ?? [];
        if (first === undefined) {
          const from = plus(last, 1).slice(11);
          const to = shown(change, zone).slice(11);
          expect(readLocalTime(local, zone)).toEqual({ kind: 'SKIPPED', from, to });
        } else {
          const twice = second !== undefined;
          const instant = new Date(first);
          expect(readLocalTime(local, zone)).toEqual({ kind: 'EXISTS', instant, twice });
          for (const moment of [first, second ?? first])
            expect(localTimeAt(new Date(moment), zone)).toBe(local);
          expect(whichOfTwo(instant, zone)).toBe(twice ? 'FIRST' : null);
          if (twice) expect(whichOfTwo(new Date(second), zone)).toBe('SECOND');
        }
      }
    }
  });

  it.each([
    '',
    'tomorrow',
    '2026-02-30T10:00',
    '2026-13-01T10:00',
    '2026-03-29T24:00',
    '2026-03-29T10:61',
    '2026-03-29T10:00Z',
    '2026-03-29T10:00+02:00',
    '2026-03-29T10:00[Europe/Berlin]',
    '2026-03-29',
    '1e9',
  ])('are refused where they are none: %j', (text) => {
    expect(readLocalTime(text, 'Europe/Berlin')).toEqual({ kind: 'UNREADABLE' });
  });
});

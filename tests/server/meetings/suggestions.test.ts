import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggestTimes, type Worker } from '../../../server/meetings/suggestions.ts';
import { changes, minuteOfDay, shown, weekday, zones } from './zones.ts';

const minute = 60_000;
const day = 86_400_000;

const worker: fc.Arbitrary<Worker> = fc.record({
  timeZone: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom<string>(...zones, 'Asia/Kathmandu', 'Africa/Nairobi') },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  workingDays: fc.constantFrom([1, 2, 3, 4, 5], [7, 1, 2, 3, 4], [6, 7, 1, 2, 3]),
  hours: fc.record({
    from: fc.integer({ min: 5 * 60, max: 12 * 60 }),
    to: fc.integer({ min: 13 * 60, max: 23 * 60 }),
  }),
});

/** Whether the party is at work from the first to the last minute of a meeting, as Intl has it. */
function works({ timeZone, workingDays, hours }: Worker, start: number, minutes: number): boolean {
  if (timeZone === null) return true;
  const first = shown(start, timeZone);
  const last = shown(start + (minutes - 1) * minute, timeZone);
  return (
    first.slice(0, 10) === last.slice(0, 10) &&
    workingDays.includes(weekday(first)) &&
    minuteOfDay(first) >= hours.from &&
    minuteOfDay(last) < hours.to
  );
}

const awake = (one: Worker): Worker => ({
  ...one,
  hours: { from: Math.min(one.hours.from, 420), to: Math.max(one.hours.to, 1_320) },
});

describe('suggested times', () => {
  it('lie in the working hours of all, or where there is no such time, in their waking hours', () => {
    // The fortnights around the changes of clocks, as often as any other.
    const start = fc
      .constantFrom(...zones.flatMap((zone) => changes(zone, 2026)))
      .chain((change) => fc.integer({ min: change - 15 * day, max: change + day }));
    const property = fc.property(
      fc.array(worker, { minLength: 1, maxLength: 4 }),
      start,
      fc.constantFrom(30, 60, 90, 180),
      fc.constantFrom<string>(...zones, 'Asia/Kathmandu'),
      (workers, from, minutes, viewerZone) => {
        const found = suggestTimes(workers, { from: new Date(from), minutes, viewerZone });
        const known = workers.filter(({ timeZone }) => timeZone !== null);
        const possible = (those: readonly Worker[]) => {
          for (let at = Math.ceil(from / minute) * minute; at < from + 13 * day; at += minute) {
            if (minuteOfDay(shown(at, viewerZone)) % 30 !== 0) {
              at += 14 * minute;
              continue;
            }
            if (those.every((one) => works(one, at, minutes))) return true;
          }
          return false;
        };
        if (known.length === 0) {
          expect(found).toEqual([]);
          return;
        }
        const [first] = found;
        if (first?.working !== true) expect(possible(known)).toBe(false);
        if (!first) expect(possible(known.map(awake))).toBe(false);
        for (const { startsAt, working } of found) {
          const at = startsAt.getTime();
          expect(working).toBe(first?.working);
          for (const one of known)
            expect(works(working ? one : awake(one), at, minutes)).toBe(true);
          expect(at).toBeGreaterThanOrEqual(from);
          expect(at).toBeLessThan(from + 14 * day);
          expect(minuteOfDay(shown(at, viewerZone)) % 30).toBe(0);
        }
      },
    );
    fc.assert(property, { seed: 4, numRuns: 60 });
  });

  it('are few, spread over days, the earliest first', () => {
    const one = {
      timeZone: 'Africa/Nairobi',
      workingDays: [1, 2, 3, 4, 5],
      hours: { from: 540, to: 1_020 },
    };
    const from = new Date('2026-03-02T12:00:00Z');
    const found = suggestTimes([one, { ...one, timeZone: 'Europe/Berlin' }], {
      from,
      minutes: 60,
      viewerZone: 'Europe/Berlin',
    });
    expect(found.map(({ startsAt }) => startsAt.toISOString().slice(0, 16))).toEqual([
      '2026-03-02T12:00',
      '2026-03-03T08:00',
      '2026-03-03T10:00',
      '2026-03-04T08:00',
      '2026-03-04T10:00',
      '2026-03-05T08:00',
    ]);
  });

  it('do not depend on parties whose zone is not known', () => {
    const known = {
      timeZone: 'Asia/Beirut',
      workingDays: [1, 2, 3, 4, 5],
      hours: { from: 540, to: 1_020 },
    };
    const unknown = { timeZone: null, workingDays: [7], hours: { from: 0, to: 30 } };
    const when = {
      from: new Date('2026-03-20T00:00:00Z'),
      minutes: 60,
      viewerZone: 'Asia/Beirut',
    };
    expect(suggestTimes([known, unknown], when)).toEqual(suggestTimes([known], when));
    expect(suggestTimes([unknown], when)).toEqual([]);
  });
});

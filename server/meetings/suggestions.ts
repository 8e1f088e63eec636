import { Temporal } from 'temporal-polyfill';

/** Times at which all parties of an exchange could meet, from their working hours. */

/** What is known of when a party works. */
export interface Worker {
  /** IANA; null: unknown, or not shown, and then the party has no say in the times. */
  readonly timeZone: string | null;
  /** ISO weekdays, 1 Monday … 7 Sunday. */
  readonly workingDays: readonly number[];
  /** Minutes of the local day, `from < to`. */
  readonly hours: { readonly from: number; readonly to: number };
}

export interface Suggestion {
  readonly startsAt: Date;
  /** Whether it lies in the working hours of all whose zone is known, and not only in their waking ones. */
  readonly working: boolean;
}

/** A stretch of time, `[start, end)` in milliseconds since the epoch. */
type Interval = readonly [start: number, end: number];

/** Days that are looked at. */
const horizon = 14;
/** Suggestions at most, and of one day of the viewer's. */
const most = 6;
const mostOfDay = 2;
/** Between two of one day, in milliseconds. */
const apart = 2 * 3_600_000;
/** Where working hours have too little in common: when people are awake, in minutes of the local day. */
const waking = { from: 7 * 60, to: 22 * 60 };

/**
 * Starts of meetings of so many minutes in the fourteen days from `from` on, the earliest first: on the full or half hour by
 * the viewer's clock, within the working hours and on the working days of all whose zone is known. Where these have no time
 * in common, within the hours in which people are awake. Hours begin and end at local wall time; one that daylight
 * saving skips or repeats is read by Temporal's "compatible" rule.
 *
 * @param viewerZone IANA, by whose clock times are round
 */
export function suggestTimes(
  workers: readonly Worker[],
  { from, minutes, viewerZone }: { from: Date; minutes: number; viewerZone: string },
): Suggestion[] {
  const known = workers.filter(({ timeZone }) => timeZone !== null);
  if (known.length === 0) return [];
  const day = 86_400_000;
  const window: Interval = [from.getTime(), from.getTime() + horizon * day];
  const within = (hoursOf: (worker: Worker) => Worker['hours']): Date[] => {
    const common = known
      .map((worker) => intervalsOf(worker, hoursOf(worker), window))
      .reduce(intersection, [window]);
    return choose(common, minutes * 60_000, viewerZone);
  };
  const working = within(({ hours }) => hours);
  if (working.length > 0) return working.map((startsAt) => ({ startsAt, working: true }));
  const widened = within(({ hours }) => ({
    from: Math.min(hours.from, waking.from),
    to: Math.max(hours.to, waking.to),
  }));
  return widened.map((startsAt) => ({ startsAt, working: false }));
}

function intervalsOf(worker: Worker, hours: Worker['hours'], window: Interval): Interval[] {
  const timeZone = worker.timeZone ?? 'UTC';
  const intervals: Interval[] = [];
  // A day more at either end: local dates run ahead of UTC and behind it.
  const first = Temporal.Instant.fromEpochMilliseconds(window[0])
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .subtract({ days: 1 });
  for (let i = 0; i < horizon + 3; i++) {
    const date = first.add({ days: i });
    if (!worker.workingDays.includes(date.dayOfWeek)) continue;
    intervals.push([at(date, hours.from, timeZone), at(date, hours.to, timeZone)]);
  }
  return intervals;
}

function at(date: Temporal.PlainDate, minuteOfDay: number, timeZone: string): number {
  const on = minuteOfDay < 1440 ? date : date.add({ days: 1 });
  const left = minuteOfDay % 1440;
  const plainTime = { hour: Math.floor(left / 60), minute: left % 60 };
  return on.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds;
}

/** What two lists have in common, each sorted and without overlaps of its own. */
function intersection(one: readonly Interval[], other: readonly Interval[]): Interval[] {
  const common: Interval[] = [];
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    const [startA, endA] = one[i]!;
    const [startB, endB] = other[j]!;
    const start = Math.max(startA, startB);
    const end = Math.min(endA, endB);
    if (start < end) common.push([start, end]);
    if (endA < endB) i++;
    else j++;
  }
  return common;
}

function choose(common: readonly Interval[], length: number, viewerZone: string): Date[] {
  const chosen: Date[] = [];
  const ofDay = new Map<string, number>();
  for (const [start, end] of common) {
    let next = roundUp(start, viewerZone);
    while (next.epochMilliseconds + length <= end && chosen.length < most) {
      const day = next.toPlainDate().toString();
      const already = ofDay.get(day) ?? 0;
      const last = chosen.at(-1)?.getTime() ?? -Infinity;
      if (already < mostOfDay && next.epochMilliseconds - last >= apart) {
        ofDay.set(day, already + 1);
        chosen.push(new Date(next.epochMilliseconds));
      }
      next = roundUp(next.epochMilliseconds + 1, viewerZone);
    }
  }
  return chosen;
}

function roundUp(instant: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(timeZone)
    .round({ smallestUnit: 'minute', roundingIncrement: 30, roundingMode: 'ceil' });
}

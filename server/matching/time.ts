import { Temporal } from 'temporal-polyfill';
import type { Hours, Member } from './member.ts';
import type { Policy } from './policy.ts';

/** What is read of a member to know when it works. */
export interface Worker extends Pick<Member, 'timeZone' | 'workingDays' | 'hours'> {
  readonly country: { readonly workingDays: readonly number[] } | null;
}

/** A stretch of time, `[start, end)` in milliseconds since the epoch. */
type Interval = readonly [start: number, end: number];

/** The world's usual week in CLDR, for a member that states none and whose country is unknown. */
const usualWorkingDays: readonly number[] = [1, 2, 3, 4, 5];

const hour = 3_600_000;

/**
 * When members are at work over the `timeDays` days after `asOf`, and how much of it two share.
 *
 * The window is the UTC days `asOf + 1` to `asOf + timeDays`, so that it belongs to neither zone.
 * A working day begins and ends at local wall time; where daylight saving skips or repeats that
 * time, Temporal's "compatible" rule decides. A member works on a local date when its weekday is a
 * working day; hours that end before they begin run into the next day.
 */
export class WorkingTime {
  readonly #policy: Policy;
  readonly #asOf: Temporal.PlainDate;
  readonly #window: Interval;
  readonly #working = new Map<string, readonly Interval[] | null>();
  readonly #shared = new Map<string, number | null>();

  /** @throws RangeError when `asOf` is no date */
  constructor(asOf: string, policy: Policy) {
    this.#policy = policy;
    this.#asOf = Temporal.PlainDate.from(asOf);
    const startOf = (days: number) =>
      this.#asOf.add({ days }).toZonedDateTime('UTC').epochMilliseconds;
    this.#window = [startOf(1), startOf(1 + policy.timeDays)];
  }

  /** Mean hours a day (all days counted, 0..24) in which both work; null where a zone is unknown. */
  sharedHours(a: Worker, b: Worker): number | null {
    const clockA = this.#clock(a);
    const clockB = this.#clock(b);
    if (!clockA || !clockB) return null;
    const key = clockA.key < clockB.key ? clockA.key + clockB.key : clockB.key + clockA.key;
    let hours = this.#shared.get(key);
    if (hours === undefined) {
      const one = this.#workingTimes(clockA);
      const other = this.#workingTimes(clockB);
      hours = one && other ? overlap(one, other) / hour / this.#policy.timeDays : null;
      this.#shared.set(key, hours);
    }
    return hours;
  }

  #clock(member: Worker): Clock | null {
    if (member.timeZone === null) return null;
    const { workdayFrom: from, workdayTo: to } = this.#policy;
    const days = member.workingDays ?? member.country?.workingDays ?? usualWorkingDays;
    const hours = member.hours ?? { from, to };
    const key = JSON.stringify([member.timeZone, days, hours.from, hours.to]);
    return { key, zone: member.timeZone, days, hours };
  }

  #workingTimes(clock: Clock): readonly Interval[] | null {
    let times = this.#working.get(clock.key);
    if (times === undefined)
      this.#working.set(
        clock.key,
        (times = this.#exists(clock.zone) ? this.#compute(clock) : null),
      );
    return times;
  }

  #exists(zone: string): boolean {
    try {
      this.#asOf.toZonedDateTime(zone);
      return true;
    } catch {
      return false;
    }
  }

  #compute({ zone, days, hours }: Clock): Interval[] {
    const [first, last] = this.#window;
    const times: Interval[] = [];
    // A day more at either end: local dates run ahead of UTC and behind it, and nights run over.
    for (let i = -1; i <= this.#policy.timeDays + 2; i++) {
      const day = this.#asOf.add({ days: i });
      if (!days.includes(day.dayOfWeek)) continue;
      const end = hours.to < hours.from ? day.add({ days: 1 }) : day;
      const start = Math.max(first, instant(day, hours.from, zone));
      const stop = Math.min(last, instant(end, hours.to, zone));
      if (start < stop) times.push([start, stop]);
    }
    return times;
  }
}

interface Clock {
  readonly key: string;
  readonly zone: string;
  readonly days: readonly number[];
  readonly hours: Hours;
}

/**
 * The time factor `T`: from `timeBase`, with no hour shared, up to 1 with `timeHours` a day or
 * more; `timeUnknown` where a zone is unknown.
 */
export function timeFactor(sharedHours: number | null, policy: Policy): number {
  if (sharedHours === null) return policy.timeUnknown;
  return policy.timeBase + (1 - policy.timeBase) * Math.min(1, sharedHours / policy.timeHours);
}

function instant(day: Temporal.PlainDate, minuteOfDay: number, zone: string): number {
  const date = minuteOfDay < 1440 ? day : day.add({ days: 1 });
  const minute = minuteOfDay % 1440;
  const time = { hour: Math.floor(minute / 60), minute: minute % 60 };
  return date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
}

/** Milliseconds that two lists have in common, each sorted and without overlaps of its own. */
function overlap(one: readonly Interval[], other: readonly Interval[]): number {
  let total = 0;
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    const [startA, endA] = one[i]!;
    const [startB, endB] = other[j]!;
    total += Math.max(0, Math.min(endA, endB) - Math.max(startA, startB));
    if (endA < endB) i++;
    else j++;
  }
  return total;
}

import { Temporal } from 'temporal-polyfill';
import type { Hours, Member } from '../member.ts';
import type { Policy } from '../policy.ts';
import { type CalendarDay, calendar, WallClock } from './wall-clock.ts';

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
  /** A day more at either end: local dates run ahead of UTC and behind it, and nights run over. */
  readonly #days: readonly CalendarDay[];
  readonly #window: Interval;
  readonly #clocks = new Map<string, WallClock | null>();
  readonly #known = new Map<string, Clock>();
  readonly #ofWorkers = new WeakMap<Worker, Clock | null>();

  /** @throws RangeError when `asOf` is no date */
  constructor(asOf: string, policy: Policy) {
    this.#policy = policy;
    const { timeDays } = policy;
    this.#days = calendar(Temporal.PlainDate.from(asOf).subtract({ days: 1 }), timeDays + 5);
    this.#window = [this.#days[2]!.start, this.#days[2 + timeDays]!.start];
  }

  /** Mean hours a day (all days counted, 0..24) in which both work; null where a zone is unknown. */
  sharedHours(a: Worker, b: Worker): number | null {
    const one = this.#clockOf(a);
    const other = this.#clockOf(b);
    if (!one || !other) return null;
    let hours = one.shared.get(other);
    if (hours === undefined) {
      const [times, others] = [this.#workingTimes(one), this.#workingTimes(other)];
      hours = times && others ? overlap(times, others) / hour / this.#policy.timeDays : null;
      one.shared.set(other, hours);
    }
    return hours;
  }

  #clockOf(worker: Worker): Clock | null {
    let clock = this.#ofWorkers.get(worker);
    if (clock === undefined) this.#ofWorkers.set(worker, (clock = this.#clock(worker)));
    return clock;
  }

  /** The same object for all who work at the same times. */
  #clock(member: Worker): Clock | null {
    const { timeZone: zone } = member;
    if (zone === null) return null;
    const { workdayFrom, workdayTo } = this.#policy;
    const days = member.workingDays ?? member.country?.workingDays ?? usualWorkingDays;
    const { from, to } = member.hours ?? { from: workdayFrom, to: workdayTo };
    const key = `${zone} ${setOf(days)} ${from} ${to}`;
    let clock = this.#known.get(key);
    if (!clock)
      this.#known.set(key, (clock = { zone, days, hours: { from, to }, shared: new Map() }));
    return clock;
  }

  #workingTimes(worker: Clock): readonly Interval[] | null {
    if (worker.times === undefined) {
      const clock = this.#clockIn(worker.zone);
      worker.times = clock && this.#compute(worker, clock);
    }
    return worker.times;
  }

  /** Null where there is no such zone. */
  #clockIn(zone: string): WallClock | null {
    let clock = this.#clocks.get(zone);
    if (clock === undefined) {
      try {
        clock = new WallClock(zone, this.#days);
      } catch {
        clock = null;
      }
      this.#clocks.set(zone, clock);
    }
    return clock;
  }

  #compute({ days, hours }: Clock, clock: WallClock): Interval[] {
    const [first, last] = this.#window;
    const times: Interval[] = [];
    for (const [i, day] of this.#days.slice(0, -1).entries()) {
      if (!days.includes(day.date.dayOfWeek)) continue;
      const end = hours.to < hours.from ? this.#days[i + 1]! : day;
      const start = Math.max(first, clock.instant(day, hours.from));
      const stop = Math.min(last, clock.instant(end, hours.to));
      if (start < stop) times.push([start, stop]);
    }
    return times;
  }
}

/** When somebody works, and what is known of it; null where there is no such zone. */
interface Clock {
  readonly zone: string;
  readonly days: readonly number[];
  readonly hours: Hours;
  times?: readonly Interval[] | null;
  readonly shared: Map<Clock, number | null>;
}

/** Weekdays as one number, a bit for each. */
function setOf(days: readonly number[]): number {
  let set = 0;
  for (const day of days) set |= 1 << day;
  return set;
}

/**
 * The time factor `T`: from `timeBase`, with no hour shared, up to 1 with `timeHours` a day or
 * more; `timeUnknown` where a zone is unknown.
 */
export function timeFactor(sharedHours: number | null, policy: Policy): number {
  if (sharedHours === null) return policy.timeUnknown;
  return policy.timeBase + (1 - policy.timeBase) * Math.min(1, sharedHours / policy.timeHours);
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

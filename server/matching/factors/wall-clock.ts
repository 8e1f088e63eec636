import { Temporal } from 'temporal-polyfill';

const day = 86_400_000;
const minute = 60_000;

/** A date in every time zone. */
export interface CalendarDay {
  readonly date: Temporal.PlainDate;
  /** When it begins in UTC, in milliseconds since the epoch. */
  readonly start: number;
}

/** So many dates one after the other. */
export function calendar(first: Temporal.PlainDate, length: number): CalendarDay[] {
  const start = first.toZonedDateTime('UTC').epochMilliseconds;
  return Array.from({ length }, (_, i) => ({
    date: first.add({ days: i }),
    start: start + i * day,
  }));
}

/**
 * When it is what o'clock in a time zone, on some dates.
 *
 * Most zones keep one offset from UTC all the while, and then it is taken away: a full conversion
 * costs a hundred times as much. The offset is looked up once a day; no zone leaves one and returns
 * to it within a day.
 */
export class WallClock {
  readonly #zone: string;
  /** Milliseconds ahead of UTC; null where that changes. */
  readonly #offset: number | null;

  /** @throws RangeError when there is no such zone */
  constructor(zone: string, days: readonly CalendarDay[]) {
    this.#zone = zone;
    const offsets = new Set(
      days.map(
        ({ start }) =>
          Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone).offsetNanoseconds,
      ),
    );
    const [offset] = offsets;
    this.#offset = offsets.size === 1 && offset !== undefined ? offset / 1e6 : null;
  }

  /**
   * Milliseconds since the epoch at a minute of a day, 0..1440. A time that daylight saving skips or
   * repeats is read by Temporal's "compatible" rule.
   */
  instant({ date, start }: CalendarDay, minuteOfDay: number): number {
    if (this.#offset !== null) return start + minuteOfDay * minute - this.#offset;
    const on = minuteOfDay < 1440 ? date : date.add({ days: 1 });
    const left = minuteOfDay % 1440;
    const plainTime = { hour: Math.floor(left / 60), minute: left % 60 };
    return on.toZonedDateTime({ timeZone: this.#zone, plainTime }).epochMilliseconds;
  }
}

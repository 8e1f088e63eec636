import { Temporal } from 'temporal-polyfill';

/** What o'clock means in a time zone, to the minute. */

/** A local date and time, and what became of it. */
export type LocalTime =
  | {
      readonly kind: 'EXISTS';
      readonly instant: Date;
      /** It comes round again, as daylight saving ends: the first of the two is meant. */
      readonly twice: boolean;
    }
  /** Daylight saving leaves it out: the clocks go from `from` to `to`, both `HH:MM`. */
  | { readonly kind: 'SKIPPED'; readonly from: string; readonly to: string }
  | { readonly kind: 'UNREADABLE' };

const written = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}$/;

/** Reads `2026-03-29T10:00` in an IANA zone that exists. */
export function readLocalTime(text: string, timeZone: string): LocalTime {
  const local = written.test(text) ? parse(text) : null;
  if (!local) return { kind: 'UNREADABLE' };
  const first = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const second = local.toZonedDateTime(timeZone, { disambiguation: 'later' });
  if (first.toPlainDateTime().equals(local)) {
    const instant = new Date(first.epochMilliseconds);
    return { kind: 'EXISTS', instant, twice: !first.equals(second) };
  }
  // Both ways of reading it lie on either side of the change.
  const to = first.getTimeZoneTransition('next') ?? second;
  const skipped = { nanoseconds: second.offsetNanoseconds - first.offsetNanoseconds };
  const from = to.toPlainDateTime().subtract(skipped);
  return { kind: 'SKIPPED', from: minuteOf(from), to: minuteOf(to) };
}

/** `2026-03-29T10:00`, as clocks in an IANA zone show the moment. */
export function localTimeAt(instant: Date, timeZone: string): string {
  return zoned(instant, timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** Which of the two it is, where clocks in the zone show the time of this moment twice; null where they do not. */
export function whichOfTwo(instant: Date, timeZone: string): 'FIRST' | 'SECOND' | null {
  const time = zoned(instant, timeZone);
  const local = time.toPlainDateTime();
  const first = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  if (first.equals(local.toZonedDateTime(timeZone, { disambiguation: 'later' }))) return null;
  return time.epochMilliseconds === first.epochMilliseconds ? 'FIRST' : 'SECOND';
}

function zoned(instant: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
}

function parse(text: string): Temporal.PlainDateTime | null {
  try {
    return Temporal.PlainDateTime.from(text, { overflow: 'reject' });
  } catch {
    return null;
  }
}

function minuteOf({ hour, minute }: { readonly hour: number; readonly minute: number }): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

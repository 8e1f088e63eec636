import { Temporal } from 'temporal-polyfill';

/** Days are counted in the proleptic Gregorian calendar; a year is the Julian year of astronomy. */
export const daysPerYear = 365.25;

/** Days from one date (`YYYY-MM-DD`) to another; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

const dayNumbers = new Map<string, number>();

/** Days since 1970-01-01. Kept, as members have few dates between them and are compared often. */
export function dayNumber(date: string): number {
  let number = dayNumbers.get(date);
  if (number === undefined) dayNumbers.set(date, (number = Date.parse(date) / 86_400_000));
  return number;
}

/** Years from one date to another, as days / 365.25; negative when the other is earlier. */
export function yearsBetween(from: string, to: string): number {
  return daysBetween(from, to) / daysPerYear;
}

/**
 * Whether `asOf` lies less than so many calendar months after `event`. The day with the same number
 * is no longer less; a month that lacks it ends the time on its last day. An event still to come
 * counts as recent.
 */
export function isLessThanMonthsAfter(event: string, months: number, asOf: string): boolean {
  const over = Temporal.PlainDate.from(monthsAfter(event, months));
  return Temporal.PlainDate.compare(Temporal.PlainDate.from(asOf), over) < 0;
}

/** The day so many calendar months after an event, `YYYY-MM-DD`; in a shorter month its last day. */
export function monthsAfter(event: string, months: number): string {
  return Temporal.PlainDate.from(event).add({ months }).toString();
}

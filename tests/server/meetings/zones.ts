/** Zones whose clocks change, and what Intl alone says of them: a witness that shares nothing with the code under test. */

const minute = 60_000;
const day = 86_400_000;

/** Both hemispheres, changes at midnight and by half an hour, and one that goes back for Ramadan. */
export const zones = [
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/Havana',
  'America/New_York',
  'America/Santiago',
  'America/St_Johns',
  'Asia/Beirut',
  'Asia/Jerusalem',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Europe/Berlin',
  'Europe/London',
  'Pacific/Auckland',
  'Pacific/Chatham',
] as const;

const formats = new Map<string, Intl.DateTimeFormat>();

/** `2026-03-29T10:00`, as clocks in the zone show it. */
export function shown(instant: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(
    format.formatToParts(instant).map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/** 1 Monday … 7 Sunday, of a local date and time. */
export function weekday(local: string): number {
  return new Date(`${local}Z`).getUTCDay() || 7;
}

/** Minutes of the local day. */
export function minuteOfDay(local: string): number {
  return Number(local.slice(11, 13)) * 60 + Number(local.slice(14));
}

/** The first moments after each change of the clocks in a year. */
export function changes(timeZone: string, year: number): number[] {
  const offset = (instant: number) => Date.parse(`${shown(instant, timeZone)}Z`) - instant;
  const found: number[] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += day) {
    if (offset(at) === offset(at + day)) continue;
    let [before, after] = [at, at + day];
    while (after - before > minute) {
      const middle = before + Math.floor((after - before) / 2 / minute) * minute;
      if (offset(middle) === offset(at)) before = middle;
      else after = middle;
    }
    found.push(after);
  }
  return found;
}

/** Each minute that clocks show around a moment, and the moments at which they do, the first first. */
export function minutesAround(instant: number, timeZone: string, hours: number) {
  const moments = new Map<string, number[]>();
  for (let at = instant - hours * 60 * minute; at <= instant + hours * 60 * minute; at += minute) {
    const local = shown(at, timeZone);
    moments.set(local, [...(moments.get(local) ?? []), at]);
  }
  return moments;
}

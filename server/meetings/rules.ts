import type { ExchangeFormat } from '../../generated/prisma/enums.ts';
import { parseTimeZone } from '../cldr/time-zones.ts';
import { checkText } from '../exchanges/text.ts';
import type { Checked, Problem } from '../members/rules.ts';
import type { CalendarSession } from './calendar.ts';
import { localTimeAt, readLocalTime } from './local-time.ts';

/** What may be proposed, planned and written down about a meeting. Pure: an input goes in, and either its clean form or every problem with it. */

export const limits = {
  /** Times of one proposal. */
  times: 10,
  minutes: { least: 5, most: 720 },
  /** Characters. */
  note: 2_000,
  place: 500,
  /** A session that is noted began no longer ago than this. */
  yearsBack: 5,
} as const;

/** Where and when somebody is as they choose a time. */
export interface Chooser {
  readonly now: Date;
  /** The zone of the member that acts; null where it has none. */
  readonly timeZone: string | null;
}

const checked = <T>(value: T, problems: readonly Problem[]): Checked<T> =>
  problems.length === 0 ? { value, problems: [] } : { value: null, problems };

export interface ProposalInput {
  readonly times: readonly string[];
  readonly timeZone?: string | null;
  readonly minutes: number;
  readonly note?: string | null;
}

export interface CleanProposal {
  /** The earliest first. */
  readonly times: readonly Date[];
  readonly timeZone: string;
  readonly minutes: number;
  readonly note: string | null;
}

export function checkProposal(input: ProposalInput, chooser: Chooser): Checked<CleanProposal> {
  const problems: Problem[] = [];
  const timeZone = checkZone(input.timeZone, chooser, problems);
  const minutes = checkMinutes(input.minutes, problems);
  const note = textOf('note', input.note, problems);
  const { length } = input.times;
  if (length === 0) problems.push({ path: ['times'], key: 'meeting.noTimes' });
  if (length > limits.times) {
    const values = { found: length, max: limits.times };
    problems.push({ path: ['times'], key: 'meeting.tooManyTimes', values });
  }
  const times = new Set<number>();
  for (const [i, text] of input.times.slice(0, limits.times).entries()) {
    const path = ['times', String(i)];
    const time = timeZone && checkAhead(text, timeZone, chooser, path, problems);
    if (!time) continue;
    if (times.has(time.getTime()))
      problems.push({ path, key: 'meeting.twice', values: { found: text } });
    times.add(time.getTime());
  }
  const inOrder = [...times].sort((one, other) => one - other).map((time) => new Date(time));
  return checked({ times: inOrder, timeZone: timeZone ?? '', minutes, note }, problems);
}

export interface SessionInput {
  /** Local: `2026-03-29T10:00`. */
  readonly startsAt?: string | null;
  readonly timeZone?: string | null;
  readonly minutes?: number | null;
  readonly format?: ExchangeFormat | null;
  readonly place?: string | null;
}

export interface PlannedSession {
  readonly startsAt: Date;
  readonly timeZone: string;
  readonly minutes: number;
  readonly format: ExchangeFormat;
  readonly place: string | null;
}

/**
 * A session that is to come, or `stored` changed: what is absent or null stays as it is, and an empty place takes it away.
 */
export function checkPlan(
  input: SessionInput,
  chooser: Chooser,
  stored: PlannedSession | null,
): Checked<PlannedSession> {
  return checkSession(input, chooser, stored, checkAhead);
}

/** A session that was held: its time is not in the future, nor long gone by. */
export function checkHeld(
  input: SessionInput,
  chooser: Chooser,
  stored: PlannedSession | null,
): Checked<PlannedSession> {
  const held = checkSession(input, chooser, stored, checkGoneBy);
  if (held.value && held.value.startsAt > chooser.now)
    return { value: null, problems: [{ path: ['startsAt'], key: 'meeting.notYet' }] };
  return held;
}

type CheckTimeOf = typeof checkAhead;

function checkSession(
  input: SessionInput,
  chooser: Chooser,
  stored: PlannedSession | null,
  checkTimeOf: CheckTimeOf,
): Checked<PlannedSession> {
  const problems: Problem[] = [];
  const path = ['startsAt'];
  const timeZone =
    input.timeZone == null && input.startsAt == null && stored
      ? stored.timeZone
      : checkZone(input.timeZone, chooser, problems);
  const given =
    input.startsAt == null
      ? stored?.startsAt
      : timeZone && checkTimeOf(input.startsAt, timeZone, chooser, path, problems);
  if (input.startsAt == null && !stored) problems.push({ path, key: 'meeting.noTime' });
  const minutes = checkMinutes(input.minutes ?? stored?.minutes ?? 60, problems);
  const place =
    input.place == null ? (stored?.place ?? null) : textOf('place', input.place, problems);
  const format = input.format ?? stored?.format ?? 'ONLINE';
  const startsAt = given || new Date(Number.NaN);
  return checked({ startsAt, timeZone: timeZone ?? '', minutes, format, place }, problems);
}

/** A note on a session. */
export function checkNote(text: string | null | undefined): Checked<{ note: string | null }> {
  const problems: Problem[] = [];
  return checked({ note: textOf('note', text, problems) }, problems);
}

function checkZone(
  given: string | null | undefined,
  { timeZone }: Chooser,
  problems: Problem[],
): string | null {
  const path = ['timeZone'];
  const text = given?.trim() ?? '';
  if (text === '') {
    if (timeZone === null) problems.push({ path, key: 'meeting.noZone' });
    return timeZone;
  }
  const zone = parseTimeZone(text);
  if (!zone) problems.push({ path, key: 'error.timeZone', values: { found: text.slice(0, 60) } });
  return zone;
}

function textOf(
  field: 'note' | 'place',
  text: string | null | undefined,
  problems: Problem[],
): string | null {
  const checkedText = checkText([field], text, { max: limits[field] });
  problems.push(...checkedText.problems);
  return checkedText.value;
}

function checkMinutes(minutes: number, problems: Problem[]): number {
  const { least, most } = limits.minutes;
  if (!(Number.isInteger(minutes) && minutes >= least && minutes <= most)) {
    const values = { found: minutes, least, most };
    problems.push({ path: ['minutes'], key: 'meeting.minutes', values });
  }
  return minutes;
}

/** The moment of a local time that exists; null, with the problem told, where it does not. */
function checkTime(
  text: string,
  timeZone: string,
  path: readonly string[],
  problems: Problem[],
): Date | null {
  const time = readLocalTime(text.trim(), timeZone);
  const found = text.slice(0, 30);
  if (time.kind === 'EXISTS') return time.instant;
  if (time.kind === 'UNREADABLE') problems.push({ path, key: 'meeting.time', values: { found } });
  else {
    const values = { found, zone: timeZone, from: time.from, to: time.to };
    problems.push({ path, key: 'meeting.skipped', values });
  }
  return null;
}

/** The same for a time that is not longer ago than an exchange. Whether it is to come is asked of the whole session. */
function checkGoneBy(
  text: string,
  timeZone: string,
  { now }: Chooser,
  path: readonly string[],
  problems: Problem[],
): Date | null {
  const time = checkTime(text, timeZone, path, problems);
  if (!time) return null;
  const earliest = new Date(now);
  earliest.setUTCFullYear(now.getUTCFullYear() - limits.yearsBack);
  if (time >= earliest) return time;
  const values = { found: text.slice(0, 30), years: limits.yearsBack };
  problems.push({ path, key: 'meeting.longAgo', values });
  return null;
}

/** The same for a time that must lie ahead, within a year. */
function checkAhead(
  text: string,
  timeZone: string,
  chooser: Chooser,
  path: readonly string[],
  problems: Problem[],
): Date | null {
  const time = checkTime(text, timeZone, path, problems);
  if (!time) return null;
  const { now } = chooser;
  const inAYear = new Date(now);
  inAYear.setUTCFullYear(now.getUTCFullYear() + 1);
  if (time > now && time <= inAYear) return time;
  const values = { found: text.slice(0, 30), now: localTimeAt(now, timeZone).replace('T', ' ') };
  problems.push({ path, key: time > now ? 'meeting.tooFar' : 'meeting.past', values });
  return null;
}

/** What settling needs to know of a proposal. */
export interface AnsweredTime {
  readonly id: string;
  readonly startsAt: Date;
  readonly answers: readonly { readonly memberId: string; readonly fits: boolean }[];
}

/**
 * The time that a proposal comes to by itself: once every party has answered, the earliest to come that suits them all;
 * null as long as somebody has not answered, and where nothing suits all.
 */
export function settledOn<T extends AnsweredTime>(
  times: readonly T[],
  parties: readonly string[],
  now: Date,
): T | null {
  const ahead = times.filter(({ startsAt }) => startsAt > now);
  const suiting = ahead.filter((time) => parties.every((party) => suits(time, party)));
  return suiting.toSorted((one, other) => +one.startsAt - +other.startsAt)[0] ?? null;
}

export function suits({ answers }: AnsweredTime, memberId: string): boolean {
  return answers.some((answer) => answer.memberId === memberId && answer.fits);
}

/** Whether every party has said which of the times suit it. */
export function allAnswered(times: readonly AnsweredTime[], parties: readonly string[]): boolean {
  return times.every(({ answers }) =>
    parties.every((party) => answers.some(({ memberId }) => memberId === party)),
  );
}

/** A session as it is to be seen: one that is still planned when its exchange ends does not take place. */
export function withEndOfExchange<
  T extends Pick<CalendarSession, 'state' | 'sequence' | 'startsAt' | 'updatedAt'>,
>(session: T, endedAt: Date | null): T {
  if (session.state !== 'PLANNED' || endedAt === null || session.startsAt <= endedAt)
    return session;
  return { ...session, state: 'CANCELLED', sequence: session.sequence + 1, updatedAt: endedAt };
}

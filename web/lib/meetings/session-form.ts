import { exchangeFormats, isOneOf, type ExchangeFormat } from '../graphql/enums.ts';
import type { Translator } from '../i18n/translator.ts';
import { textOf, textsOf } from '../forms/text.ts';
import type { Problem } from '../forms/problems.ts';
import { clocksOf, fieldsOf } from './clocks.ts';
import type { Session } from './meetings.ts';

/** What stands in the controls of a session that is planned, moved or told of; also their names. */
export interface SessionValues {
  day: string;
  hour: string;
  minutes: string;
  format: string;
  place: string;
  note: string;
  /** `all`: the other parties may read the note; `own`: only the writer and the secretariat. */
  shared: string;
  /** The ids of the parties that did not come. */
  absent: string[];
}

export const sessionFields = ['day', 'hour', 'minutes', 'format', 'place', 'note', 'absent'];

export const emptySession: SessionValues = {
  day: '',
  hour: '',
  minutes: '60',
  format: 'ONLINE',
  place: '',
  note: '',
  shared: 'all',
  absent: [],
};

/** A session as its form shows it to one party, or to the secretariat: on its clocks, with what it said itself. */
export function sessionValuesOf(session: Session, memberId: string | null): SessionValues {
  const { here } = clocksOf(session.local);
  return {
    ...emptySession,
    ...fieldsOf(here?.dateTime ?? session.startsAt),
    minutes: String(session.minutes),
    format: session.format,
    place: session.place ?? '',
    absent: toldBy(session, memberId).map(({ member }) => member.id),
  };
}

/** The absences that one party told of; null: the secretariat. */
function toldBy({ absences }: Pick<Session, 'absences'>, memberId: string | null) {
  return absences.filter(({ reportedBy }) => (reportedBy?.id ?? null) === memberId);
}

/** Those that somebody else told of already: telling them again would change nothing. */
export function toldByOthers(session: Pick<Session, 'absences'>, memberId: string | null) {
  const own = toldBy(session, memberId);
  return session.absences.filter((absence) => !own.includes(absence));
}

export function readSession(form: FormData): SessionValues {
  return {
    day: textOf(form, 'day'),
    hour: textOf(form, 'hour'),
    minutes: textOf(form, 'minutes'),
    format: textOf(form, 'format'),
    place: textOf(form, 'place'),
    note: textOf(form, 'note'),
    shared: textOf(form, 'shared') === 'own' ? 'own' : 'all',
    absent: textsOf(form, 'absent[]'),
  };
}

/** What is missing before the API can be asked. */
export function missingIn({ day, hour }: SessionValues, t: Translator['t']): Problem[] {
  const problems: Problem[] = [];
  if (!day) problems.push({ field: 'day', message: t('meetings.no-day') });
  if (!hour) problems.push({ field: 'hour', message: t('meetings.no-hour') });
  return problems;
}

/** When, how long and how, as the API takes it; the time is local. */
export function sessionInput({ day, hour, minutes, format }: SessionValues) {
  return {
    startsAt: `${day}T${hour}`,
    minutes: Number(minutes) || 60,
    format: formatOf(format),
  };
}

function formatOf(value: string): ExchangeFormat {
  return isOneOf(exchangeFormats, value) ? value : 'ONLINE';
}

/** The control for a place in the input of a session's mutation. */
export function controlOfSession(path: readonly string[]): string | undefined {
  const step = path.findLast((one) => one === 'startsAt' || sessionFields.includes(one));
  return step === 'startsAt' ? 'day' : step;
}

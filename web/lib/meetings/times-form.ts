import type { Translator } from '../i18n/translator.ts';
import { textOf, textsOf } from '../forms/text.ts';
import type { Problem } from '../forms/problems.ts';

/** How many times of one's own the form has room for. */
export const ownTimes = [0, 1, 2] as const;

/** How long a meeting may be, to choose from; in minutes. */
export const lengths = [30, 45, 60, 90, 120, 180] as const;

/** What stands in the controls of the form. */
export interface TimesValues {
  /** Ticked among those that were suggested, as local times such as 2026-12-01T14:00. */
  picked: string[];
  /** Typed: days and hours, in their rows. */
  own: { day: string; hour: string }[];
  minutes: string;
  note: string;
}

export const emptyTimes: TimesValues = {
  picked: [],
  own: ownTimes.map(() => ({ day: '', hour: '' })),
  minutes: '60',
  note: '',
};

export function readTimes(form: FormData): TimesValues {
  return {
    picked: textsOf(form, 'picked[]'),
    own: ownTimes.map((row) => ({
      day: textOf(form, `day-${row}`),
      hour: textOf(form, `hour-${row}`),
    })),
    minutes: textOf(form, 'minutes'),
    note: textOf(form, 'note'),
  };
}

/** A local time that is to be proposed, and the control that it came from. */
export interface LocalChoice {
  time: string;
  control: string;
}

/**
 * The local times to propose. A row with a day and no hour, or the other way round, is a problem,
 * and so is no time at all.
 */
export function timesIn(
  { picked, own }: TimesValues,
  t: Translator['t'],
): { times: LocalChoice[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const times: LocalChoice[] = picked.map((time) => ({ time, control: 'picked' }));
  for (const [row, { day, hour }] of own.entries()) {
    if (day && hour) times.push({ time: `${day}T${hour}`, control: `day-${row}` });
    else if (day) problems.push({ field: `hour-${row}`, message: t('meetings.no-hour') });
    else if (hour) problems.push({ field: `day-${row}`, message: t('meetings.no-day') });
  }
  if (times.length === 0 && problems.length === 0) {
    problems.push({
      field: picked.length > 0 ? 'picked' : 'day-0',
      message: t('meetings.no-time'),
    });
  }
  return { times, problems };
}

/** The control for a place in the input of `proposeTimes`: a time is found where it was chosen. */
export function controlOfTimes(times: readonly LocalChoice[]) {
  return (path: readonly string[]): string | undefined => {
    const at = path.indexOf('times');
    if (at === -1) return path.findLast((step) => step === 'minutes' || step === 'note');
    return times[Number(path[at + 1] ?? 0)]?.control ?? 'day-0';
  };
}

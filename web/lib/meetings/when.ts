import { formattingTag, type Locale } from '../i18n/locales.ts';

/** How one language says when something is; zones are names of the IANA database. */
export interface Moments {
  /** "Tue, 1 Dec 2026" */
  day(instant: string, zone: string): string;
  /** "14:00" */
  time(instant: string, zone: string): string;
  /** "Tue, 1 Dec 2026, 14:00" */
  moment(instant: string, zone: string): string;
}

const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
const time = { hour: '2-digit', minute: '2-digit' } as const;

const formats = new Map<string, Intl.DateTimeFormat>();

/** How a language says when something is. */
export function moments(locale: Locale): Moments {
  const tag = formattingTag(locale);
  function write(instant: string, zone: string, parts: Intl.DateTimeFormatOptions): string {
    const name = `${tag} ${zone} ${Object.keys(parts).join()}`;
    let format = formats.get(name);
    if (!format) {
      format = new Intl.DateTimeFormat(tag, { ...parts, timeZone: zone });
      formats.set(name, format);
    }
    return format.format(new Date(instant));
  }
  return {
    day: (instant, zone) => write(instant, zone, day),
    time: (instant, zone) => write(instant, zone, time),
    moment: (instant, zone) => write(instant, zone, { ...day, ...time }),
  };
}

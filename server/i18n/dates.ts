import type { Locale } from './locales.ts';

/** The tag that dates are written by: English as most of the world writes it, the day first. */
export const formattingTag = (locale: Locale): string => (locale === 'en' ? 'en-GB' : locale);

/** A calendar day in words, as the pages write it: 7 December 2026. */
export function dayInWords(locale: Locale, day: Date): string {
  return new Intl.DateTimeFormat(formattingTag(locale), {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(day);
}

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

/** A local time such as `2026-03-29T10:00` in words: 29 March 2026 at 10:00. */
export function momentInWords(locale: Locale, local: string): string {
  return new Intl.DateTimeFormat(formattingTag(locale), {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(new Date(`${local.replace(' ', 'T')}Z`));
}

import { formattingTag, type Locale } from '../i18n/locales.ts';

/** Writes a constant as people of a language do, short and without a thousands separator. */
export function writer(locale: Locale): (value: number) => string {
  const format = new Intl.NumberFormat(formattingTag(locale), {
    maximumFractionDigits: 6,
    useGrouping: false,
  });
  return (value) => format.format(value);
}

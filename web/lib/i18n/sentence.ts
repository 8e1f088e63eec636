import type { Locale } from './locales.ts';

/** A term such as "high priority" where nothing stands before it: "High priority". */
export function sentence(text: string, locale: Locale): string {
  return text.replace(/^\p{Ll}/u, (first) => first.toLocaleUpperCase(locale));
}

import { nameIn } from '../cldr/names.ts';
import type { Locale } from '../i18n/locales.ts';
import { message, type MessageKey } from '../i18n/message.ts';

/** Something that keeps a file from being imported, before it is said in anybody's language. */
export interface Fault extends Wrong {
  /** Line of the file, 1 for the first; a row that spans lines counts as its first. */
  readonly line: number;
  /** The name of a column, `row` for a whole row, or `file`. */
  readonly column: string;
}

/** What is wrong, what was found and what is allowed. */
export interface Wrong {
  readonly key: Extract<MessageKey, `import.${string}`>;
  readonly values?: Readonly<Record<string, string | number>>;
  /** What was probably meant. */
  readonly suggestions?: readonly Suggestion[];
  /** Whether nothing after it could be read. */
  readonly last?: boolean;
}

/** As it would be written, or a country by its code. */
export type Suggestion = string | { readonly country: string };

export type Report = (wrong: Wrong) => void;

/** A fault as people read it: shown as `FILE:LINE: column: message`. */
export interface Problem extends Pick<Fault, 'line' | 'column'> {
  /** What is wrong, what was found and what is allowed. */
  readonly message: string;
}

/** @param locale the language of those who mend the file; what was found in it stays as it is */
export function inWords(fault: Fault, locale: Locale): Problem {
  const { line, column, key, values = {}, suggestions = [], last = false } = fault;
  // Codes and names in Latin script would turn the order of a sentence in Arabic.
  const apart = (text: string) => (locale === 'ar' ? `\u2068${text}\u2069` : text);
  const shown = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? apart(value) : value,
  ]);
  const meant = suggestions.map((one) =>
    apart(
      typeof one === 'string'
        ? one
        : `${one.country} (${nameIn('region', one.country, locale) ?? one.country})`,
    ),
  );
  const parts = [message(locale, key, Object.fromEntries(shown))];
  if (meant.length > 0)
    parts.push(message(locale, 'import.didYouMean', { suggestions: anyOf(meant, locale) }));
  if (last) parts.push(message(locale, 'import.restUnread'));
  return { line, column, message: parts.join('') };
}

/** "A", "B" or "C" in the language of the reader. */
function anyOf(items: readonly string[], locale: Locale): string {
  // British English, like the rest of our texts, has no comma before "or".
  const format = new Intl.ListFormat(locale === 'en' ? 'en-GB' : locale, { type: 'disjunction' });
  return format.format(items);
}

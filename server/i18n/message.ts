import { IntlMessageFormat } from 'intl-messageformat';
import ar from './ar.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import { momentInWords } from './dates.ts';
import type { Locale } from './locales.ts';

export type MessageKey = keyof typeof en;
export type MessageValues = Readonly<Record<string, string | number>>;

const catalogues: Record<Locale, Record<MessageKey, string>> = { en, fr, es, ar };
const parsed = new Map<string, IntlMessageFormat>();

const localTime = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[T ]([01]\d|2[0-3]):[0-5]\d$/;

/** A sentence of the server's in one language; `key` as in `en.json`, an ICU message. A local time among the values stands there in words. */
export function message(locale: Locale, key: MessageKey, values: MessageValues = {}): string {
  const id = `${locale}:${key}`;
  let format = parsed.get(id);
  if (!format) {
    format = new IntlMessageFormat(catalogues[locale][key], locale);
    parsed.set(id, format);
  }
  const inWords = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' && localTime.test(value) ? momentInWords(locale, value) : value,
  ]);
  return String(format.format(Object.fromEntries(inWords)));
}

/** "land, water and housing" in the language of the reader. */
export function listOf(locale: Locale, items: readonly string[]): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(items);
}

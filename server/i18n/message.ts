import { IntlMessageFormat } from 'intl-messageformat';
import ar from './ar.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import type { Locale } from './locales.ts';

export type MessageKey = keyof typeof en;
export type MessageValues = Readonly<Record<string, string | number>>;

const catalogues: Record<Locale, Record<MessageKey, string>> = { en, fr, es, ar };
const parsed = new Map<string, IntlMessageFormat>();

/** A sentence of the server's in one language; `key` as in `en.json`, an ICU message. */
export function message(locale: Locale, key: MessageKey, values: MessageValues = {}): string {
  const id = `${locale}:${key}`;
  let format = parsed.get(id);
  if (!format) {
    format = new IntlMessageFormat(catalogues[locale][key], locale);
    parsed.set(id, format);
  }
  return String(format.format(values));
}

/** "land, water and housing" in the language of the reader. */
export function listOf(locale: Locale, items: readonly string[]): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(items);
}

import type { Option } from '../components/options.ts';
import { locales, type Locale } from '../i18n/locales.ts';

/** Languages to choose from, by their names in the reader's: those of the pages, and these. */
export function languageOptions(others: readonly string[], locale: Locale): Option[] {
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  const codes = [...new Set([...locales, ...others])].filter((code) => /^[a-z]{2,3}$/.test(code));
  return codes.map((value) => ({ value, label: names.of(value) ?? value }));
}

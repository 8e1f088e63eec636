/** Names of languages and regions in the reader's language, from CLDR through Intl. */

type Kind = 'language' | 'region';

const lists = new Map<string, Intl.DisplayNames>();

/** Making a list costs some milliseconds, a name from it microseconds: one per locale is kept. */
function list(kind: Kind, locale: string): Intl.DisplayNames {
  const key = `${kind} ${locale}`;
  const kept = lists.get(key);
  if (kept !== undefined) return kept;
  const made = new Intl.DisplayNames(locale, { type: kind, fallback: 'none' });
  lists.set(key, made);
  return made;
}

/**
 * The name CLDR has for a code in exactly this locale, or undefined where it has none.
 * `locale` is one of the locales the app speaks; a malformed code or locale throws RangeError.
 */
export function nameIn(kind: Kind, code: string, locale: string): string | undefined {
  return list(kind, locale).of(code);
}

/** The name in the locale, else in English, else the code itself. Throws RangeError as `nameIn`. */
export function displayName(kind: Kind, code: string, locale: string): string {
  return nameIn(kind, code, locale) ?? nameIn(kind, code, 'en') ?? code;
}

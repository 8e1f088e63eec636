import { locales } from '../i18n/locales.ts';

/** A thing with a code and a name in the reader's language. */
export interface Named {
  code: string;
  name: string;
}

/** Takes away what people leave out when they type: accents, vowel signs, case, the Arabic article. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[أإآ]/g, 'ا')
    .replace(/(^|\s)ال/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * The things that somebody means who typed a name: by its code, its name in the reader's language or
 * in another language of the pages. A name that fits exactly is meant alone; the beginning of
 * several names means all of them.
 */
export function namesakes(
  typed: string,
  things: readonly Named[],
  type: 'language' | 'region',
): readonly Named[] {
  const wanted = plain(typed);
  if (!wanted) return [];
  const others = locales.map((locale) => new Intl.DisplayNames(locale, { type }));
  const foreign = (thing: Named) => others.map((names) => plain(names.of(thing.code) ?? ''));

  // From the surest way of meaning something to the least sure: the first that finds any is meant.
  const ways: ((thing: Named) => boolean)[] = [
    ({ code }) => code.toLowerCase() === typed.trim().toLowerCase(),
    ({ name }) => plain(name) === wanted,
    ({ name }) => plain(name).startsWith(wanted),
    (thing) => foreign(thing).includes(wanted),
    (thing) => foreign(thing).some((name) => name.startsWith(wanted)),
  ];
  for (const way of ways) {
    const meant = things.filter(way);
    if (meant.length > 0) return meant;
  }
  return [];
}

import { plain } from '../taxonomy/normalise.ts';

/**
 * What PostgreSQL's full text is given. Which characters make a word, and what their small letters are, its parser decides by
 * the locale of the database, and the extension that takes accents off is not everywhere; so both are done here, and every
 * database finds the same.
 */

/** A configuration that every PostgreSQL has; each takes the endings off the words of its language. */
export type Configuration = 'english' | 'french' | 'spanish' | 'arabic' | 'simple';

export const configurations: Readonly<Record<string, Configuration>> = {
  en: 'english',
  fr: 'french',
  es: 'spanish',
  ar: 'arabic',
};

/** For notes in a language that is not listed words are found as they stand there. */
export function configurationOf(language: string): Configuration {
  return configurations[language] ?? 'simple';
}

/** Characters of a search that are looked at; more than any sentence, and short enough for a word of PostgreSQL's. */
const longestSearch = 300;

/**
 * The words of a text in the spellings in which people look for them: as they are written, and without accents, hamzas and
 * articles. Both, as endings are known by their accents: expulsé and expulsées are one word, expulse and expulsees are two.
 */
export function searchable(text: string): string {
  return spellings(text)
    .map((spelling) => words(spelling))
    .join(' ');
}

/** A search, spelling by spelling, in PostgreSQL's web syntax: "a phrase", or, -not. Empty where it holds no word. */
export function searchesFor(search: string): readonly string[] {
  const asked = [...search.normalize('NFKC')].slice(0, longestSearch).join('');
  return spellings(asked.replace(quotes, '"'))
    .map((text) => text.replace(/\s+-+(?=[\p{L}\p{N}"])/gu, ' ¬').replace(/^-+/u, '¬'))
    .map((text) => words(text, /[^\p{L}\p{M}\p{N}"¬]+/u).replaceAll('¬', '-'))
    .filter((text) => /[\p{L}\p{N}]/u.test(text));
}

/** Whether something is to be left out: `-mining`. */
export function excludes(search: string): boolean {
  return /(^|\s)-+[\p{L}\p{N}"]/u.test(search.normalize('NFKC').replace(quotes, '"'));
}

const quotes = /[\u201c-\u201f\u00ab\u00bb\u2033]/g;

function spellings(text: string): string[] {
  const written = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cf}/gu, '');
  const bare = plain(text).replace(articles, '');
  return written === bare ? [written] : [written, bare];
}

/** الحق, والحق, بالحق and للحق are حق with what is written in one with it; a rest of one letter would be another word. */
const articles = /(?<![\p{L}\p{M}])(?:[وف]?[بك]?ال|و?لل)(?=\p{L}{2})/gu;

function words(text: string, between = /[^\p{L}\p{M}\p{N}]+/u): string {
  return text.replace(unspaced, segmented).split(between).filter(Boolean).join(' ');
}

/** Scripts that write words without spaces between them. */
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+/gu;
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

function segmented(run: string): string {
  return ` ${Array.from(segmenter.segment(run), ({ segment }) => segment).join(' ')} `;
}

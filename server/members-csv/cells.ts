import type { LanguageLevel } from '../../generated/prisma/enums.ts';
import { parseLanguage } from '../cldr/languages.ts';
import { country } from '../cldr/territories.ts';
import { parseTimeZone } from '../cldr/time-zones.ts';
import { limits } from '../members/rules.ts';
import { defaults, languageLevels, listSeparator, longest } from './columns.ts';

import { didYouMean, shorten, suggestCountry } from './suggestion.ts';

/** Each function understands one sort of cell: it answers the value, or reports what is wrong and answers undefined. */

export type Report = (message: string) => void;

/** What spreadsheets would run as a formula; a leading `'` keeps them from it. */
const formula = /^'*[=+\-@\t]/;

/** A cell as it is written. `'` is put before one that begins with `'=` too, so that reading gives back just that. */
export function guardFormula(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell;
}

/** A cell as it was meant: without the guard and without space around it. */
export function unguardFormula(cell: string): string {
  const text = cell.trim();
  return text.startsWith("'") && formula.test(text) ? text.slice(1).trim() : text;
}

export function parseText(text: string, limit: number, report: Report): string | undefined {
  const clean = text.replace(/[\s\p{Cc}]+/gu, ' ');
  if (clean.length <= limit) return clean;
  report(`has ${clean.length} characters: "${shorten(clean)}"; at most ${limit} are allowed`);
}

export function parseChoice<T extends string>(
  text: string,
  allowed: readonly T[],
  what: string,
  report: Report,
): T | undefined {
  const found = allowed.find((value) => value.toLowerCase() === text.toLowerCase());
  if (found === undefined) {
    const list = allowed.join(', ');
    report(`unknown ${what} "${shorten(text)}"; allowed are ${list}${didYouMean(text, allowed)}`);
  }
  return found;
}

export function parseYesOrNo(text: string, report: Report): boolean | undefined {
  if (/^yes$/i.test(text)) return true;
  if (/^no$/i.test(text)) return false;
  report(`found "${shorten(text)}"; allowed are yes and no`);
}

export function parseCapacity(text: string, report: Report): number | undefined {
  const capacity = Number(text);
  if (/^\d+$/.test(text) && capacity <= limits.capacity) return capacity;
  report(`found "${shorten(text)}"; allowed is a whole number from 0 to ${limits.capacity}`);
}

/** Answers the date in the form in which it was written, `YYYY-MM-DD`. */
export function parseDate(text: string, report: Report): string | undefined {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  // Date takes 30 February for 1 March.
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(text)) return text;
  report(`found "${shorten(text)}"; allowed is an ISO date (year-month-day) such as 2015-04-30`);
}

export function parseCountry(text: string, report: Report): string | undefined {
  const found = country(text.toUpperCase());
  if (found) return found.code;
  report(
    `unknown country "${shorten(text)}"; allowed is a two-letter ISO 3166-1 code such as BR, KE or FR${suggestCountry(text)}`,
  );
}

export function parseZone(text: string, report: Report): string | undefined {
  const zone = parseTimeZone(text);
  if (zone !== null) return zone;
  report(
    `unknown time zone "${shorten(text)}"; allowed is an IANA name such as Africa/Nairobi, or nothing for the country's`,
  );
}

const email =
  /^[^\s@"'<>(),:;[\]\\]+@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{M}\p{N}-]{2,}$/u;

/** In lower case: who signs in may write it either way. */
export function parseEmail(text: string, report: Report): string | undefined {
  const address = text.toLowerCase();
  if (email.test(address) && address.length <= longest.email) return address;
  report(
    `"${shorten(text)}" is not an e-mail address; allowed are addresses such as ana@example.org`,
  );
}

export interface LanguageEntry {
  readonly language: string;
  readonly level: LanguageLevel;
}

export function parseLanguageEntry(entry: string, report: Report): LanguageEntry | undefined {
  const [tag, suffix] = splitAtColon(entry);
  const language = parseTag(tag, report);
  const level =
    suffix === null
      ? defaults.languageLevel
      : parseChoice(suffix, languageLevels, `level in "${shorten(entry)}":`, report);
  return language && level ? { language, level } : undefined;
}

export interface InterpretationEntry {
  readonly from: string;
  readonly to: string;
}

export function parseInterpretation(
  entry: string,
  report: Report,
): InterpretationEntry | undefined {
  const tags = entry.split('>');
  if (tags.length !== 2) {
    report(`found "${shorten(entry)}"; allowed are pairs of languages, from > to, such as ar>fr`);
    return;
  }
  const [from, to] = tags.map((tag) => parseTag(tag.trim(), report));
  if (!from || !to) return;
  if (from !== to) return { from, to };
  report(`"${shorten(entry)}" names one language twice; allowed are two languages such as ar>fr`);
}

function parseTag(tag: string, report: Report): string | undefined {
  const language = parseLanguage(tag);
  if (language !== null) return language;
  report(
    `unknown language "${shorten(tag)}"; allowed are BCP 47 codes that CLDR knows, such as es, ar or qu`,
  );
}

/** The part before the last colon and the part after it; null where there is no colon. */
export function splitAtColon(entry: string): [before: string, after: string | null] {
  const colon = entry.lastIndexOf(':');
  if (colon < 0) return [entry, null];
  return [entry.slice(0, colon).trim(), entry.slice(colon + 1).trim()];
}

/**
 * The entries of a list. One that says again what another said counts once; one that contradicts another
 * about the same thing is reported.
 */
export function parseList<T>(
  text: string,
  report: Report,
  parseEntry: (entry: string, report: Report) => T | undefined,
  keyOf: (value: T) => string,
): T[] | undefined {
  let sound = true;
  const wrong: Report = (message) => {
    sound = false;
    report(message);
  };
  const seen = new Map<string, { entry: string; value: T }>();
  for (const part of text.split(listSeparator)) {
    const entry = part.trim();
    const value = entry === '' ? undefined : parseEntry(entry, wrong);
    if (value === undefined) continue;
    const key = keyOf(value);
    const other = seen.get(key);
    if (!other) seen.set(key, { entry, value });
    else if (JSON.stringify(other.value) !== JSON.stringify(value)) {
      wrong(`"${shorten(other.entry)}" and "${shorten(entry)}" contradict each other; keep one`);
    }
  }
  if (seen.size > limits.list) {
    wrong(`has ${seen.size} entries; at most ${limits.list} are allowed`);
  }
  return sound ? Array.from(seen.values(), ({ value }) => value) : undefined;
}

import type { LanguageLevel } from '../../generated/prisma/enums.ts';
import { parseLanguage } from '../cldr/languages.ts';
import { country } from '../cldr/territories.ts';
import { parseTimeZone } from '../cldr/time-zones.ts';
import { limits } from '../members/rules.ts';
import { defaults, languageLevels, listSeparator, longest } from './columns.ts';

import type { Report } from './fault.ts';
import { nearest, quoted, suggestCountry } from './suggestion.ts';

/** Each function understands one sort of cell: it answers the value, or reports what is wrong and answers undefined. */

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
  report({ key: 'import.tooLong', values: { length: clean.length, found: quoted(clean), limit } });
}

export function parseChoice<T extends string>(
  text: string,
  allowed: readonly T[],
  key: 'import.kind' | 'import.visibility' | 'import.languageLevel',
  report: Report,
  values: Readonly<Record<string, string>> = {},
): T | undefined {
  const found = allowed.find((value) => value.toLowerCase() === text.toLowerCase());
  if (found === undefined) {
    const all = { ...values, found: quoted(text), allowed: allowed.join(', ') };
    report({ key, values: all, suggestions: nearest(text, allowed) });
  }
  return found;
}

export function parseYesOrNo(text: string, report: Report): boolean | undefined {
  if (/^yes$/i.test(text)) return true;
  if (/^no$/i.test(text)) return false;
  report({ key: 'import.yesOrNo', values: { found: quoted(text) } });
}

export function parseCapacity(text: string, report: Report): number | undefined {
  const capacity = Number(text);
  if (/^\d+$/.test(text) && capacity <= limits.capacity) return capacity;
  report({ key: 'import.capacity', values: { found: quoted(text), limit: limits.capacity } });
}

/** Answers the date in the form in which it was written, `YYYY-MM-DD`. */
export function parseDate(text: string, report: Report): string | undefined {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  // Date takes 30 February for 1 March.
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(text)) return text;
  report({ key: 'import.date', values: { found: quoted(text) } });
}

export function parseCountry(text: string, report: Report): string | undefined {
  const found = country(text.toUpperCase());
  if (found) return found.code;
  report({
    key: 'import.country',
    values: { found: quoted(text) },
    suggestions: suggestCountry(text),
  });
}

export function parseZone(text: string, report: Report): string | undefined {
  const zone = parseTimeZone(text);
  if (zone !== null) return zone;
  report({ key: 'import.timeZone', values: { found: quoted(text) } });
}

const email =
  /^[^\s@"'<>(),:;[\]\\]+@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{M}\p{N}-]{2,}$/u;

/** In lower case: who signs in may write it either way. */
export function parseEmail(text: string, report: Report): string | undefined {
  const address = text.toLowerCase();
  if (email.test(address) && address.length <= longest.email) return address;
  report({ key: 'import.email', values: { found: quoted(text) } });
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
      : parseChoice(suffix, languageLevels, 'import.languageLevel', report, {
          entry: quoted(entry),
        });
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
    report({ key: 'import.interpretation', values: { found: quoted(entry) } });
    return;
  }
  const [from, to] = tags.map((tag) => parseTag(tag.trim(), report));
  if (!from || !to) return;
  if (from !== to) return { from, to };
  report({ key: 'import.sameLanguage', values: { found: quoted(entry) } });
}

function parseTag(tag: string, report: Report): string | undefined {
  const language = parseLanguage(tag);
  if (language !== null) return language;
  report({ key: 'import.language', values: { found: quoted(tag) } });
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
  const wrong: Report = (fault) => {
    sound = false;
    report(fault);
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
      wrong({
        key: 'import.contradiction',
        values: { one: quoted(other.entry), other: quoted(entry) },
      });
    }
  }
  if (seen.size > limits.list) {
    wrong({ key: 'import.tooMany', values: { found: seen.size, limit: limits.list } });
  }
  return sound ? Array.from(seen.values(), ({ value }) => value) : undefined;
}

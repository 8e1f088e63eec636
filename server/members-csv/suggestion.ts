import { nameIn } from '../cldr/names.ts';
import { countries, country } from '../cldr/territories.ts';
import { locales } from '../i18n/locales.ts';
import { NearestLabels } from '../taxonomy/nearest.ts';
import { normalise } from '../taxonomy/normalise.ts';
import type { Suggestion } from './fault.ts';

/** What was found, short enough for a line of a terminal. */
export function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${[...line].slice(0, 59).join('')}…` : line;
}

/** The same between quotation marks. */
export function quoted(text: string): string {
  return `"${shorten(text)}"`;
}

/** What was probably meant: one of the candidates, or none. */
export function nearest(found: string, candidates: readonly string[]): readonly string[] {
  const labels = new NearestLabels();
  for (const candidate of candidates) labels.add(candidate, normalise(candidate));
  return labels.keys(normalise(found), 1);
}

let countryNames: NearestLabels | undefined;

/** For somebody who wrote a country's name, or a code that others use for it, such as UK. */
export function suggestCountry(found: string): readonly Suggestion[] {
  const canonical = /^[a-z]{2}$|^\d{3}$/i.test(found)
    ? new Intl.Locale(`und-${found}`).region
    : undefined;
  if (canonical !== undefined && country(canonical)) return [canonical];
  countryNames ??= namesOfCountries();
  if (found.length <= 3) return [];
  return countryNames.keys(normalise(found), 1).map((code) => ({ country: code }));
}

function namesOfCountries(): NearestLabels {
  const nearest = new NearestLabels();
  for (const { code } of countries()) {
    for (const locale of locales)
      nearest.add(code, normalise(nameIn('region', code, locale) ?? code));
  }
  return nearest;
}

import { nameIn } from '../cldr/names.ts';
import { countries, country } from '../cldr/territories.ts';
import { locales } from '../i18n/locales.ts';
import { NearestLabels } from '../taxonomy/nearest.ts';
import { normalise } from '../taxonomy/normalise.ts';

/** What was found, short enough for a line of a terminal. */
export function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${[...line].slice(0, 59).join('')}…` : line;
}

/** `"A", "B" or "C"` */
export function anyOf(values: readonly string[]): string {
  const quoted = values.map((value) => `"${value}"`);
  return [quoted.slice(0, -1).join(', '), quoted.at(-1)].filter(Boolean).join(' or ');
}

/** The end of a message: what was probably meant, or nothing. */
export function didYouMean(found: string, candidates: readonly string[]): string {
  const nearest = new NearestLabels();
  for (const candidate of candidates) nearest.add(candidate, normalise(candidate));
  const [best] = nearest.keys(normalise(found), 1);
  return best === undefined ? '' : `; did you mean ${best}?`;
}

let countryNames: NearestLabels | undefined;

/** For somebody who wrote a country's name, or a code that others use for it, such as UK. */
export function suggestCountry(found: string): string {
  const canonical = /^[a-z]{2}$|^\d{3}$/i.test(found)
    ? new Intl.Locale(`und-${found}`).region
    : undefined;
  if (canonical !== undefined && country(canonical)) return `; did you mean ${canonical}?`;
  countryNames ??= namesOfCountries();
  const [code] = found.length > 3 ? countryNames.keys(normalise(found), 1) : [];
  return code === undefined ? '' : `; did you mean ${code} (${nameIn('region', code, 'en')})?`;
}

function namesOfCountries(): NearestLabels {
  const nearest = new NearestLabels();
  for (const { code } of countries()) {
    for (const locale of locales)
      nearest.add(code, normalise(nameIn('region', code, locale) ?? code));
  }
  return nearest;
}

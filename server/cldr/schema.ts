import type { Context } from '../schema/context.ts';
import { builder } from '../schema/builder.ts';
import { localeArgument } from '../schema/locale-argument.ts';
import type { Locale } from '../i18n/locales.ts';
import { languageName, languages } from './languages.ts';
import {
  countries,
  country,
  countryName,
  type Country,
  regionName,
  regions,
} from './territories.ts';
import { timeZones } from './time-zones.ts';

export const RegionType = builder.objectRef<{ code: string }>('Region').implement({
  description: 'A region or subregion of the world as the UN groups them (M49).',
  fields: (t) => ({
    code: t.exposeString('code', {
      description: 'The UN M49 code: `002` is Africa, `014` Eastern Africa.',
    }),
    name: t.string({
      description: 'The name in the language asked for.',
      args: localeArgument(t),
      resolve: ({ code }, { locale }, context) => regionName(code, locale ?? context.locale),
    }),
  }),
});

export const CountryType = builder.objectRef<Country>('Country').implement({
  description: 'A country or territory of ISO 3166-1.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'ISO 3166-1 alpha-2: `KE`.' }),
    name: t.string({
      description: 'The name in the language asked for.',
      args: localeArgument(t),
      resolve: ({ code }, { locale }, context) => countryName(code, locale ?? context.locale),
    }),
    region: t.field({
      type: RegionType,
      description: 'The part of the world: Africa, Americas, Asia, Europe or Oceania.',
      resolve: ({ region }) => ({ code: region }),
    }),
    subregion: t.field({
      type: RegionType,
      description: 'The finest UN group that the country is in, such as Eastern Africa.',
      resolve: ({ subregion }) => ({ code: subregion }),
    }),
  }),
});

export const LanguageType = builder.objectRef<{ code: string }>('Language').implement({
  description: 'A language that CLDR knows. Regional variants count as their language.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'The BCP 47 language subtag: `sw`.' }),
    name: t.string({
      description: 'The name in the language asked for.',
      args: localeArgument(t),
      resolve: ({ code }, { locale }, context) => languageName(code, locale ?? context.locale),
    }),
  }),
});

export const TimeZoneType = builder.objectRef<{ name: string }>('TimeZone').implement({
  description: 'A time zone of the IANA database.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The IANA name: `Africa/Nairobi`.' }),
  }),
});

/** A country by its code; the code is one that was checked when it was stored. */
export function countryOf(code: string): Country {
  const found = country(code);
  if (!found) throw new Error(`Country ${code} is stored but CLDR does not know it`);
  return found;
}

/** Lists to choose from, in the alphabetical order of the reader's language. */
builder.queryFields((t) => ({
  countries: t.field({
    type: [CountryType],
    description: 'All countries, sorted by name.',
    args: localeArgument(t),
    complexity: { field: 1, multiplier: 50 },
    resolve: (_root, { locale }, context) => sorted(countries(), locale, context, countryName),
  }),
  regions: t.field({
    type: [RegionType],
    description: 'The five regions of the world and their subregions, sorted by name.',
    args: localeArgument(t),
    complexity: { field: 1, multiplier: 30 },
    resolve: (_root, { locale }, context) => sorted(regions(), locale, context, regionName),
  }),
  languages: t.field({
    type: [LanguageType],
    description: 'All languages that can be named, sorted by name.',
    args: localeArgument(t),
    complexity: { field: 1, multiplier: 100 },
    resolve: (_root, { locale }, context) =>
      sorted(
        languages().map((code) => ({ code })),
        locale,
        context,
        languageName,
      ),
  }),
  timeZones: t.field({
    type: [TimeZoneType],
    description: 'All time zones, sorted by name.',
    complexity: { field: 1, multiplier: 50 },
    resolve: () => timeZones().map((name) => ({ name })),
  }),
}));

function sorted<T extends { readonly code: string }>(
  items: readonly T[],
  asked: Locale | null | undefined,
  context: Context,
  nameOf: (code: string, locale: string) => string,
): T[] {
  const locale = asked ?? context.locale;
  const { compare } = new Intl.Collator(locale);
  return items
    .map((item) => ({ item, name: nameOf(item.code, locale) }))
    .sort((a, b) => compare(a.name, b.name))
    .map(({ item }) => item);
}

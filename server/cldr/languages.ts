/**
 * Languages and who speaks what, from CLDR.
 *
 * CLDR knows a language when it can say in which script it is likely written (some 7,000) or has an
 * English name for it. Regional and script variants count as their language, and so do the codes
 * CLDR replaces: es-419 is es, zh-Hant-TW is zh, iw is he, swc is sw.
 */
import languageDataFile from 'cldr-core/supplemental/languageData.json' with { type: 'json' };
import likelySubtagsFile from 'cldr-core/supplemental/likelySubtags.json' with { type: 'json' };
import territoryInfoFile from 'cldr-core/supplemental/territoryInfo.json' with { type: 'json' };
import { displayName, nameIn } from './names.ts';

export interface SpokenLanguage {
  readonly language: string;
  /** Part of the country's population that speaks it, 0..1; shares of a country may exceed 1. */
  readonly share: number;
  /** Official in the whole country, by law or in fact. */
  readonly official: boolean;
}

/** BCP 47 codes that stand for no language: undetermined, several, none. */
const notALanguage = new Set(['und', 'mul', 'zxx']);

const languageData: Record<string, unknown> = languageDataFile.supplemental.languageData;
const likelySubtags: Record<string, string> = likelySubtagsFile.supplemental.likelySubtags;
const territoryInfo = new Map(
  Object.entries(
    territoryInfoFile.supplemental.territoryInfo as Record<
      string,
      {
        languagePopulation?: Record<
          string,
          { _populationPercent: string; _officialStatus?: string }
        >;
      }
    >,
  ),
);

/** The language of a key such as `az`, `uz_Arab` or `abq-alt-secondary`. */
function languageOf(key: string): string {
  return key.split(/[-_]/, 1)[0] ?? key;
}

const described = new Set(
  [
    ...Object.keys(languageData),
    ...[...territoryInfo.values()].flatMap((info) => Object.keys(info.languagePopulation ?? {})),
  ].map(languageOf),
);
for (const code of notALanguage) described.delete(code);

/**
 * The language of a BCP 47 tag as its canonical code (`es` for `es-419`, `he` for `iw`), or null
 * where the tag is malformed or CLDR does not know the language.
 */
export function parseLanguage(tag: string): string | null {
  // Most tags in a file are plain codes, and asking Intl costs ten microseconds each.
  if (described.has(tag)) return tag;
  let locale: Intl.Locale;
  try {
    locale = new Intl.Locale(tag);
  } catch {
    return null;
  }
  if (locale.language === undefined || notALanguage.has(locale.language)) return null;
  // The likely script of the language alone: one that the tag states proves nothing. This also
  // replaces the codes that the constructor leaves as they are (tw, bh).
  const { language, script } = new Intl.Locale(locale.language).maximize();
  const known = script !== undefined || nameIn('language', language, 'en') !== undefined;
  return known ? language : null;
}

let listed: readonly string[] | undefined;

/**
 * The languages to choose from, by code: those that CLDR describes or names. Languages of which it
 * knows the script only can still be entered as a tag.
 */
export function languages(): readonly string[] {
  if (listed === undefined) {
    const codes = new Set(described);
    // Looking up all these names takes a tenth of a second, so only when somebody asks.
    for (const code of new Set(Object.keys(likelySubtags).map(languageOf))) {
      const named = nameIn('language', code, 'en') !== undefined;
      if (named && parseLanguage(code) === code) codes.add(code);
    }
    listed = [...codes].sort();
  }
  return listed;
}

/**
 * Name of a language in a locale of the app, else in English, else its code: CLDR has no name for
 * some languages that it describes. Throws RangeError for a malformed code.
 */
export function languageName(code: string, locale: string): string {
  return displayName('language', code, locale);
}

/** What is spoken in a country, most speakers first; empty for an unknown country. */
export function spokenIn(country: string): readonly SpokenLanguage[] {
  const spoken = new Map<string, SpokenLanguage>();
  const population = territoryInfo.get(country)?.languagePopulation ?? {};
  for (const [key, speakers] of Object.entries(population)) {
    const language = languageOf(key);
    if (notALanguage.has(language)) continue;
    const share = Math.min(1, Number(speakers._populationPercent) / 100);
    const official = /^(de_facto_)?official$/.test(speakers._officialStatus ?? '');
    const other = spoken.get(language);
    // Entries that differ in script overlap (Serbian in either alphabet is everybody's), so the
    // largest counts: their sum would count people twice.
    spoken.set(language, {
      language,
      share: Math.max(share, other?.share ?? 0),
      official: official || other?.official === true,
    });
  }
  return [...spoken.values()].sort(
    (a, b) => b.share - a.share || (a.language < b.language ? -1 : 1),
  );
}

/**
 * Countries and the UN M49 regions they lie in, from CLDR.
 *
 * A country is a leaf of CLDR's territory containment that has a numeric code: all 249 codes of
 * ISO 3166-1, and XK (Kosovo), which ISO leaves to its users but CLDR and M49's tree place and name.
 * Codes without a number (AC, EA, IC ...), withdrawn ones (AN, SU ...) and unions (EU, UN) are none.
 *
 * The subregion is the finest M49 group: 014 Eastern Africa rather than 202 Sub-Saharan Africa, 013
 * Central America rather than 419 Latin America. M49 places Antarctica nowhere; CLDR puts it into QO
 * (Outlying Oceania) within 009, so QO is the one subregion without a number.
 */
import codeMappingsFile from 'cldr-core/supplemental/codeMappings.json' with { type: 'json' };
import containmentFile from 'cldr-core/supplemental/territoryContainment.json' with { type: 'json' };
import territoryInfoFile from 'cldr-core/supplemental/territoryInfo.json' with { type: 'json' };
import { displayName } from './names.ts';

export interface Country {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly code: string;
  /** M49 region, continent level: 002, 009, 019, 142 or 150. */
  readonly region: string;
  /** The finest M49 group within the region. */
  readonly subregion: string;
  /** People, as CLDR estimates; 0 where nobody lives. */
  readonly population: number;
}

export interface Region {
  readonly code: string;
  /** The region that holds this subregion; null for a region of continent level. */
  readonly parent: string | null;
}

const world = '001';

const containment: Record<string, { _contains: string[] }> =
  containmentFile.supplemental.territoryContainment;
const codeMappings = codeMappingsFile.supplemental.codeMappings as Record<
  string,
  { _numeric?: string }
>;
const territoryInfo: Record<string, { _population: string }> =
  territoryInfoFile.supplemental.territoryInfo;

const regionList: Region[] = [];
const byCode = new Map<string, Country>();

for (const region of partsOf(world)) {
  regionList.push({ code: region, parent: null });
  for (const subregion of partsOf(region)) {
    regionList.push({ code: subregion, parent: region });
    for (const code of partsOf(subregion)) {
      if (codeMappings[code]?._numeric === undefined) continue;
      const population = Number(territoryInfo[code]?._population ?? 0);
      byCode.set(code, { code, region, subregion, population });
    }
  }
}

const countryList = [...byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
regionList.sort((a, b) => (a.code < b.code ? -1 : 1));

/** Groupings that cut across the tree (EU, 419) stand under keys of their own and are never met. */
function partsOf(code: string): readonly string[] {
  return containment[code]?._contains ?? [];
}

/** Every country, by code. */
export function countries(): readonly Country[] {
  return countryList;
}

/** The country of an upper-case alpha-2 code; undefined for anything else. */
export function country(code: string): Country | undefined {
  return byCode.get(code);
}

/** Every M49 region and subregion that holds a country, by code. */
export function regions(): readonly Region[] {
  return regionList;
}

/** Name of a country in a locale of the app. Throws RangeError for a malformed code. */
export function countryName(code: string, locale: string): string {
  return displayName('region', code, locale);
}

/** Name of a region or subregion in a locale of the app. Throws RangeError for a malformed code. */
export function regionName(code: string, locale: string): string {
  return displayName('region', code, locale);
}

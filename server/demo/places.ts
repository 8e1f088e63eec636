import windowsZonesFile from 'cldr-core/supplemental/windowsZones.json' with { type: 'json' };
import { country, type Country } from '../cldr/territories.ts';

/**
 * Where the demonstration network has members: countries of every region, more of them where networks
 * for economic, social and cultural rights have more members, and how many members each has.
 */
const present: Readonly<Record<string, string>> = {
  africa: 'CD CI CM DZ EG ET GH KE MA MG ML MW MZ NA NE NG RW SD SN TN TZ UG ZA ZM ZW BF BJ TG',
  americas: 'AR BO BR CA CL CO EC GT HN HT JM MX NI PE PY SV US VE',
  asia: 'AF BD ID IN IQ JO KG KH KR LB LK MM MY NP PH PK PS TH TL TR YE',
  europe: 'DE ES FR GB IT PT RO RS',
  oceania: 'AU FJ NZ PG VU',
};

/** How many members a region has beside what the number of its people would say, by M49 code. */
const presence: Readonly<Record<string, number>> = {
  '002': 1.1, // Africa
  '005': 1.2, // South America
  '013': 1.3, // Central America
  '021': 0.4, // Northern America
  '030': 0.4, // Eastern Asia
  '034': 0.55, // Southern Asia
  '145': 1.1, // Western Asia
  '150': 0.5, // Europe
};

/** The country of each of so many members, by code, in the order of the codes. */
export function countriesOf(members: number): Country[] {
  const codes = Object.values(present).flatMap((list) => list.split(' '));
  const places = codes
    .sort()
    .flatMap((code) => country(code) ?? [])
    .map((place) => ({ place, weight: weightOf(place), seats: 1 }));
  // Sainte-Laguë: each further member goes where one more does the least injustice.
  for (let given = places.length; given < members; given += 1) {
    const next = places.reduce((best, other) => (claimOf(other) > claimOf(best) ? other : best));
    next.seats += 1;
  }
  return places.flatMap(({ place, seats }) => Array.from({ length: seats }, () => place));
}

/** The root of the number of people: large countries have more members, but not in proportion. */
function weightOf({ population, region, subregion }: Country): number {
  return Math.sqrt(population) * (presence[subregion] ?? presence[region] ?? 1);
}

function claimOf({ weight, seats }: { readonly weight: number; readonly seats: number }): number {
  return weight / (2 * seats + 1);
}

interface ZoneMapping {
  readonly mapZone: { readonly _territory: string; readonly _type: string };
}

/**
 * The chief time zones of a country by CLDR: those that the world knows a clock by, else of each group
 * that shares its clock the first.
 */
export function chiefTimeZones(code: string): string[] {
  const known = new Set(zonesIn('001'));
  const zones = zonesIn(code);
  const chief = zones.filter((zone) => known.has(zone));
  return chief.length > 0 ? chief : zones;
}

function zonesIn(territory: string): string[] {
  const mappings: readonly ZoneMapping[] = windowsZonesFile.supplemental.windowsZones.mapTimezones;
  return mappings
    .filter(({ mapZone }) => mapZone._territory === territory)
    .map(({ mapZone }) => mapZone._type.split(' ', 1)[0] ?? '');
}

/**
 * Time zones by their IANA names.
 *
 * Every name a zone ever had is accepted, in any case of its letters, and one is kept: the name that
 * IANA uses now, which CLDR gives beside its own lasting one. So Asia/Calcutta and Asia/Kolkata are both
 * Asia/Kolkata, Europe/Kiev is Europe/Kyiv and US/Eastern is America/New_York. Intl takes these names.
 */
import zonesFile from 'cldr-bcp47/bcp47/timezone.json' with { type: 'json' };
import primaryZonesFile from 'cldr-core/supplemental/primaryZones.json' with { type: 'json' };
import { country } from './territories.ts';

interface Zone {
  /** CLDR's name, then the others. */
  _alias?: string;
  /** The name that IANA uses now, where it is another than CLDR's. */
  _iana?: string;
}

/** Newer than the library of types that the project builds on. */
interface LocaleWithZones extends Intl.Locale {
  getTimeZones(): string[] | undefined;
}

const zones = Object.entries(zonesFile.keyword.u.tz as Record<string, string | Zone>);
const primaryZones = new Map<string, string>(
  Object.entries(primaryZonesFile.supplemental.primaryZones),
);

const nameByAlias = new Map<string, string>();
for (const [key, zone] of zones) {
  if (typeof zone === 'string' || key === 'unk') continue; // a remark, or CLDR's "unknown zone"
  const aliases = zone._alias?.split(' ') ?? []; // a withdrawn zone's names are with its successor
  const name = zone._iana ?? aliases[0];
  if (name === undefined) continue;
  for (const alias of aliases) nameByAlias.set(alias.toLowerCase(), name);
}
const list = [...new Set(nameByAlias.values())].sort();

/** The one name of a zone, or null where it is no IANA name. An offset is none. */
export function parseTimeZone(name: string): string | null {
  return nameByAlias.get(name.toLowerCase()) ?? null;
}

/** Whether this is an IANA name, old or new, in any case of its letters. */
export function isTimeZone(name: string): boolean {
  return parseTimeZone(name) !== null;
}

/** The zones of a country, by name; empty for an unknown country. */
export function timeZonesOf(code: string): readonly string[] {
  if (country(code) === undefined) return [];
  const names = (new Intl.Locale(`und-${code}`) as LocaleWithZones).getTimeZones() ?? [];
  return names.flatMap((name) => parseTimeZone(name) ?? []).sort();
}

/** The only zone of a country, or the one that CLDR names its primary one, else null: unknown. */
export function defaultTimeZone(code: string): string | null {
  const names = timeZonesOf(code);
  const name = names.length === 1 ? names[0] : primaryZones.get(code);
  return name === undefined ? null : parseTimeZone(name);
}

/** The zones to choose from, by name, one name each; GMT and fixed offsets are left out. */
export function timeZones(): readonly string[] {
  return list.filter((name) => !name.startsWith('Etc/GMT'));
}

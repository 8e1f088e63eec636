/** Newer than the library of types that the project builds on. */
interface LocaleWithZones extends Intl.Locale {
  getTimeZones(): string[] | undefined;
}

/** The time zones of a country, as Intl names them; none for a code that is no country. */
export function zonesOf(country: string): string[] {
  if (!/^[A-Z]{2}$/.test(country)) return [];
  return (new Intl.Locale(`und-${country}`) as LocaleWithZones).getTimeZones() ?? [];
}

/** Whether two names, an old one perhaps and a new one, are of the same time zone. */
export function isSameZone(one: string, other: string): boolean {
  return resolved(one) === resolved(other);
}

/** The city that a zone is named after: `America/Sao_Paulo` is Sao Paulo. */
export function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** The zones that somebody may mean who typed a city, or the name of a zone. */
export function zonesNamed(typed: string, zones: readonly string[]): string[] {
  const wanted = plain(typed);
  if (!wanted) return [];
  const exact = zones.filter((zone) => plain(cityOf(zone)) === wanted || plain(zone) === wanted);
  return exact.length > 0 ? exact : zones.filter((zone) => plain(zone).includes(wanted));
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function resolved(zone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
}

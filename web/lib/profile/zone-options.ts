import type { Option } from '../components/options.ts';
import type { Translator } from '../i18n/translator.ts';
import { clock, utcOffset } from '../pairings/day-line.ts';
import { cityOf, isSameZone, zonesOf } from './time-zones.ts';

interface Zones {
  /** The zone that is chosen now; it is always among the options. */
  current: string;
  /** The country whose zones are likely. */
  country: string;
  /** Those that fit a city that was typed. */
  meant: readonly string[];
}

/** The time zones to choose from, each with the time that it is there, by which people know it. */
export function zoneOptions(
  { current, country, meant }: Zones,
  now: Date,
  { t, timeZone }: Pick<Translator, 't' | 'timeZone'>,
): Option[] {
  const likely = zonesOf(country).filter((zone) => !meant.some((other) => isSameZone(zone, other)));
  const known = [...meant, ...likely];
  const option = (value: string): Option => {
    const minute = now.getUTCHours() * 60 + now.getUTCMinutes() + utcOffset(value, now);
    return {
      value: current && isSameZone(value, current) ? current : value,
      label: t('profile.zone', { city: cityOf(value), zone: timeZone(value), time: clock(minute) }),
    };
  };
  const missing = current && !known.some((zone) => isSameZone(zone, current)) ? [current] : [];
  return [...meant, ...missing, ...likely].map(option);
}

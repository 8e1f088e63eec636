/** Weekends and working days by country, from CLDR. Days are ISO: 1 Monday ... 7 Sunday. */
import weekDataFile from 'cldr-core/supplemental/weekData.json' with { type: 'json' };

const world = '001';
const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const everyDay = [1, 2, 3, 4, 5, 6, 7];

const { weekendStart, weekendEnd } = weekDataFile.supplemental.weekData;
const starts = new Map<string, string>(Object.entries(weekendStart));
const ends = new Map<string, string>(Object.entries(weekendEnd));

/** CLDR states only what differs from the world's usual, so each end falls back on its own. */
function day(table: ReadonlyMap<string, string>, country: string | null): number {
  const name = table.get(country ?? world) ?? table.get(world) ?? '';
  return names.indexOf(name) + 1;
}

/** ISO weekdays of the weekend, ascending; the world's usual where the country is unknown. */
export function weekend(country: string | null): readonly number[] {
  const first = day(starts, country);
  const length = ((day(ends, country) - first + 7) % 7) + 1;
  return everyDay.filter((weekday) => (weekday - first + 7) % 7 < length);
}

/** ISO weekdays that are not the weekend, ascending. */
export function workingDays(country: string | null): readonly number[] {
  const off = weekend(country);
  return everyDay.filter((weekday) => !off.includes(weekday));
}

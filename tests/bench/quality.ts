import { defaultPolicy } from '../../server/matching/policy.ts';
import { crossed, first, lossAimed, measure } from './quality/measure.ts';
import type { Measured } from './quality/measure.ts';
import { noise } from './quality/noise.ts';
import { printTable } from './table.ts';

const sizes: readonly { readonly size: number; readonly seeds: readonly number[] }[] = [
  { size: 300, seeds: [1, 2, 3] },
  { size: 1_000, seeds: [4, 5] },
  { size: 3_000, seeds: [6] },
];
const days = 2 * defaultPolicy.exposureDays;

/** Whether the right members find each other, across what divides them, and whether all get their turn. */
export async function benchQuality(): Promise<void> {
  const rows: string[][] = [];
  for (const { size, seeds } of sizes) {
    const all = seeds.map((seed) => measure(size, seed, defaultPolicy));
    for (const name of Object.keys(all[0]!)) {
      const mean = (of: keyof Measured) =>
        all.reduce((sum, one) => sum + one[name]![of], 0) / all.length;
      rows.push([
        name,
        size.toLocaleString('en'),
        percent(mean('recall')),
        percent(mean('one')),
        percent(mean('two')),
        percent(mean('gets')),
        mean('gini').toFixed(2),
        percent(mean('loss'), 2),
      ]);
    }
  }
  rows.push(['aim', '', '2 x overlap', '', '', '95 %', '0.25', percent(lossAimed)]);
  printTable(
    ['', 'members', 'recall', '1 divide', '2 divides', 'get one', 'Gini', 'loss of fit'],
    rows,
  );
  console.log(legend);
}

const legend = `
One third of the members are in pairs made for each other: two or three needs of either that the other meets at the
level wanted, another subregion, other main languages, a language of both at B2 or better. Then as people say it:
${percent(noise.broader + noise.narrower)} of the offers and needs name a broader or narrower topic, ${percent(noise.misspelt)} are misspelt, ${percent(noise.unknownName)} have a name that
the taxonomy lacks (it lacks ${percent(noise.labelMissing)} of its synonyms and translations); both become topics of their own, as in an import.
${percent(noise.levelMissing)} of the levels, ${percent(noise.languageMissing)} of the further languages, ${percent(noise.timeZoneMissing)} of the time zones and ${percent(noise.themesMissing)} of the themes are missing.

recall: of the members of planted pairs, those with the other among the first ${first}. 1, 2 divides: of the pairings among the
first ${first}, those that cross so many to an extent of ${crossed} or more. get one: of those available who by what they are
have a feasible partner, those with one among the first ${first}. Gini: of how often members are shown on a day on which all
look, of those who by what is known have a feasible partner (nobody can be shown to nobody); with exposure: over the last
${defaultPolicy.exposureDays} of ${days} such days, the other columns on the last.
loss of fit: by how much the mean score (without exposure) of those shown falls short of that of the engine without exposure.
no lists with less: the Gini below which no lists come, however they are made, that lose as little (proven).
Means over ${sizes.map(({ size, seeds }) => `${seeds.length} networks of ${size.toLocaleString('en')}`).join(', ')}.`;

function percent(share: number, digits = 0): string {
  return Number.isNaN(share) ? '' : `${(100 * share).toFixed(digits)} %`;
}

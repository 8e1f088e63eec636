import type { Country } from '../cldr/territories.ts';
import type { Random } from './random.ts';

/** What members work on: themes that belong together, more of some in one part of the world than in another. */

interface Cause {
  /** How many members work on it, relative to the other causes. */
  readonly weight: number;
  /** The same for parts of the world where it is otherwise, by M49 code; the finer part decides. */
  readonly elsewhere?: Readonly<Record<string, number>>;
  /** One of these a member for the cause always works on. */
  readonly core: string;
  /** These go with it. */
  readonly beside: string;
}

const causes = {
  land: {
    weight: 10,
    elsewhere: { '150': 1, '021': 1, '145': 4, '030': 1 },
    core: 'land land-grabbing agrarian-reform customary-and-collective-tenure womens-land-rights peasants pastoralists',
    beside:
      'food-sovereignty rural-communities infrastructure-megaprojects land-and-environmental-defenders agroecology climate-justice caste-discrimination',
  },
  housing: {
    weight: 9,
    core: 'housing forced-evictions informal-settlements security-of-tenure right-to-the-city',
    beside: 'water sanitation poverty-and-inequality public-services informal-economy migrants',
  },
  water: {
    weight: 6,
    elsewhere: { '150': 2 },
    core: 'water sanitation water-privatisation',
    beside: 'health environment privatisation-of-public-services climate-justice mining',
  },
  food: {
    weight: 7,
    elsewhere: { '150': 4, '145': 5 },
    core: 'food-sovereignty food agroecology seeds fisherfolk peasants',
    beside: 'land biodiversity climate-justice rural-communities trade-and-investment',
  },
  health: {
    weight: 6,
    core: 'health sexual-and-reproductive-health access-to-medicines mental-health',
    beside:
      'public-services rights-of-persons-with-disabilities gender-equality sanitation lgbti-rights',
  },
  education: {
    weight: 4,
    core: 'education privatisation-of-education mother-tongue-education',
    beside: 'childrens-rights linguistic-rights public-services digital-inclusion',
  },
  work: {
    weight: 7,
    core: 'work street-vendors waste-pickers domestic-workers trade-union-rights informal-economy migrant-workers',
    beside: 'social-protection supply-chains care-work gender-equality just-transition',
  },
  protection: {
    weight: 4,
    core: 'social-protection care-work rights-of-older-persons rights-of-persons-with-disabilities',
    beside: 'poverty-and-inequality austerity public-services gender-equality informal-economy',
  },
  environment: {
    weight: 9,
    elsewhere: { '009': 14, '145': 4 },
    core: 'environment mining extractive-industries pollution-and-toxics climate-justice climate-displacement infrastructure-megaprojects biodiversity',
    beside:
      'land-and-environmental-defenders indigenous-peoples business-and-human-rights water rural-communities just-transition fisherfolk',
  },
  economy: {
    weight: 6,
    elsewhere: { '150': 9, '021': 9 },
    core: 'tax-justice debt austerity public-services poverty-and-inequality international-financial-institutions privatisation-of-public-services',
    beside: 'social-protection health education economic-justice trade-and-investment',
  },
  business: {
    weight: 5,
    elsewhere: { '150': 7, '021': 8 },
    core: 'business-and-human-rights corporate-capture supply-chains',
    beside: 'mining work trade-and-investment pollution-and-toxics land-grabbing',
  },
  women: {
    weight: 8,
    core: 'gender-equality womens-land-rights care-work gender-based-violence women-human-rights-defenders',
    beside: 'informal-economy sexual-and-reproductive-health food-sovereignty land housing',
  },
  indigenous: {
    weight: 3,
    elsewhere: { '019': 8, '009': 8, '035': 5, '150': 0, '145': 0, '015': 3 },
    core: 'indigenous-peoples ancestral-territories traditional-knowledge linguistic-rights',
    beside: 'biodiversity mining mother-tongue-education land-and-environmental-defenders water',
  },
  migration: {
    weight: 3,
    elsewhere: { '150': 6, '145': 8, '013': 5, '021': 6 },
    core: 'migrants refugees-and-displaced-persons',
    beside: 'housing health work racial-justice armed-conflict-and-occupation',
  },
  civic: {
    weight: 4,
    elsewhere: { '145': 6 },
    core: 'human-rights-defenders civic-space access-to-justice criminalisation-of-protest',
    beside: 'digital-rights surveillance-and-privacy trade-union-rights poverty-and-inequality',
  },
  culture: {
    weight: 1.5,
    core: 'cultural-rights cultural-heritage',
    beside: 'linguistic-rights traditional-knowledge education right-to-the-city',
  },
} as const satisfies Record<string, Cause>;

/** Topics that exist in some parts of the world only, by M49 code. */
const onlyIn: Readonly<Record<string, string>> = {
  'caste-discrimination': '034',
  pastoralists: '002 143 034 145',
  'ancestral-territories': '019 009 035 034 014 017',
  'indigenous-peoples': '019 009 035 034 014 017 018 015 030',
  'traditional-knowledge': '019 009 035 034 002',
  'climate-displacement': '009 034 035 002 029',
  'armed-conflict-and-occupation': '145 017 015 034 035 013 005',
  'racial-justice': '021 005 150 018 029',
  austerity: '150 005 029 015 145 002',
  'agrarian-reform': '019 034 035 018',
  fisherfolk: '002 019 034 035 009',
  'regional-human-rights-systems': '002 019 021 150',
};

/** One to three themes of a member, the first the one that its name may speak of. */
export function themesOf(place: Country, random: Random): string[] {
  const list = (themes: string) => themes.split(' ').filter((theme) => existsIn(theme, place));
  const { core, beside } = random.weighted(Object.values<Cause>(causes), (cause) =>
    weightIn(cause, place),
  );
  const first = random.sample(list(core), random.chance(0.3) ? 2 : 1);
  return [...first, ...random.sample(list(beside), random.integer(0, 3 - first.length))];
}

/** Whether there is such a thing in this part of the world. */
export function existsIn(topic: string, { region, subregion }: Country): boolean {
  const parts = onlyIn[topic]?.split(' ');
  return !parts || parts.includes(region) || parts.includes(subregion);
}

/** Whether those who work on the theme are often threatened for it. */
export function isDangerous(theme: string): boolean {
  return dangerous.has(theme);
}

/** Whether the theme is a cause of women. */
export function isOfWomen(theme: string): boolean {
  return ofWomen.has(theme);
}

const set = (themes: string): ReadonlySet<string> => new Set(themes.split(' '));
const dangerous = set(
  'human-rights-defenders women-human-rights-defenders land-and-environmental-defenders criminalisation-of-protest civic-space lgbti-rights armed-conflict-and-occupation land-grabbing mining trade-union-rights surveillance-and-privacy',
);
const ofWomen = set(
  'gender-equality womens-land-rights women-human-rights-defenders gender-based-violence sexual-and-reproductive-health',
);

function weightIn({ weight, elsewhere }: Cause, { subregion, region }: Country): number {
  return elsewhere?.[subregion] ?? elsewhere?.[region] ?? weight;
}

import { workingDays } from '../../server/cldr/weeks.ts';
import { country } from '../../server/cldr/territories.ts';
import { defaultTimeZone } from '../../server/cldr/time-zones.ts';
import { createRandom } from '../../server/demo/random.ts';
import type { Random } from '../../server/demo/random.ts';
import { everythingShown, fields } from '../../server/matching/consent.ts';
import type {
  Consent,
  Country,
  LanguageLevel,
  LanguageSkill,
  Member,
  MemberKind,
  Topic,
} from '../../server/matching/member.ts';
import { builtinTopics, builtinWorkingGroups } from '../../server/taxonomy/builtin.ts';
import { normalise } from '../../server/taxonomy/normalise.ts';

/** Members to measure with, made one at a time: the n-th is the same in every network of a seed. */

export const asOf = '2026-11-02';

/** The built-in taxonomy as the engine takes it, by key. */
export const taxonomy: readonly Topic[] = builtinTopics.map(
  ({ key, broader, labels, alternative }) => ({
    id: key,
    broader,
    labels: [...Object.values(labels), ...Object.values(alternative).flat()].map(normalise),
  }),
);

interface Place {
  readonly country: Country;
  readonly zone: string | null;
  /** What people speak at home; what they write to others in, where that is another. */
  readonly local: string;
  readonly working: string;
}

/** Countries of all regions: code, language at home, working language. */
const places: readonly Place[] = `
KE sw en, TZ sw en, UG lg en, ZA zu en, NG ha en, GH ak en, SN wo fr, ML bm fr, CD ln fr, CM en fr,
MA ar fr, TN ar fr, EG ar ar, JO ar en, LB ar fr, IN hi en, BD bn en, NP ne en, PK ur en, ID id en,
PH tl en, KH km en, GT quc es, MX es es, BO qu es, PE qu es, CO es es, BR pt pt, AR es es, HT ht fr,
FR fr fr, ES es es, DE de en, RO ro fr, GB en en, US en en, CA fr en, FJ fj en`
  .split(',')
  .map((line) => line.trim().split(' ') as [string, string, string])
  .map(([code, local, working]) => {
    const { region, subregion } = country(code)!;
    return {
      country: { code, region, subregion, workingDays: workingDays(code) },
      zone: defaultTimeZone(code),
      local,
      working,
    };
  });

export const networkLanguages = ['en', 'fr', 'es', 'ar'] as const;

const kinds: readonly MemberKind[] = [
  ...Array.from({ length: 6 }, () => 'GRASSROOTS_GROUP' as const),
  ...Array.from({ length: 3 }, () => 'SOCIAL_MOVEMENT' as const),
  ...Array.from({ length: 7 }, () => 'NGO' as const),
  'LEGAL_CENTRE',
  'LEGAL_CENTRE',
  'ACADEMIC',
  'COALITION',
  'INDIVIDUAL',
];

const formats = ['ONLINE', 'VISIT', 'WORKSHOP', 'MENTORING', 'DOCUMENTS'] as const;

/**
 * Draws by Zipf's law, the k-th value with weight 1 / k (Zipf, "Human behavior and the principle of
 * least effort", 1949): a few topics are on everybody's lips, most are rare.
 */
export class Zipf<T> {
  readonly #values: readonly T[];
  readonly #sums: Float64Array;

  /** @param values shuffled once by the seed, so that popularity follows no order of keys */
  constructor(values: readonly T[], seed: number) {
    this.#values = createRandom(seed).sample(values, values.length);
    let sum = 0;
    this.#sums = Float64Array.from(this.#values, (_, k) => (sum += 1 / (k + 1)));
  }

  draw(random: Random): T {
    const at = random.next() * (this.#sums.at(-1) ?? 0);
    let [low, high] = [0, this.#sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#sums[middle]! > at) high = middle;
      else low = middle + 1;
    }
    return this.#values[low]!;
  }

  /** So many different ones. */
  drawSome(count: number, random: Random): T[] {
    const drawn = new Set<T>();
    while (drawn.size < count) drawn.add(this.draw(random));
    return [...drawn];
  }
}

const groups = builtinWorkingGroups.map(({ key }) => key);

/** What members can do and want to do is popular in the same way in the whole network. */
export interface World {
  readonly seed: number;
  readonly topics: Zipf<string>;
  readonly themes: Zipf<string>;
}

export function worldOf(seed: number): World {
  const keys = (kind?: 'THEME') =>
    builtinTopics
      .filter((topic) => kind === undefined || topic.kind === kind)
      .map(({ key }) => key);
  return { seed, topics: new Zipf(keys(), seed), themes: new Zipf(keys('THEME'), seed + 1) };
}

/** The n-th member, who shows everything. Two to five offers and needs, none of which is both. */
export function inhabitant(n: number, { seed, topics, themes }: World): Member {
  const random = createRandom(Math.imul(n + 1, 0x9e3779b1) ^ seed);
  const place = pick(random, places);
  const kind = pick(random, kinds);
  const offered = random.integer(2, 5);
  const drawn = topics.drawSome(offered + random.integer(2, 5), random);
  const languages = skillsOf(place, kind, random);
  return {
    id: `m${n}`,
    kind,
    country: place.country,
    timeZone: place.zone,
    workingDays: null,
    hours: null,
    languages,
    offers: drawn.slice(0, offered).map((topic) => ({
      topic,
      level: pick(random, ['BASIC', 'PRACTISED', 'PRACTISED', 'EXPERT']),
      formats: random.sample(formats, random.integer(0, 3)),
    })),
    needs: drawn.slice(offered).map((topic) => ({
      topic,
      priority: pick(random, ['HIGH', 'NORMAL', 'NORMAL', 'LOW']),
      levelWanted: pick(random, [null, null, 'BASIC', 'PRACTISED', 'EXPERT']),
      formats: random.sample(formats, random.integer(0, 3)),
    })),
    themes: themes.drawSome(random.integer(1, 3), random),
    workingGroups: random.sample(groups, random.integer(0, 2)),
    joinedOn: `${random.integer(2003, 2025)}-0${random.integer(1, 9)}-1${random.integer(0, 9)}`,
    interprets: random.chance(0.02) ? interpretation(languages, random) : [],
    relays: random.chance(0.03),
    availability: {
      paused: random.chance(0.1),
      confirmedOn: '2026-10-15',
      freePlaces: random.integer(1, 3),
    },
    use: everythingShown,
  };
}

/** The same member with some fields that others may use and not see, or not even use. */
export function withPrivacy(member: Member, n: number, { seed }: World): Member {
  const random = createRandom(Math.imul(n + 1, 0x85ebca6b) ^ seed);
  if (!random.chance(0.1)) return member;
  const hidden = random.sample(fields, random.integer(1, 3));
  const use = Object.fromEntries(
    hidden.map((field) => [field, pick(random, ['USED', 'NEVER'] as const)]),
  );
  return { ...member, use: { ...everythingShown, ...use } satisfies Consent };
}

/** The language at home, mostly one to work with others in, sometimes one more. */
function skillsOf({ local, working }: Place, kind: MemberKind, random: Random): LanguageSkill[] {
  const grassroots = kind === 'GRASSROOTS_GROUP' || kind === 'SOCIAL_MOVEMENT';
  const skills: LanguageSkill[] = [{ language: local, level: 'NATIVE', main: true }];
  const add = (language: string, levels: readonly LanguageLevel[], main: boolean) => {
    if (!skills.some((skill) => skill.language === language))
      skills.push({ language, level: pick(random, levels), main });
  };
  if (random.chance(grassroots ? 0.8 : 1))
    add(working, grassroots ? ['A2', 'B1', 'B2', 'C1'] : ['B2', 'C1', 'C2'], !grassroots);
  if (random.chance(grassroots ? 0.15 : 0.45))
    add(pick(random, networkLanguages), ['A2', 'B1', 'B2', 'C1'], false);
  return skills;
}

/** Both ways between one of its own languages and one of the network's. */
function interpretation(languages: readonly LanguageSkill[], random: Random) {
  const from = pick(random, languages).language;
  const to = pick(
    random,
    networkLanguages.filter((language) => language !== from),
  );
  return [
    { from, to },
    { from: to, to: from },
  ];
}

/** In one step, as a million members are made of some thirty draws each. */
export function pick<T>(random: Random, values: readonly T[]): T {
  return values[Math.floor(random.next() * values.length)]!;
}

import type { LanguageLevel, MemberKind } from '../../generated/prisma/enums.ts';
import { spokenIn, type SpokenLanguage } from '../cldr/languages.ts';
import type { Country } from '../cldr/territories.ts';
import type { Random } from './random.ts';

/** The languages of a member: drawn from CLDR's figures of who speaks what where. */

export interface Skill {
  readonly language: string;
  readonly level: LanguageLevel;
}

/** The network's own languages. */
export const networkLanguages: readonly string[] = ['en', 'fr', 'es', 'ar'];

const set = (codes: string): ReadonlySet<string> => new Set(codes.split(' '));

/** Spoken Arabic has many codes; who speaks it calls it Arabic. */
const spokenArabic = set('acm aeb apc apd ar arq ars ary arz mey');

/**
 * Languages in which nobody there would write a letter to a network - of prayer, of home - and two
 * figures of CLDR that are far from what members there would say.
 */
const leftOut = set('bar cop lmo nds oc pcd vmf es-PH sw-UG');

/** What is said of a kind of member. */
interface Habits {
  /** So many people work there: whatever one of them speaks, the member speaks. */
  readonly people: number;
  /** How much likelier an official language is the working language than a local one of as many speakers. */
  readonly official: number;
  /** The chance to have found somebody for one of the network's languages where none is spoken. */
  readonly reach: number;
  /** Levels in a language that is not the member's own, from the usual one on. */
  readonly levels: readonly LanguageLevel[];
}

const habits: Readonly<Record<MemberKind, Habits>> = {
  GRASSROOTS_GROUP: { people: 1, official: 1, reach: 0.5, levels: ['B1', 'B2', 'A2'] },
  SOCIAL_MOVEMENT: { people: 2, official: 2, reach: 0.65, levels: ['B2', 'B1', 'C1'] },
  NGO: { people: 3, official: 5, reach: 0.95, levels: ['B2', 'C1', 'B2'] },
  LEGAL_CENTRE: { people: 4, official: 7, reach: 0.97, levels: ['C1', 'B2', 'C1'] },
  ACADEMIC: { people: 7, official: 9, reach: 1, levels: ['C1', 'C2', 'B2'] },
  COALITION: { people: 6, official: 5, reach: 1, levels: ['C1', 'B2', 'C1'] },
  INDIVIDUAL: { people: 2, official: 3, reach: 0.9, levels: ['C1', 'B2', 'C2'] },
};

/** Languages of office in many countries: who works with authorities there has somebody who writes them. */
const officeLanguages = set('ar en es fr pt');
const leastShareInOffice = 0.6;
/** English is learned also where CLDR counts nobody. */
const leastShareOfEnglish = 0.06;

const europe = '150';

/** Nobody lists everything. */
const mostLanguages = 4;

/** What a member of this kind in this country speaks, its main language first. */
export function skillsOf(kind: MemberKind, { code, region }: Country, random: Random): Skill[] {
  const { people, official, reach, levels } = habits[kind];
  const spoken = languagesOf(code);
  const own = random.weighted(spoken, (candidate) => workingWeight(candidate, official, region));
  const skills: Skill[] = [{ language: own.language, level: levelOfOwn(own, kind, random) }];
  const has = (language: string) => skills.some((skill) => skill.language === language);
  const add = (language: string, level: LanguageLevel) => {
    if (!has(language) && skills.length < mostLanguages) skills.push({ language, level });
  };

  for (const candidate of spoken) {
    const office = candidate.official && officeLanguages.has(candidate.language);
    const share = Math.max(candidate.share, office ? leastShareInOffice : 0);
    const draws = officeLanguages.has(candidate.language) ? people : Math.min(people, 2);
    const somebody = Array.from({ length: draws }, () => random.chance(share)).some(Boolean);
    if (somebody) add(candidate.language, levelOf(candidate, skills, levels, random));
  }
  const local = spoken.filter(
    ({ language, share }) => share > 0.04 && !officeLanguages.has(language),
  );
  if (!skills.some(({ level }) => level === 'NATIVE') && local.length > 0) {
    const { language } = random.weighted(local, ({ share }) => share);
    skills.splice(1, 0, { language, level: 'NATIVE' });
    skills.splice(mostLanguages);
  }
  if (!networkLanguages.some(has) && random.chance(reach)) {
    const [likeliest] = spoken.filter(({ language }) => networkLanguages.includes(language));
    if (likeliest) {
      skills.splice(mostLanguages - 1);
      add(likeliest.language, random.pick(levels));
    }
  }
  return skills;
}

/** Whether the member can meet most others without an interpreter. */
export function speaksNetworkLanguage(skills: readonly Skill[]): boolean {
  return skills.some(
    ({ language, level }) =>
      networkLanguages.includes(language) && level !== 'A1' && level !== 'A2',
  );
}

function languagesOf(code: string): SpokenLanguage[] {
  const spoken = new Map<string, SpokenLanguage>();
  for (const entry of [...spokenIn(code), { language: 'en', share: 0, official: false }]) {
    if (leftOut.has(entry.language) || leftOut.has(`${entry.language}-${code}`)) continue;
    const language = spokenArabic.has(entry.language) ? 'ar' : entry.language;
    const other = spoken.get(language);
    const official = entry.official || other?.official === true;
    const least = language === 'en' ? leastShareOfEnglish : 0;
    const share = Math.max(entry.share, other?.share ?? 0, least);
    spoken.set(language, { language, share, official });
  }
  return [...spoken.values()].sort(
    (a, b) => b.share - a.share || (a.language < b.language ? -1 : 1),
  );
}

/** Languages of a few, and foreign ones, are nobody's main language; in Europe CLDR counts many that are learned. */
function workingWeight(
  { language, share, official }: SpokenLanguage,
  factor: number,
  region: string,
): number {
  if (official) return share * (networkLanguages.includes(language) ? factor : Math.sqrt(factor));
  const foreign = networkLanguages.includes(language) || region === europe;
  return foreign || share < 0.04 ? 0 : share;
}

/** The main language is native, unless it came with the offices of an empire. */
function levelOfOwn(
  { language, share }: SpokenLanguage,
  kind: MemberKind,
  random: Random,
): LanguageLevel {
  if (share > 0.7 || (language !== 'en' && language !== 'fr')) return 'NATIVE';
  return kind === 'GRASSROOTS_GROUP' ? random.pick(['B2', 'C1']) : random.pick(['C1', 'C2']);
}

/** People of the place are native in its languages; of most people's language nobody knows little. */
function levelOf(
  { language, share, official }: SpokenLanguage,
  known: readonly Skill[],
  levels: readonly LanguageLevel[],
  random: Random,
): LanguageLevel {
  const level = random.pick(levels);
  if (networkLanguages.includes(language) && share < 0.7) {
    return official && level === 'A2' ? 'B1' : level;
  }
  const native = known.some((skill) => skill.level === 'NATIVE');
  if (!native || random.chance(0.25)) return 'NATIVE';
  return level === 'A2' || level === 'B1' ? 'B2' : level;
}

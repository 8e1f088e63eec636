import { dayNumber, daysPerYear, yearsBetween } from '../dates.ts';
import type { Country, LanguageSkill, Member, MemberKind } from '../member.ts';
import type { PairFact } from '../pair-facts.ts';
import type { Policy } from '../policy.ts';

export const divideKinds = ['GEOGRAPHIC', 'LINGUISTIC', 'HISTORIC'] as const;
export type DivideKind = (typeof divideKinds)[number];

/** How far each divide keeps two members apart, 0..1. What is unknown divides nobody: 0. */
export type Extents = Readonly<Record<DivideKind, number>>;

const grassroots: ReadonlySet<MemberKind> = new Set(['GRASSROOTS_GROUP', 'SOCIAL_MOVEMENT']);
const institutions: ReadonlySet<MemberKind> = new Set([
  'NGO',
  'LEGAL_CENTRE',
  'ACADEMIC',
  'COALITION',
]);

/** By UN M49: 0 in the same country, then subregion, region, elsewhere. */
export function geographicExtent(a: Country | null, b: Country | null, policy: Policy): number {
  if (!a || !b || a.code === b.code) return 0;
  if (a.subregion === b.subregion) return policy.geographicSubregion;
  return a.region === b.region ? policy.geographicRegion : policy.geographicElsewhere;
}

/**
 * Jaccard's distance of the main languages, those declared main and those that are native. Other
 * levels play no part, so that learning a language never lowers a score. 0 where one has none.
 * Source: Jaccard, "The distribution of the flora in the alpine zone", New Phytologist 11, 1912.
 */
export function linguisticExtent(a: readonly LanguageSkill[], b: readonly LanguageSkill[]): number {
  let one = 0;
  let other = 0;
  let both = 0;
  for (const skill of a) if (isMain(skill)) one++;
  for (const skill of b) {
    if (!isMain(skill)) continue;
    other++;
    for (const same of a) if (same.language === skill.language && isMain(same)) both++;
  }
  return jaccardDistance(one, other, both);
}

/** Of two sets of so many things, so many of which are in both. 0 where one has none. */
export function jaccardDistance(one: number, other: number, both: number): number {
  return one === 0 || other === 0 ? 0 : 1 - both / (one + other - both);
}

/**
 * The mean of four, each 0..1: how long ago the last exchange of the two was closed (never: 1); no
 * working group in common; one from the grass roots and one an institution; how differently long
 * they have been in the network.
 */
export function historicExtent(
  a: Member,
  b: Member,
  { closed }: PairFact,
  asOf: string,
  policy: Policy,
): number {
  const apart = closed
    ? Math.min(1, Math.max(0, yearsBetween(closed.on, asOf)) / policy.historicYears)
    : 1;
  return meanOf(
    apart,
    groupsExtent(a.workingGroups, b.workingGroups),
    kindsExtent(a.kind, b.kind),
    joinedExtent(a.joinedOn, b.joinedOn, policy),
  );
}

/** The historic extent of two who never had an exchange, from its other parts: the most it can be. */
export function historicAtMost(groups: number, kinds: number, joined: number): number {
  return meanOf(1, groups, kinds, joined);
}

function meanOf(apart: number, groups: number, kinds: number, joined: number): number {
  return (apart + groups + kinds + joined) / 4;
}

/**
 * The divides factor `D = (1 + sum of weight x extent) / (1 + sum of weights)`: 1 where all three
 * are crossed in full, `1 / (1 + sum of weights)` where none is. It multiplies a fit, it never
 * stands for one.
 */
export function dividesFactor(extents: Extents, policy: Policy): number {
  const { geographicWeight, linguisticWeight, historicWeight } = policy;
  const crossed =
    geographicWeight * extents.GEOGRAPHIC +
    linguisticWeight * extents.LINGUISTIC +
    historicWeight * extents.HISTORIC;
  return (1 + crossed) / (1 + geographicWeight + linguisticWeight + historicWeight);
}

/** Whether a language is one that the linguistic divide counts. */
export function isMain({ main, level }: LanguageSkill): boolean {
  return main || level === 'NATIVE';
}

/** 1 where the groups of both are known and disjoint: members of no group at all have none in common. */
export function groupsExtent(one: readonly string[] | null, other: readonly string[] | null) {
  return one !== null && other !== null && !one.some((group) => other.includes(group)) ? 1 : 0;
}

/** 1 between grass roots and institutions. */
export function kindsExtent(one: MemberKind | null, other: MemberKind | null): number {
  return isUnlike(one, other) || isUnlike(other, one) ? 1 : 0;
}

/** How differently long two have been in the network, `joinedYears` counting in full. */
export function joinedExtent(one: string | null, other: string | null, policy: Policy): number {
  return joinedDaysExtent(joinedDay(one), joinedDay(other), policy);
}

/** The same of days since 1970-01-01, `NaN` where unknown. */
export function joinedDaysExtent(one: number, other: number, { joinedYears }: Policy): number {
  const years = Math.abs(other - one) / daysPerYear;
  return years >= 0 ? Math.min(1, years / joinedYears) : 0;
}

/** A joining date in days since 1970-01-01, `NaN` where unknown. */
export function joinedDay(date: string | null): number {
  return date === null ? NaN : dayNumber(date);
}

function isUnlike(one: MemberKind | null, other: MemberKind | null): boolean {
  return one !== null && other !== null && grassroots.has(one) && institutions.has(other);
}

import type {
  Audience,
  ExchangeFormat,
  InterpretationPlan,
  LanguageLevel,
  ReviewReason,
} from '../../generated/prisma/enums.ts';
import { audienceOf, type ConsentHolder, mayMatchUnseen } from '../access/consent.ts';

/** What the secretariat has to look at, and whether the parties can understand each other. Pure. */

export interface Skill {
  readonly language: string;
  readonly level: LanguageLevel;
}

/** What is known of a party. */
export interface ReviewedParty {
  /** As far as the others may know them, see `knownLanguages`. */
  readonly languages: readonly Skill[];
  readonly atRisk: boolean;
}

/** What the parties want, as far as it is decided: the newest agreement, or before there is one, what was asked for. */
export interface ReviewedTerms {
  readonly formats: readonly ExchangeFormat[];
  /** BCP 47; empty: not said. */
  readonly languages: readonly string[];
  /** Null: not said yet. */
  readonly interpretation?: InterpretationPlan | null;
  readonly interpreterId?: string | null;
  readonly interpreters?: string | null;
  readonly safety?: string | null;
  readonly money?: string | null;
}

/** From B1 on somebody can say what they think and follow what others do (CEFR, global scale). */
const enough: readonly LanguageLevel[] = ['B1', 'B2', 'C1', 'C2', 'NATIVE'];
const seenByParties: readonly Audience[] = ['COUNTERPART', 'MEMBERS', 'PARTNERS'];

/** The languages of a member that an exchange may rest on: those that the other party sees, or that matching may use. */
export function knownLanguages(
  member: Omit<ConsentHolder, 'id'> & { readonly languages: readonly Skill[] },
): readonly Skill[] {
  const known =
    seenByParties.includes(audienceOf(member, 'LANGUAGES')) || mayMatchUnseen(member, 'LANGUAGES');
  return known ? member.languages : [];
}

/** The languages that every party speaks at B1 or better, in the order of the first party's. */
export function sharedLanguages(
  parties: readonly Pick<ReviewedParty, 'languages'>[],
): readonly string[] {
  const [first = [], ...others] = parties.map(({ languages }) => fluentLanguages(languages));
  return first.filter((language) => others.every((other) => other.includes(language)));
}

/** Those at B1 or better. */
export function fluentLanguages(skills: readonly Skill[]): string[] {
  return skills.filter(({ level }) => enough.includes(level)).map(({ language }) => language);
}

/**
 * How many ways somebody opens from one party to another: 1 for each that it interprets, and a half for each that it relays
 * with languages of its own.
 *
 * @param spoken the languages of each party
 */
export function bridgedBy(
  spoken: readonly (readonly string[])[],
  {
    interprets,
    relays,
  }: {
    readonly interprets: readonly { readonly from: string; readonly to: string }[];
    readonly relays: readonly Skill[];
  },
): number {
  const own = fluentLanguages(relays);
  let ways = 0;
  spoken.forEach((from, one) =>
    spoken.forEach((to, other) => {
      if (one === other) return;
      if (interprets.some((way) => from.includes(way.from) && to.includes(way.to))) ways += 1;
      else if (from.some((it) => own.includes(it)) && to.some((it) => own.includes(it)))
        ways += 0.5;
    }),
  );
  return ways;
}

/** Whether the parties understand each other by themselves, in one of the languages that the terms name where they name any. */
export function speakTogether(
  parties: readonly Pick<ReviewedParty, 'languages'>[],
  { languages }: Pick<ReviewedTerms, 'languages'>,
): boolean {
  const shared = sharedLanguages(parties);
  return languages.length === 0
    ? shared.length > 0
    : languages.some((language) => shared.includes(language));
}

/**
 * Whether it is settled how the parties understand each other: by a language of their own, by a member that interprets,
 * by interpreters that they name, or by what the secretariat has approved. Nothing is signed before it is.
 */
export function languageSolved(
  parties: readonly Pick<ReviewedParty, 'languages'>[],
  terms: ReviewedTerms,
  reviewed: readonly ReviewReason[],
): boolean {
  return (
    speakTogether(parties, terms) ||
    interpretedByMember(terms) ||
    (terms.interpretation === 'PARTIES' && Boolean(terms.interpreters?.trim())) ||
    reviewed.includes('INTERPRETATION')
  );
}

/**
 * What the terms give the secretariat to look at, whether or not it has done so.
 *
 * @param keptApart whether two of the parties must never be introduced
 */
export function reasonsToReview(
  parties: readonly ReviewedParty[],
  terms: ReviewedTerms,
  { reviewAtRisk, keptApart }: { readonly reviewAtRisk: boolean; readonly keptApart: boolean },
): ReviewReason[] {
  const reasons: ReviewReason[] = [];
  if (!speakTogether(parties, terms) && !interpretedByMember(terms)) reasons.push('INTERPRETATION');
  if (costsMoney(terms)) reasons.push('MONEY');
  if (keptApart || (reviewAtRisk && parties.some(({ atRisk }) => atRisk))) reasons.push('SAFETY');
  return reasons;
}

/**
 * What the secretariat has found in order and need not see again: a change of the very thing is looked at anew. What was looked
 * at before there was an agreement covers the first plan and the first safety terms, but no interpreters from outside.
 */
export function stillReviewed(
  reviewed: readonly ReviewReason[],
  before: ReviewedTerms,
  after: ReviewedTerms,
): ReviewReason[] {
  const first = before.interpretation == null;
  const plan = ({ languages, interpretation, interpreterId, interpreters }: ReviewedTerms) =>
    first
      ? [interpreters ?? null]
      : [[...languages].sort(), interpretation, interpreterId ?? null, interpreters ?? null];
  const matter: Readonly<Record<ReviewReason, (terms: ReviewedTerms) => unknown>> = {
    INTERPRETATION: plan,
    MONEY: ({ money, formats }) => [money ?? null, formats.includes('VISIT')],
    SAFETY: ({ safety, formats }) => [first || (safety ?? null), formats.includes('VISIT')],
  };
  return reviewed.filter(
    (reason) => JSON.stringify(matter[reason](before)) === JSON.stringify(matter[reason](after)),
  );
}

function interpretedByMember({ interpretation, interpreterId }: ReviewedTerms): boolean {
  return interpretation === 'MEMBER' && Boolean(interpreterId);
}

function costsMoney({ money, formats }: ReviewedTerms): boolean {
  return Boolean(money?.trim()) || formats.includes('VISIT');
}

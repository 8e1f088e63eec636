import type { MemberKind } from '../../../generated/prisma/enums.ts';

/** Individuals have names of people. */
export type OrganisationKind = Exclude<MemberKind, 'INDIVIDUAL'>;

/** By theme; `any` stands for every theme that has no words of its own. */
export type Words = Readonly<Record<string, readonly string[]>>;

/**
 * How organisations are named in a language. The network is invented, so no name is of a real place:
 * names speak of valleys, rivers and plants in general.
 */
export interface Voice {
  /**
   * By kind; `{emblem}` is a proper name, `{place}` a landscape with its article where the language has
   * one, `{people}` who they are, `{cause}` what they stand for.
   */
  readonly patterns: Readonly<Record<OrganisationKind, readonly string[]>>;
  readonly people: Words;
  readonly causes: Words;
  readonly places: readonly string[];
  /** What the grammar makes of words that meet, in turn. */
  readonly contractions?: readonly (readonly [RegExp, string])[];
}

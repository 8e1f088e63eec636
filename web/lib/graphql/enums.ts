import type { graphql } from './graphql.ts';

// The values of the API's enumerations, in the order in which people choose among them. TypeScript
// refuses a value that the schema does not have; labels stand in the area `terms` of the messages.

export type MemberKind = ReturnType<typeof graphql.scalar<'MemberKind'>>;

export const memberKinds = [
  'GRASSROOTS_GROUP',
  'SOCIAL_MOVEMENT',
  'NGO',
  'LEGAL_CENTRE',
  'ACADEMIC',
  'COALITION',
  'INDIVIDUAL',
] as const satisfies readonly MemberKind[];

export type LanguageLevel = ReturnType<typeof graphql.scalar<'LanguageLevel'>>;

export const languageLevels = [
  'NATIVE',
  'C2',
  'C1',
  'B2',
  'B1',
  'A2',
  'A1',
] as const satisfies readonly LanguageLevel[];

export type OfferLevel = ReturnType<typeof graphql.scalar<'OfferLevel'>>;

export const offerLevels = [
  'BASIC',
  'PRACTISED',
  'EXPERT',
] as const satisfies readonly OfferLevel[];

export type Priority = ReturnType<typeof graphql.scalar<'Priority'>>;

export const priorities = ['HIGH', 'NORMAL', 'LOW'] as const satisfies readonly Priority[];

export type ExchangeFormat = ReturnType<typeof graphql.scalar<'ExchangeFormat'>>;

export const exchangeFormats = [
  'ONLINE',
  'VISIT',
  'WORKSHOP',
  'MENTORING',
  'DOCUMENTS',
] as const satisfies readonly ExchangeFormat[];

export type Audience = ReturnType<typeof graphql.scalar<'Audience'>>;

/** The widest first. */
export const audiences = [
  'PARTNERS',
  'MEMBERS',
  'COUNTERPART',
  'SECRETARIAT',
  'SELF',
] as const satisfies readonly Audience[];

export type MemberField = ReturnType<typeof graphql.scalar<'MemberField'>>;

export type DivideKind = ReturnType<typeof graphql.scalar<'DivideKind'>>;

export type DismissReason = ReturnType<typeof graphql.scalar<'DismissReason'>>;

export const dismissReasons = [
  'NOT_A_PRIORITY',
  'NO_TIME',
  'DOES_NOT_FIT',
  'ALREADY_IN_TOUCH',
  'OTHER',
] as const satisfies readonly DismissReason[];

export type PrivateChoiceKind = ReturnType<typeof graphql.scalar<'PrivateChoiceKind'>>;

export type PairingChangeKind = ReturnType<typeof graphql.scalar<'PairingChangeKind'>>;

/** Whether a value that a form sent is one of these. */
export function isOneOf<const Value extends string>(
  values: readonly Value[],
  value: string,
): value is Value {
  return (values as readonly string[]).includes(value);
}

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

export type ExchangeKind = ReturnType<typeof graphql.scalar<'ExchangeKind'>>;

export type ExchangeState = ReturnType<typeof graphql.scalar<'ExchangeState'>>;

export type ExchangeAction = ReturnType<typeof graphql.scalar<'ExchangeAction'>>;

export type OutcomeType = ReturnType<typeof graphql.scalar<'OutcomeType'>>;

export const outcomeTypes = [
  'NEW_KNOWLEDGE',
  'ENHANCED_SKILL',
  'IMPROVED_CONSENSUS',
  'ENHANCED_CONNECTIVITY',
  'NEW_AND_IMPROVED_ACTIONS',
] as const satisfies readonly OutcomeType[];

export type OutcomeVerdict = ReturnType<typeof graphql.scalar<'OutcomeVerdict'>>;

export const outcomeVerdicts = [
  'REACHED',
  'PARTLY',
  'NOT_REACHED',
  'TOO_EARLY',
] as const satisfies readonly OutcomeVerdict[];

export type DeclineReason = ReturnType<typeof graphql.scalar<'DeclineReason'>>;

export const declineReasons = [
  'NO_TIME',
  'NOT_A_PRIORITY',
  'DOES_NOT_FIT',
  'NO_COMMON_LANGUAGE',
  'ALREADY_IN_TOUCH',
  'OTHER',
] as const satisfies readonly DeclineReason[];

export type ReviewReason = ReturnType<typeof graphql.scalar<'ReviewReason'>>;

export type ReviewDecision = ReturnType<typeof graphql.scalar<'ReviewDecision'>>;

export const reviewDecisions = [
  'APPROVE',
  'ASK_FOR_CHANGES',
  'REFUSE',
] as const satisfies readonly ReviewDecision[];

export type InterpretationPlan = ReturnType<typeof graphql.scalar<'InterpretationPlan'>>;

export const interpretationPlans = [
  'NOT_NEEDED',
  'MEMBER',
  'PARTIES',
  'SECRETARIAT',
] as const satisfies readonly InterpretationPlan[];

/** Whether a value that a form sent is one of these. */
export function isOneOf<const Value extends string>(
  values: readonly Value[],
  value: string,
): value is Value {
  return (values as readonly string[]).includes(value);
}

export type FollowUpQuestion = ReturnType<typeof graphql.scalar<'FollowUpQuestion'>>;

export type NoteLicence = ReturnType<typeof graphql.scalar<'NoteLicence'>>;

/** The freest first. */
export const noteLicences = [
  'CC_BY',
  'CC_BY_SA',
  'CC_BY_NC',
  'CC_BY_NC_SA',
] as const satisfies readonly NoteLicence[];

export type Mailing = ReturnType<typeof graphql.scalar<'Mailing'>>;

export const mailings = ['AT_ONCE', 'DAILY', 'NEVER'] as const satisfies readonly Mailing[];

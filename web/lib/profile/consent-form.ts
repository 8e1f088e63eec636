import { audiences, isOneOf, type Audience, type MemberField } from '../graphql/enums.ts';
import type { VariablesOf } from '../graphql/graphql.ts';
import { textOf } from '#lib/forms/text.ts';
import type { setConsent } from './mutations.ts';

type Consents = NonNullable<VariablesOf<typeof setConsent>['input']['consents']>;

/** Who sees a field, and whether it is used for matching where it is not shown. */
export interface FieldConsent {
  field: MemberField;
  audience: Audience;
  useForMatching: boolean;
}

/** The fields that matching reads; for the others there is nothing to consent to. */
const matched: readonly MemberField[] = [
  'KIND',
  'COUNTRY',
  'TIME_ZONE',
  'LANGUAGES',
  'OFFERS',
  'NEEDS',
  'THEMES',
  'WORKING_GROUPS',
  'INTERPRETS',
  'JOINED_ON',
];

export function isMatched(field: MemberField): boolean {
  return matched.includes(field);
}

/** Fields that partners never see, whatever is chosen. */
const neverForPartners: readonly MemberField[] = ['TIME_ZONE', 'AVAILABILITY'];

/** The audiences to choose from for a field, the widest first. */
export function audiencesOf(field: MemberField): Audience[] {
  return audiences.filter(
    (audience) => audience !== 'PARTNERS' || !neverForPartners.includes(field),
  );
}

/** Which fields each audience is the widest for; those without a field are left out. */
export function byAudience(
  consents: readonly FieldConsent[],
): { audience: Audience; fields: MemberField[] }[] {
  return audiences
    .map((audience) => ({
      audience,
      fields: consents.filter((consent) => consent.audience === audience).map(({ field }) => field),
    }))
    .filter(({ fields }) => fields.length > 0);
}

/** What the form says of every field; a field that it does not mention stays as it is. */
export function readConsents(form: FormData, stored: readonly FieldConsent[]): FieldConsent[] {
  return stored.map((consent) => {
    const audience = textOf(form, `audience-${consent.field}`);
    if (!isOneOf(audiences, audience)) return consent;
    return { ...consent, audience, useForMatching: form.has(`match-${consent.field}`) };
  });
}

/**
 * The fields of which something changed. Only these are sent: a field that is sent no longer
 * follows the general choice of the member.
 */
export function changedConsents(
  stored: readonly FieldConsent[],
  wanted: readonly FieldConsent[],
): Consents {
  return wanted.filter((consent) => {
    const before = stored.find(({ field }) => field === consent.field);
    return (
      before?.audience !== consent.audience || before.useForMatching !== consent.useForMatching
    );
  });
}

import type { Audience, MemberField } from '../../generated/prisma/enums.ts';
import type { FieldConsent } from '../access/consent.ts';
import type { Random } from './random.ts';

/** What members let others see. */

const shown = (audience: Audience, fields: readonly MemberField[]): FieldConsent[] =>
  fields.map((field) => ({ field, audience, useForMatching: false }));
const usedUnseen = (fields: readonly MemberField[]): FieldConsent[] =>
  fields.map((field) => ({ field, audience: 'SECRETARIAT', useForMatching: true }));

/**
 * Somebody at risk shows nothing. Most let themselves be matched by what they hide; some show what they
 * do under their pseudonym, but neither name nor country; a few stay wholly apart.
 */
const atRisk: readonly { readonly weight: number; readonly consents: readonly FieldConsent[] }[] = [
  { weight: 4, consents: usedUnseen(['OFFERS', 'NEEDS', 'LANGUAGES', 'COUNTRY']) },
  {
    weight: 2,
    consents: usedUnseen(['OFFERS', 'NEEDS', 'LANGUAGES', 'THEMES', 'KIND', 'TIME_ZONE']),
  },
  {
    weight: 3,
    consents: [
      ...shown('MEMBERS', ['OFFERS', 'NEEDS', 'LANGUAGES', 'KIND', 'THEMES']),
      ...usedUnseen(['COUNTRY']),
    ],
  },
  { weight: 1, consents: [] },
];

/** Most others keep the defaults. */
const usual: readonly { readonly weight: number; readonly consents: readonly FieldConsent[] }[] = [
  { weight: 80, consents: [] },
  { weight: 5, consents: [{ field: 'NEEDS', audience: 'COUNTERPART', useForMatching: true }] },
  { weight: 4, consents: shown('COUNTERPART', ['TIME_ZONE', 'JOINED_ON']) },
  { weight: 3, consents: shown('SECRETARIAT', ['WORKING_GROUPS']) },
  { weight: 3, consents: shown('MEMBERS', ['NOTES']) },
  { weight: 3, consents: shown('PARTNERS', ['NAME', 'KIND', 'COUNTRY', 'THEMES', 'OFFERS']) },
  { weight: 2, consents: [...shown('MEMBERS', ['CONTACT']), ...shown('PARTNERS', ['OFFERS'])] },
];

export function consentsOf(isAtRisk: boolean, random: Random): readonly FieldConsent[] {
  return random.weighted(isAtRisk ? atRisk : usual, ({ weight }) => weight).consents;
}

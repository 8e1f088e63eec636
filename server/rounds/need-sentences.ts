import type { Locale } from '../i18n/locales.ts';
import { message } from '../i18n/message.ts';
import type { PairingChange } from '../matching/no-pairing/changes.ts';
import type { NoPairingRule } from '../matching/no-pairing/no-pairing.ts';
import type { Names } from '../pairings/names.ts';
import { changeSentence } from '../pairings/no-pairing/sentences.ts';

/** Why a need is met by nobody in a round: a rule of the pairings, or none that is strong enough for the round. */
export type UnmetRule = NoPairingRule | 'TOO_WEAK';

/** To the secretariat, under the name of the need: "Nobody who is available offers this." */
export function unmetSentence(rule: UnmetRule, locale: Locale): string {
  return message(locale, `round.need.${rule}`);
}

/** What would help, told to somebody else than the member: "It would help to accept a lower level". */
export function wouldHelpSentence(change: PairingChange, names: Names, locale: Locale): string {
  return changeSentence(change, names, locale, 'round.need.change');
}

import { languageName } from '../cldr/languages.ts';
import { dayInWords } from '../i18n/dates.ts';
import type { Locale } from '../i18n/locales.ts';
import { message } from '../i18n/message.ts';
import type { PairingChange } from '../matching/no-pairing/changes.ts';
import type { NoPairingRule } from '../matching/no-pairing/no-pairing.ts';
import type { Names } from '../pairings/names.ts';
import { isolate } from '../pairings/reasons.ts';

/** Why a need is met by nobody in a round: a rule of the pairings, or none that is strong enough for the round. */
export type UnmetRule = NoPairingRule | 'TOO_WEAK';

/** To the secretariat, under the name of the need: "Nobody who is available offers this." */
export function unmetSentence(rule: UnmetRule, locale: Locale): string {
  return message(locale, `round.need.${rule}`);
}

/** What would help, told to somebody else than the member: "It would help to accept a lower level". */
export function wouldHelpSentence(
  change: PairingChange,
  { topicName, memberName }: Names,
  locale: Locale,
): string {
  const { kind } = change;
  const say = (values: Parameters<typeof message>[2]) =>
    message(locale, `round.need.change.${kind}`, values);
  switch (kind) {
    case 'RESUME':
    case 'CONFIRM':
    case 'RAISE_CAPACITY':
      return say({});
    case 'ACCEPT_LEVEL':
      return say({ level: change.level });
    case 'WIDEN_TOPIC':
      return say({ topic: isolate(topicName(change.topic, locale), locale) });
    case 'LEARN_LANGUAGE':
      return say({ language: languageName(change.language, locale), level: change.level });
    case 'FIND_INTERPRETER':
      return say({
        one: languageName(change.from, locale),
        other: languageName(change.to, locale),
      });
    case 'WAIT':
      return say({ date: dayInWords(locale, new Date(change.until)) });
    case 'RESTORE':
      return say({ name: isolate(memberName(change.partner), locale) });
  }
}

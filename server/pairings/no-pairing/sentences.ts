import { languageName } from '../../cldr/languages.ts';
import { dayInWords } from '../../i18n/dates.ts';
import type { Locale } from '../../i18n/locales.ts';
import { message } from '../../i18n/message.ts';
import type { PairingChange } from '../../matching/no-pairing/changes.ts';
import type { NoPairingReason } from '../../matching/no-pairing/no-pairing.ts';
import type { Names } from '../names.ts';
import { isolate } from '../reasons.ts';

/** To the member, under the name of the need: "Nobody who is available offers this at present." */
export function ruleSentence({ rule }: Pick<NoPairingReason, 'rule'>, locale: Locale): string {
  return message(locale, `noPairing.${rule}`);
}

/**
 * What to do, or what to wait for: "Take requests again", "From 30 March 2027 on ...".
 * @param messages where the catalogue has the sentences: those to the member, unless somebody else is told of it
 */
export function changeSentence(
  change: PairingChange,
  { topicName, memberName }: Names,
  locale: Locale,
  messages: 'noPairing.change' | 'round.need.change' = 'noPairing.change',
): string {
  const { kind } = change;
  const say = (values: Parameters<typeof message>[2]) =>
    message(locale, `${messages}.${kind}`, values);
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

import { languageName } from '../cldr/languages.ts';
import type { Locale } from '../i18n/locales.ts';
import { listOf, message } from '../i18n/message.ts';
import type { ExplainedBridge } from '../matching/explanation.ts';
import type { Names } from './names.ts';
import { isolate } from './reasons.ts';

/** How two can understand each other, as a sentence about them: "They can meet in French." */
export function bridgeSentence(
  { kind, languages, through }: ExplainedBridge,
  { memberName }: Names,
  locale: Locale,
): string {
  const spoken = languages.map((code) => languageName(code, locale));
  const [third] = through;
  if (kind === 'SHARED_LANGUAGE')
    return message(locale, 'lesson.shared', { languages: listOf(locale, spoken) });
  if (kind === 'WITHHELD' || third === undefined) return message(locale, 'lesson.withheld');
  const key = kind === 'RELAY' ? 'lesson.relay' : 'lesson.interpreter';
  const [one = '', other = ''] = spoken;
  return message(locale, key, { name: isolate(memberName(third), locale), one, other });
}

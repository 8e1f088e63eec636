import type { Option } from '../components/options.ts';
import { languageLevels, offerLevels } from '../graphql/enums.ts';
import { sentence } from '../i18n/sentence.ts';
import type { Translator } from '../i18n/translator.ts';

type Words = Pick<Translator, 't' | 'locale'>;

/** How well a language can be known, the best first. */
export function languageLevelOptions({ t, locale }: Words): Option[] {
  return languageLevels.map((value) => ({
    value,
    label: sentence(t(`terms.language-level.${value}`), locale),
  }));
}

/** How far knowledge of a topic can go, from the least on. */
export function offerLevelOptions({ t, locale }: Words): Option[] {
  return offerLevels.map((value) => ({
    value,
    label: sentence(t(`terms.offer-level.${value}`), locale),
  }));
}

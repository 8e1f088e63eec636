import type { Choice } from '../components/options.ts';
import { audiences, type Audience } from '../graphql/enums.ts';
import type { Translator } from '../i18n/translator.ts';

/** Audiences to choose from, each with what it means. */
export function audienceChoices(
  t: Translator['t'],
  among: readonly Audience[] = audiences,
): Choice[] {
  return among.map((value) => ({
    value,
    label: t(`profile.audience.${value}`),
    hint: t(`profile.audience-hint.${value}`),
  }));
}

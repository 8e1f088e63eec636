import type { Translator } from '../i18n/translator.ts';

/** The constants that have a name of their own in the messages; another goes by what scripts call it. */
const names = [
  'geographicWeight',
  'linguisticWeight',
  'historicWeight',
  'interpreter',
  'relay',
  'timeBase',
  'purposeBase',
  'exposureAtLeast',
  'exposureAtMost',
  'availabilityDays',
  'recentMonths',
  'declineMonths',
  'dismissMonths',
  'remindAfterDays',
  'remindAgainAfterDays',
  'expireAfterDays',
  'silentDays',
  'confirmAvailabilityDays',
  'openRequests',
  'reviewAtRisk',
  'midwayAfterDays',
  'followUpMonths',
  'followUpAgainMonths',
] as const;

/** What a constant is called on the page. */
export function titleOf(name: string, t: Translator['t']): string {
  return isNamed(name) ? t(`weights.name.${name}`) : name;
}

function isNamed(name: string): name is (typeof names)[number] {
  return (names as readonly string[]).includes(name);
}

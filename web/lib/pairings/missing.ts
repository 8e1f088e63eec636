/** What keeps a member from having pairings, as far as its own profile tells. */
export type Missing =
  'PAUSED' | 'UNCONFIRMED' | 'OUTDATED' | 'NO_CAPACITY' | 'NO_NEEDS' | 'NO_OFFERS' | 'NO_LANGUAGES';

interface Profile {
  availability: { paused: boolean; confirmedOn: string | null; capacity: number } | null;
  languages: readonly unknown[];
  offers: readonly unknown[];
  needs: readonly unknown[];
}

/**
 * Days after which we ask a member to confirm again that it is available: well before its word
 * counts for nothing any more, which the network decides.
 */
export const freshDays = 90;

const millisecondsPerDay = 24 * 60 * 60 * 1000;

/** Whether a member that confirmed on a day such as 2026-11-22 should be asked again. */
export function isOutdated(confirmedOn: string, today: Date): boolean {
  return today.getTime() - Date.parse(confirmedOn) > freshDays * millisecondsPerDay;
}

/** What a member can do about it, the most effective first. */
export function missingFrom(profile: Profile, today: Date): Missing[] {
  const { availability, languages, offers, needs } = profile;
  const confirmedOn = availability?.confirmedOn;
  const checks: [Missing, boolean | undefined][] = [
    ['PAUSED', availability?.paused],
    ['UNCONFIRMED', availability ? !availability.paused && !confirmedOn : false],
    ['OUTDATED', !availability?.paused && confirmedOn ? isOutdated(confirmedOn, today) : false],
    ['NO_CAPACITY', availability?.capacity === 0],
    ['NO_NEEDS', needs.length === 0],
    ['NO_OFFERS', offers.length === 0],
    ['NO_LANGUAGES', languages.length === 0],
  ];
  return checks.filter(([, is]) => is).map(([missing]) => missing);
}

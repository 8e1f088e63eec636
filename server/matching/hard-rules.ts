import { isShown } from './consent.ts';
import { daysBetween, isLessThanMonthsAfter } from './dates.ts';
import type { Matching } from './matching.ts';
import type { Country, Exclusions, Member } from './member.ts';
import type { Entry } from './network/network.ts';

/** What forbids a pairing whatever it would be worth. */
export type HardRule =
  | 'ONESELF'
  | 'DO_NOT_INTRODUCE'
  | 'SAFETY_LIMIT'
  | 'PAUSED'
  | 'UNCONFIRMED'
  | 'NO_FREE_PLACE'
  | 'OPEN_EXCHANGE'
  | 'RECENT_EXCHANGE'
  | 'RECENT_DECLINE'
  | 'DISMISSED';

/**
 * The first rule that keeps b out of the list of a, null when none does. The same in both
 * directions, but for the last: a dismissal holds in the list of the one who dismissed. The rules
 * that may never be named come first, so that none of the others betrays them.
 */
export function hardRule(a: Entry, b: Entry, matching: Matching): HardRule | null {
  if (a.own.id === b.own.id) return 'ONESELF';
  return (
    introductionRule(a, b, matching) ??
    availabilityRule(a.own, matching) ??
    availabilityRule(b.own, matching) ??
    historyRule(a, b, matching)
  );
}

/** Whether a third member may stand between two others: interpret or relay for them. */
export function mayHelp(third: Entry, a: Member, b: Member, matching: Matching): boolean {
  return (
    [a, b].every((one) => {
      const entry = matching.network.entry(one.id);
      return (
        one.id !== third.own.id && entry !== undefined && !introductionRule(third, entry, matching)
      );
    }) && availabilityRule(third.own, matching) === null
  );
}

function introductionRule(a: Entry, b: Entry, { facts }: Matching): HardRule | null {
  if (facts.of(a.own.id, b.own.id).doNotIntroduce) return 'DO_NOT_INTRODUCE';
  return excludes(a.own, b.seen) || excludes(b.own, a.seen) ? 'SAFETY_LIMIT' : null;
}

function excludes({ excludes }: Member, other: Member): boolean {
  if (!excludes) return false;
  const { id, country } = other;
  return excludes.members.includes(id) || keepsOut(excludes, country, isShown(other, 'country'));
}

/**
 * Whether safety limits by region keep out whoever is in a country. They also keep out everybody
 * whose country is not shown: unknown is not safe, and a limit must not be a way to ask where
 * somebody is.
 */
export function keepsOut(
  { regions }: Exclusions,
  country: Country | null,
  isShown: boolean,
): boolean {
  if (regions.length === 0) return false;
  if (country === null || !isShown) return true;
  const { code, subregion, region } = country;
  return [code, subregion, region].some((place) => regions.includes(place));
}

/** The rule by which a member is in nobody's list and has none itself. */
export function availabilityRule(
  { availability }: Pick<Member, 'availability'>,
  { asOf, policy }: Matching,
): 'PAUSED' | 'UNCONFIRMED' | 'NO_FREE_PLACE' | null {
  const { paused, confirmedOn, freePlaces } = availability;
  if (paused) return 'PAUSED';
  if (confirmedOn === null || daysBetween(confirmedOn, asOf) > policy.availabilityDays)
    return 'UNCONFIRMED';
  return freePlaces >= 1 ? null : 'NO_FREE_PLACE';
}

function historyRule(a: Entry, b: Entry, { facts, asOf, policy }: Matching): HardRule | null {
  const { openExchange, closed, declinedOn, dismissedOn } = facts.of(a.own.id, b.own.id);
  if (openExchange) return 'OPEN_EXCHANGE';
  if (
    closed &&
    !closed.bothWantAgain &&
    isLessThanMonthsAfter(closed.on, policy.recentMonths, asOf)
  )
    return 'RECENT_EXCHANGE';
  if (declinedOn && isLessThanMonthsAfter(declinedOn, policy.declineMonths, asOf))
    return 'RECENT_DECLINE';
  if (dismissedOn && isLessThanMonthsAfter(dismissedOn, policy.dismissMonths, asOf))
    return 'DISMISSED';
  return null;
}

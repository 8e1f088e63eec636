import type { VariablesOf } from '../graphql/graphql.ts';
import { textOf } from '#lib/forms/text.ts';
import type { updateMember } from './mutations.ts';
import type { Profile } from './profile.ts';
import { zonesNamed } from './time-zones.ts';

type Input = VariablesOf<typeof updateMember>['input'];

/** What stands in the controls of the form; also their names. */
export interface TimeValues {
  capacity: string;
  workFrom: string;
  workTo: string;
  timeZone: string;
  /** A city of the zone as it was typed, where the list has not the right one. */
  city: string;
}

export const timeFields = ['capacity', 'workFrom', 'workTo', 'timeZone', 'city'] as const;

/** How many exchanges a member can take at a time. */
export const capacities = Array.from({ length: 21 }, (_, count) => count);

export function timeOf({ availability, timeZone }: Profile): TimeValues {
  return {
    capacity: String(availability?.capacity ?? ''),
    workFrom: availability?.workFrom ?? '',
    workTo: availability?.workTo ?? '',
    timeZone: timeZone?.name ?? '',
    city: '',
  };
}

export function readTime(form: FormData): TimeValues {
  return {
    capacity: textOf(form, 'capacity'),
    workFrom: textOf(form, 'workFrom'),
    workTo: textOf(form, 'workTo'),
    timeZone: textOf(form, 'timeZone'),
    city: textOf(form, 'city'),
  };
}

/** The change to ask of the API. A capacity that is no number becomes one that the API explains. */
export function timeInput(values: TimeValues, timeZone: string): Input {
  const { capacity, workFrom, workTo } = values;
  return {
    capacity: /^\d{1,4}$/.test(capacity) ? Number(capacity) : -1,
    workFrom,
    workTo,
    timeZone,
  };
}

/**
 * The time zones that the form may mean: the chosen one, or those of the city that was typed. With
 * several, one of them is to be chosen.
 */
export function meantZones({ timeZone, city }: TimeValues, zones: readonly string[]): string[] {
  if (!city) return [timeZone];
  const named = zonesNamed(city, zones);
  return named.includes(timeZone) ? [timeZone] : named;
}

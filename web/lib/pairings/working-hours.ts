import type { WorkingDay } from './day-line.ts';

interface Worker {
  timeZone: { name: string } | null;
  availability: { workFrom: string; workTo: string } | null;
}

/** When a member is at work, or null where it does not say, or does not show it. */
export function workingHoursOf({ timeZone, availability }: Worker): WorkingDay | null {
  if (!timeZone || !availability) return null;
  return { timeZone: timeZone.name, from: availability.workFrom, to: availability.workTo };
}

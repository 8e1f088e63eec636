import type { LocalTime } from './meetings.ts';

type Clock = Pick<LocalTime, 'own' | 'dateTime'> & { timeZone: { name: string } };

/**
 * On whose clocks a time is shown: the reader's first, or else the first that there is, and then
 * everybody's whose clock shows something else.
 */
export function clocksOf<Local extends Clock>(
  local: readonly Local[],
): { here: Local | undefined; others: Local[] } {
  const here = local.find(({ own }) => own) ?? local[0];
  const others = local.filter((one) => one !== here && one.dateTime !== here?.dateTime);
  return { here, others };
}

/** Clocks as a party has them: on its behalf, its own are the reader's. */
export function clocksOfParty<Local extends { own: boolean; member: { id: string } | null }>(
  local: readonly Local[],
  memberId: string | null,
): Local[] {
  return local.map((one) => ({ ...one, own: one.member?.id === memberId }));
}

/** The zone of the clocks that a time is shown on; without any, the reader's. */
export function zoneOf(local: readonly Clock[], reader: string): string {
  return clocksOf(local).here?.timeZone.name ?? reader;
}

/** What a field for a day and one for an hour show of a local time such as 2026-12-01T14:00. */
export function fieldsOf(dateTime: string): { day: string; hour: string } {
  const [day = '', hour = ''] = dateTime.split('T');
  return { day, hour: hour.slice(0, 5) };
}

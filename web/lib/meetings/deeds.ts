/** What somebody just did about a meeting, which the page of the exchange confirms. */
export const meetingDeeds = [
  'times-proposed',
  'times-answered',
  'times-withdrawn',
  'session-planned',
  'session-moved',
  'session-cancelled',
  'session-logged',
] as const;

export type MeetingDeed = (typeof meetingDeeds)[number];

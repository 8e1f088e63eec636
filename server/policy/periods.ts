import type { Constant } from '../matching/policy.ts';

const days = (value: number, least: number, most: number, meaning: string): Constant => ({
  default: value,
  least,
  most,
  meaning,
});

const constants = {
  remindAfterDays: days(5, 1, 90, 'Days of silence until whoever has to act is reminded.'),
  remindAgainAfterDays: days(10, 2, 180, 'Days of silence until the second reminder.'),
  expireAfterDays: days(
    15,
    3,
    365,
    'Days of silence until a request expires, and until the secretariat is told of an accepted one.',
  ),
  silentDays: days(60, 7, 730, 'Days of silence until an accepted exchange expires.'),
  confirmAvailabilityDays: days(
    90,
    7,
    730,
    'Days until a member is asked whether it is available.',
  ),
  openRequests: days(3, 1, 100, 'Unanswered requests that a member may have sent.'),
  reviewAtRisk: days(1, 0, 1, '1: the secretariat reviews exchanges with members at risk.'),
  midwayAfterDays: days(
    30,
    7,
    365,
    'Days after the start until the first check-in, where no end is agreed.',
  ),
  followUpMonths: days(3, 1, 24, 'Months after completion until the first follow-up.'),
  followUpAgainMonths: days(9, 2, 60, 'Months after completion until the last follow-up.'),
} satisfies Record<string, Constant>;

export type PeriodName = keyof typeof constants;

/** The periods and limits of exchanges, by name. */
export type Periods = Readonly<Record<PeriodName, number>>;

export const periodConstants: Readonly<Record<PeriodName, Constant>> = constants;

export const defaultPeriods = Object.fromEntries(
  Object.entries(constants).map(([name, constant]) => [name, constant.default]),
) as Periods;

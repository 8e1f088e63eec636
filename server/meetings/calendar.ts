import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';
import type { SessionState } from '../../generated/prisma/enums.ts';
import { message } from '../i18n/message.ts';
import type { Locale } from '../i18n/locales.ts';

/** A session as calendars know it. */
export interface CalendarSession {
  readonly id: string;
  readonly state: SessionState;
  readonly startsAt: Date;
  readonly minutes: number;
  readonly sequence: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/**
 * A session as a calendar file (RFC 5545, invitations as in RFC 5546): one event whose UID lasts, and whose SEQUENCE tells
 * the newest of several files. Its times are in UTC, which no calendar reads wrongly whatever it knows of zones.
 *
 * Calendars are copied to telephones and to companies. So the file is the same for everybody: it names no member, no
 * topic and no place, and leads to the page that does. Were only members at risk left out, their absence would tell of it.
 *
 * @param attendee the address of the person whose calendar it is for
 * @param page where the exchange is to be read
 */
export function calendarOf(
  session: CalendarSession,
  {
    attendee,
    page,
    locale,
  }: { readonly attendee: string | null; readonly page: string; readonly locale: Locale },
): string {
  const cancelled = session.state === 'CANCELLED';
  const host = new URL(page).hostname;
  const calendar = ical({
    prodId: { company: 'Peerbridge', product: 'Exchanges', language: locale.toUpperCase() },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  const event = calendar.createEvent({
    id: `${session.id}@peerbridge`,
    sequence: session.sequence,
    stamp: session.updatedAt,
    created: session.createdAt,
    lastModified: session.updatedAt,
    start: session.startsAt,
    end: new Date(session.startsAt.getTime() + session.minutes * 60_000),
    summary: message(locale, 'meeting.calendar.summary'),
    description: message(locale, 'meeting.calendar.description', { page }),
    url: page,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: 'Peerbridge', email: `peerbridge@${host}` },
  });
  if (attendee)
    event.createAttendee({
      email: attendee,
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.ACCEPTED,
      rsvp: false,
    });
  return calendar.toString();
}

import ical, { type VEvent } from 'node-ical';
import { describe, expect, it } from 'vitest';
import { locales } from '../../../server/i18n/locales.ts';
import { calendarOf } from '../../../server/meetings/calendar.ts';
import { checkPlan } from '../../../server/meetings/rules.ts';
import { changes, shown, zones } from './zones.ts';

const session = {
  id: '01990000-0000-7000-8000-000000000001',
  state: 'PLANNED',
  startsAt: new Date('2026-03-29T08:00:00Z'),
  minutes: 90,
  sequence: 0,
  createdAt: new Date('2026-03-02T12:00:00Z'),
  updatedAt: new Date('2026-03-03T12:00:00Z'),
} as const;
const page = 'https://peerbridge.example/en/exchanges/RXhjaGFuZ2U6MQ%3D%3D';
const to = { attendee: 'haki@example.org', page, locale: 'en' } as const;

function parse(file: string) {
  const { vcalendar, ...rest } = ical.sync.parseICS(file) as Record<string, unknown>;
  const events = Object.values(rest).filter(
    (part) => (part as { type: string }).type === 'VEVENT',
  ) as VEvent[];
  expect(events).toHaveLength(1);
  return { calendar: vcalendar as { method: string; version: string }, event: events[0]! };
}

describe('the calendar file of a session', () => {
  it('is an invitation with one event, and another of the same event as it changes', () => {
    const { calendar, event } = parse(calendarOf(session, to));
    expect(calendar).toMatchObject({ method: 'REQUEST', version: '2.0' });
    expect(event).toMatchObject({
      uid: `${session.id}@peerbridge`,
      status: 'CONFIRMED',
      summary: 'Meeting (Peerbridge)',
      url: expect.objectContaining({ val: page }),
    });
    expect(Number(event.sequence)).toBe(0);
    expect(new Date(event.start)).toEqual(session.startsAt);
    expect(+event.end! - +event.start).toBe(90 * 60_000);
    expect(JSON.stringify(event.organizer)).toContain('peerbridge@peerbridge.example');
    expect(JSON.stringify(event.attendee)).toContain('haki@example.org');

    const changed = parse(calendarOf({ ...session, sequence: 1, state: 'CANCELLED' }, to));
    expect(changed.calendar.method).toBe('CANCEL');
    expect(changed.event).toMatchObject({ uid: event.uid, status: 'CANCELLED' });
    expect(Number(changed.event.sequence)).toBe(1);
  });

  it.each(zones)('has the minute that was chosen, across changes of the clocks in %s', (zone) => {
    for (const change of changes(zone, 2026))
      for (const days of [-1, 0, 1])
        for (const time of ['00:30', '09:15', '23:45']) {
          const date = shown(change + days * 86_400_000, zone).slice(0, 10);
          const local = `${date}T${time}`;
          const chooser = { now: new Date('2026-01-01T00:00:00Z'), timeZone: zone };
          const { value } = checkPlan({ startsAt: local, minutes: 60 }, chooser, null);
          // In the hour that is skipped there is nothing to write down.
          if (!value) continue;
          const { event } = parse(calendarOf({ ...session, ...value }, to));
          expect(shown(event.start.getTime(), zone)).toBe(local);
          expect(event.end!.getTime() - event.start.getTime()).toBe(3_600_000);
        }
  });

  it.each(locales)('keeps to the form that RFC 5545 asks for, in %s', (locale) => {
    const file = calendarOf(session, { ...to, locale });
    const lines = file.split('\r\n');
    expect(file).not.toMatch(/[^\r]\n/);
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(lines.filter((line) => line.startsWith('DTSTART'))).toEqual([
      'DTSTART:20260329T080000Z',
    ]);
    for (const name of ['UID', 'DTSTAMP', 'SEQUENCE', 'ORGANIZER', 'METHOD', 'PRODID', 'VERSION'])
      expect(lines.filter((line) => new RegExp(`^${name}[;:]`).test(line))).toHaveLength(1);
    expect(parse(file).event.description).toContain(page);
  });

  it('is for nobody in particular where nobody is named', () => {
    expect(calendarOf(session, { ...to, attendee: null })).not.toContain('ATTENDEE');
  });
});

import { describe, expect, it } from 'vitest';
import { clocksOf, clocksOfParty, zoneOf } from '../../../web/lib/meetings/clocks.ts';

const clock = (id: string, name: string, dateTime: string) => ({
  own: false,
  member: { id },
  timeZone: { name },
  dateTime,
});
const local = [
  clock('a', 'America/La_Paz', '2026-12-01T09:00'),
  clock('b', 'Atlantic/Faroe', '2026-12-01T13:00'),
];

describe('the clocks of an exchange', () => {
  it('are those of the first party where nobody’s own are among them', () => {
    expect(zoneOf(local, 'UTC')).toBe('America/La_Paz');
  });

  it('are on behalf of a member its own, for what is read and what is typed', () => {
    const seen = clocksOfParty(local, 'b');
    expect(zoneOf(seen, 'UTC')).toBe('Atlantic/Faroe');
    expect(clocksOf(seen).here?.dateTime).toBe('2026-12-01T13:00');
    expect(clocksOf(seen).others.map(({ member }) => member.id)).toEqual(['a']);
  });
});

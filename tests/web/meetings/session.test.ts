import { describe, expect, it } from 'vitest';
import { translator } from '../../../web/lib/i18n/translator.ts';
import {
  controlOfSession,
  emptySession,
  missingIn,
  readSession,
  sessionInput,
  sessionValuesOf,
  toldByOthers,
} from '../../../web/lib/meetings/session-form.ts';
import { form } from '../profile/profile.ts';

const { t } = translator('en');

describe('the form of a session', () => {
  it('keeps what was typed, and sends a local time', () => {
    const values = readSession(
      form([
        ['day', '2026-12-01'],
        ['hour', '09:30'],
        ['minutes', '45'],
        ['format', 'VISIT'],
        ['place', ''],
        ['shared', 'own'],
        ['absent[]', 'a'],
        ['absent[]', 'b'],
      ]),
    );
    expect(values).toMatchObject({ shared: 'own', absent: ['a', 'b'], note: '' });
    expect(sessionInput(values)).toEqual({
      startsAt: '2026-12-01T09:30',
      minutes: 45,
      format: 'VISIT',
    });
  });

  it('takes only the formats that there are', () => {
    expect(sessionInput({ ...emptySession, format: 'SEANCE' }).format).toBe('ONLINE');
  });

  it('shares a note only when that was chosen or nothing was said', () => {
    expect(readSession(form([['shared', 'all']])).shared).toBe('all');
    expect(readSession(form([['shared', 'own']])).shared).toBe('own');
  });

  it('says at which field a day or an hour is missing', () => {
    expect(missingIn(emptySession, t).map(({ field }) => field)).toEqual(['day', 'hour']);
    expect(missingIn({ ...emptySession, day: '2026-12-01', hour: '09:00' }, t)).toEqual([]);
    expect(controlOfSession(['startsAt'])).toBe('day');
    expect(controlOfSession(['absent', '0'])).toBe('absent');
    expect(controlOfSession(['exchange'])).toBeUndefined();
  });

  it('lets a party change what it said of absences, and shows what others said', () => {
    const absence = (id: string, by: string | null) => ({
      member: { id, name: id },
      reportedBy: by === null ? null : { id: by, name: by },
    });
    const session = {
      startsAt: '2026-12-01T09:30:00Z',
      minutes: 60,
      format: 'ONLINE',
      place: null,
      local: [],
      absences: [absence('a', 'me'), absence('b', 'other'), absence('c', null)],
    } as unknown as Parameters<typeof sessionValuesOf>[0];
    expect(sessionValuesOf(session, 'me').absent).toEqual(['a']);
    expect(toldByOthers(session, 'me').map(({ member }) => member.id)).toEqual(['b', 'c']);
    expect(sessionValuesOf(session, null).absent).toEqual(['c']);
  });
});

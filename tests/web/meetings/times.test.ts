import { describe, expect, it } from 'vitest';
import { translator } from '../../../web/lib/i18n/translator.ts';
import { clocksOf, fieldsOf, zoneOf } from '../../../web/lib/meetings/clocks.ts';
import {
  controlOfTimes,
  emptyTimes,
  readTimes,
  timesIn,
} from '../../../web/lib/meetings/times-form.ts';
import { moments } from '../../../web/lib/meetings/when.ts';
import { form } from '../profile/profile.ts';

const { t } = translator('en');

function local(zone: string, dateTime: string, own = false) {
  return { own, dateTime, timeZone: { name: zone } };
}

describe('the clocks of a meeting', () => {
  const nairobi = local('Africa/Nairobi', '2026-12-01T16:00');
  const lima = local('America/Lima', '2026-12-01T08:00', true);
  const kampala = local('Africa/Kampala', '2026-12-01T16:00');

  it('are the reader’s first, then those that show something else', () => {
    expect(clocksOf([nairobi, lima])).toEqual({ here: lima, others: [nairobi] });
    expect(zoneOf([nairobi, lima], 'UTC')).toBe('America/Lima');
  });

  it('are those of a party, for a reader without any', () => {
    expect(clocksOf([nairobi, kampala])).toEqual({ here: nairobi, others: [] });
    expect(clocksOf([])).toEqual({ here: undefined, others: [] });
    expect(zoneOf([], 'Europe/Paris')).toBe('Europe/Paris');
  });

  it('fill the fields of a form', () => {
    expect(fieldsOf('2026-12-01T16:05:00')).toEqual({ day: '2026-12-01', hour: '16:05' });
  });
});

describe('a moment in words', () => {
  const instant = '2026-10-25T00:30:00Z';

  it('is that of the zone, before and after the clocks go back', () => {
    const { moment, time } = moments('en');
    expect(moment(instant, 'Europe/Berlin')).toMatch(/25 Oct 2026.*02:30/);
    expect(time('2026-10-25T01:30:00Z', 'Europe/Berlin')).toBe('02:30');
    expect(moment(instant, 'America/Lima')).toMatch(/24 Oct 2026.*19:30/);
  });

  it('is said in the language of the page', () => {
    expect(moments('fr').day(instant, 'UTC')).toContain('oct');
    expect(moments('ar').day(instant, 'UTC')).toContain('أكتوبر');
  });
});

describe('the form that proposes times', () => {
  it('takes ticked and typed times together', () => {
    const values = readTimes(
      form([
        ['picked[]', '2026-12-01T09:00'],
        ['day-1', '2026-12-03'],
        ['hour-1', '14:30'],
        ['minutes', '90'],
        ['note', ' After the rains. '],
      ]),
    );
    expect(values).toMatchObject({ minutes: '90', note: 'After the rains.' });
    const { times, problems } = timesIn(values, t);
    expect(problems).toEqual([]);
    expect(times.map(({ time }) => time)).toEqual(['2026-12-01T09:00', '2026-12-03T14:30']);
    // What the API says about a time stands where it was chosen.
    const control = controlOfTimes(times);
    expect(control(['input', 'times', '0'])).toBe('picked');
    expect(control(['times', '1'])).toBe('day-1');
    expect(control(['minutes'])).toBe('minutes');
  });

  it('asks for the half that is missing, and for one time at least', () => {
    const half = { ...emptyTimes, own: [{ day: '2026-12-01', hour: '' }] };
    expect(timesIn(half, t).problems).toEqual([
      { field: 'hour-0', message: t('meetings.no-hour') },
    ]);
    const other = { ...emptyTimes, own: [{ day: '', hour: '09:00' }] };
    expect(timesIn(other, t).problems).toEqual([{ field: 'day-0', message: t('meetings.no-day') }]);
    expect(timesIn(emptyTimes, t).problems).toEqual([
      { field: 'day-0', message: t('meetings.no-time') },
    ]);
  });
});

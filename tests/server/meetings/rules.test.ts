import { describe, expect, it } from 'vitest';
import {
  allAnswered,
  checkHeld,
  checkPlan,
  checkProposal,
  settledOn,
  withEndOfExchange,
} from '../../../server/meetings/rules.ts';

const chooser = { now: new Date('2026-03-02T12:00:00Z'), timeZone: 'Europe/Berlin' };
const proposal = (...times: string[]) => ({ times, minutes: 60 });
const problemsOf = (input: Parameters<typeof checkProposal>[0], by = chooser as never) =>
  checkProposal(input, by).problems.map(({ path, key, values }) => [path.join('.'), key, values]);

describe('a proposal of times', () => {
  it('is read in the zone of whoever chooses, the earliest first', () => {
    const { value } = checkProposal(
      { ...proposal('2026-03-30T10:00', ' 2026-03-28 10:00 '), note: ' Before\r\nlunch\u0007 ' },
      chooser,
    );
    expect(value).toEqual({
      times: [new Date('2026-03-28T09:00:00Z'), new Date('2026-03-30T08:00:00Z')],
      timeZone: 'Europe/Berlin',
      minutes: 60,
      note: 'Before\nlunch',
    });
  });

  it('keeps the name that a zone has now', () => {
    const { value } = checkProposal(
      { ...proposal('2026-03-30T10:00'), timeZone: 'asia/calcutta' },
      chooser,
    );
    expect(value?.timeZone).toBe('Asia/Kolkata');
  });

  it('says which times exist around one that is skipped', () => {
    expect(
      problemsOf(proposal('2026-03-29T01:59', '2026-03-29T02:30', '2026-03-29T03:00')),
    ).toEqual([
      [
        'times.1',
        'meeting.skipped',
        { found: '2026-03-29T02:30', zone: 'Europe/Berlin', from: '02:00', to: '03:00' },
      ],
    ]);
  });

  it('tells every problem at once', () => {
    const input = {
      times: ['2026-03-02T13:00', '2027-03-02T13:01', '2027-03-02T13:00', '2027-03-02 13:00', 'x'],
      minutes: 4,
      note: 'é'.repeat(2_001),
    };
    const now = '2026-03-02 13:00';
    expect(problemsOf(input)).toEqual([
      ['minutes', 'meeting.minutes', { found: 4, least: 5, most: 720 }],
      ['note', 'exchange.text.long', { length: 2_001, max: 2_000 }],
      ['times.0', 'meeting.past', { found: '2026-03-02T13:00', now }],
      ['times.1', 'meeting.tooFar', { found: '2027-03-02T13:01', now }],
      ['times.3', 'meeting.twice', { found: '2027-03-02 13:00' }],
      ['times.4', 'meeting.time', { found: 'x' }],
    ]);
  });

  it('has one to ten times, and a zone', () => {
    const times = (count: number) =>
      Array.from({ length: count }, (_, i) => `2026-04-${10 + i}T10:00`);
    expect(problemsOf(proposal(...times(10)))).toEqual([]);
    expect(problemsOf(proposal(...times(11)))).toEqual([
      ['times', 'meeting.tooManyTimes', { found: 11, max: 10 }],
    ]);
    expect(problemsOf(proposal())).toEqual([['times', 'meeting.noTimes', undefined]]);
    const nowhere = { ...chooser, timeZone: null };
    expect(problemsOf(proposal(...times(1)), nowhere as never)).toEqual([
      ['timeZone', 'meeting.noZone', undefined],
    ]);
    expect(problemsOf({ ...proposal(...times(1)), timeZone: 'Mars/Olympus' })).toEqual([
      ['timeZone', 'error.timeZone', { found: 'Mars/Olympus' }],
    ]);
  });
});

describe('a session', () => {
  const stored = {
    startsAt: new Date('2026-03-28T09:00:00Z'),
    timeZone: 'Africa/Nairobi',
    minutes: 90,
    format: 'WORKSHOP',
    place: 'https://meet.example/x',
  } as const;

  it('keeps what is not changed', () => {
    expect(checkPlan({}, chooser, stored).value).toEqual(stored);
    expect(checkPlan({ place: ' ', minutes: 30 }, chooser, stored).value).toEqual({
      ...stored,
      place: null,
      minutes: 30,
    });
    const moved = checkPlan({ startsAt: '2026-03-30T10:00' }, chooser, stored);
    expect(moved.value).toMatchObject({
      startsAt: new Date('2026-03-30T08:00:00Z'),
      timeZone: 'Europe/Berlin',
    });
  });

  it('that is planned is to come, and one that was held is not', () => {
    const keys = (checked: ReturnType<typeof checkPlan>) => checked.problems.map(({ key }) => key);
    expect(keys(checkPlan({ startsAt: '2026-03-02T12:59' }, chooser, null))).toEqual([
      'meeting.past',
    ]);
    expect(keys(checkPlan({}, chooser, null))).toEqual(['meeting.noTime']);
    expect(keys(checkHeld({ startsAt: '2026-03-02T13:01' }, chooser, null))).toEqual([
      'meeting.notYet',
    ]);
    expect(keys(checkHeld({}, chooser, stored))).toEqual(['meeting.notYet']);
    expect(checkHeld({ startsAt: '2026-03-02T13:00' }, chooser, null).value).toEqual({
      startsAt: chooser.now,
      timeZone: 'Europe/Berlin',
      minutes: 60,
      format: 'ONLINE',
      place: null,
    });
  });

  it('that is planned for after the end of its exchange does not take place', () => {
    const session = {
      state: 'PLANNED',
      sequence: 3,
      startsAt: new Date('2026-03-28T09:00:00Z'),
      updatedAt: new Date('2026-03-01'),
    } as const;
    const endedAt = new Date('2026-03-20');
    const after = withEndOfExchange(session, endedAt);
    expect(after).toEqual({ ...session, state: 'CANCELLED', sequence: 4, updatedAt: endedAt });
    expect(withEndOfExchange(session, null)).toBe(session);
    expect(withEndOfExchange(session, new Date('2026-03-29'))).toBe(session);
    const held = { ...session, state: 'HELD' } as const;
    expect(withEndOfExchange(held, new Date('2026-03-20'))).toBe(held);
  });
});

describe('settling', () => {
  const time = (id: string, on: string, ...answers: [memberId: string, fits: boolean][]) => ({
    id,
    startsAt: new Date(on),
    answers: answers.map(([memberId, fits]) => ({ memberId, fits })),
  });
  const now = new Date('2026-03-02T12:00:00Z');

  it('takes the earliest time to come that suits all, once all have answered', () => {
    const times = [
      time('late', '2026-03-06', ['a', true], ['b', true]),
      time('early', '2026-03-05', ['a', true], ['b', true]),
      time('unsuited', '2026-03-04', ['a', true], ['b', false]),
      time('past', '2026-03-01', ['a', true], ['b', true]),
    ];
    expect(settledOn(times, ['a', 'b'], now)?.id).toBe('early');
    expect(settledOn(times, ['a', 'b', 'c'], now)).toBeNull();
    expect(allAnswered(times, ['a', 'b'])).toBe(true);
    expect(allAnswered(times, ['a', 'b', 'c'])).toBe(false);
    expect(settledOn(times.slice(2), ['a', 'b'], now)).toBeNull();
  });
});

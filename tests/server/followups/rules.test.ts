import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FollowUpKind } from '../../../generated/prisma/enums.ts';
import { checkAnswers, isOpen, questionsOf, schedule } from '../../../server/followups/rules.ts';
import { defaultPeriods } from '../../../server/policy/periods.ts';

const course = { startedOn: '2026-03-02', startsOn: null, endsOn: null, completedOn: null };
const due = (change: Partial<Parameters<typeof schedule>[0]>, periods = defaultPeriods) =>
  schedule({ ...course, ...change }, periods).map(({ kind, dueOn }) => [kind, dueOn]);

describe('the schedule of follow-ups', () => {
  it('begins half way to the agreed end', () => {
    expect(due({ endsOn: '2026-05-01' })).toEqual([
      ['MIDWAY', '2026-04-01'],
      ['END', '2026-05-01'],
    ]);
    expect(due({ startsOn: '2026-04-01', endsOn: '2026-05-01' })[0]).toEqual([
      'MIDWAY',
      '2026-04-16',
    ]);
    expect(due({ startsOn: '2026-01-01', endsOn: '2026-05-01' })[0]?.[1]).toBe('2026-04-01');
  });

  it('asks once of what is short, and after a month of what has no end', () => {
    expect(due({ endsOn: '2026-03-15' })).toEqual([['END', '2026-03-15']]);
    expect(due({})).toEqual([['MIDWAY', '2026-04-01']]);
    expect(due({ endsOn: '2026-03-01' })).toEqual([['MIDWAY', '2026-04-01']]);
  });

  it('goes on from the day of completion, by the calendar', () => {
    expect(due({ endsOn: '2026-12-31', completedOn: '2026-05-31' })).toEqual([
      ['END', '2026-05-31'],
      ['AFTER_3_MONTHS', '2026-08-31'],
      ['AFTER_9_MONTHS', '2027-02-28'],
    ]);
    expect(due({ endsOn: '2026-05-01', completedOn: '2026-05-31' })[0]).toEqual([
      'END',
      '2026-05-01',
    ]);
    const periods = { ...defaultPeriods, followUpMonths: 2, followUpAgainMonths: 12 };
    expect(due({ completedOn: '2026-05-31' }, periods).slice(1)).toEqual([
      ['AFTER_3_MONTHS', '2026-07-31'],
      ['AFTER_9_MONTHS', '2027-05-31'],
    ]);
  });

  it('is in order, and never before the start', () => {
    const day = fc
      .integer({ min: 0, max: 900 })
      .map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10));
    const maybe = fc.option(day, { nil: null });
    const property = fc.property(day, maybe, maybe, maybe, (startedOn, startsOn, endsOn, done) => {
      const completedOn = done !== null && done >= startedOn ? done : null;
      const found = schedule({ startedOn, startsOn, endsOn, completedOn }, defaultPeriods);
      const days = found.map(({ dueOn }) => dueOn);
      expect(days).toEqual(days.toSorted());
      expect(days.every((dueOn) => dueOn >= startedOn)).toBe(true);
      expect(new Set(found.map(({ kind }) => kind)).size).toBe(found.length);
    });
    fc.assert(property, { seed: 4, numRuns: 500 });
  });
});

describe('the answers', () => {
  const none = {
    verdict: null,
    useful: null,
    learned: null,
    changed: null,
    help: null,
    again: null,
    mayTell: null,
  };
  const problems = (kind: FollowUpKind, given: object) =>
    checkAnswers(kind, given).problems.map(({ path, key }) => [path.join('.'), key]);

  it('are kept as text, trimmed, none of them needed but one', () => {
    const help = ' <b>A room</b>\r\n\u0000 ';
    expect(checkAnswers('MIDWAY', { help, learned: '  ' }).value).toEqual({
      ...none,
      help: '<b>A room</b>',
    });
    expect(checkAnswers('END', { again: false }).value).toEqual({ ...none, again: false });
    expect(problems('END', { learned: ' ' })).toEqual([['', 'followUp.empty']]);
  });

  it('belong to the questions, and are within bounds', () => {
    expect(problems('MIDWAY', { verdict: 'REACHED', changed: 'All', useful: 3 })).toEqual([
      ['verdict', 'followUp.notAsked'],
      ['changed', 'followUp.notAsked'],
    ]);
    for (const useful of [0, 6, 2.5, -1])
      expect(problems('END', { useful })).toEqual([['useful', 'followUp.useful']]);
    expect(problems('MIDWAY', { help: 'é'.repeat(2_000) })).toEqual([]);
    expect(problems('MIDWAY', { help: 'é'.repeat(2_001) })[0]?.[0]).toBe('help');
  });

  it('are few, and the outcome is asked at the end and the last time', () => {
    for (const kind of Object.values(FollowUpKind)) {
      expect(questionsOf[kind].length).toBeLessThanOrEqual(6);
      const asksOutcome = kind === 'END' || kind === 'AFTER_9_MONTHS';
      expect(questionsOf[kind].includes('VERDICT')).toBe(asksOutcome);
    }
  });

  it('are taken from the day on which they are due, as long as the exchange allows', () => {
    const dueOn = new Date('2026-03-02');
    const open = (state: Parameters<typeof isOpen>[1], on: string, askedAt: Date | null = null) =>
      isOpen({ dueOn, askedAt }, state, new Date(on));
    expect(open('ACTIVE', '2026-03-02T00:00:00Z')).toBe(true);
    expect(open('ACTIVE', '2026-03-01T23:59:59Z')).toBe(false);
    expect(open('ACTIVE', '2026-03-01T23:59:59Z', dueOn)).toBe(true);
    expect(open('COMPLETED', '2027-03-02')).toBe(true);
    expect(open('STOPPED_FOR_SAFETY', '2027-03-02')).toBe(false);
    expect(open('CANCELLED', '2027-03-02')).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { stepPath, stepsOf } from '../../../web/lib/exchanges/deeds.ts';
import { emptyDeed, unanswered } from '../../../web/lib/exchanges/deed-form.ts';
import { grouped, groupOf, isOpen } from '../../../web/lib/exchanges/standing.ts';
import { stateMessage } from '../../../web/lib/exchanges/state.ts';
import { topicsOf } from '../../../web/lib/exchanges/topics.ts';

describe('the steps that somebody may take', () => {
  it('have one that is the thing to do, where it is their turn', () => {
    const steps = stepsOf(['ACCEPT', 'DECLINE', 'STOP_FOR_SAFETY', 'SEND_MESSAGE'], true, 'ACCEPT');
    expect(steps).toEqual({ primary: 'accept', beside: ['decline'], stop: true });
  });

  it('have none where somebody else is to act, but can be taken all the same', () => {
    const steps = stepsOf(['DRAFT_AGREEMENT', 'CANCEL'], false, 'DRAFT_AGREEMENT');
    expect(steps).toEqual({ primary: null, beside: ['draft', 'cancel'], stop: false });
  });

  it('name what ends the exchange last', () => {
    const { beside } = stepsOf(['CANCEL', 'HOLD', 'COMPLETE', 'LOG_SESSION'], true, 'LOG_SESSION');
    expect(beside).toEqual(['complete', 'hold', 'cancel']);
    expect(stepsOf(['LOG_SESSION'], true, 'LOG_SESSION').primary).toBe('meet');
  });

  it('lead to pages, and to a part of the page', () => {
    expect(['accept', 'sign', 'meet'].map((step) => stepPath(step as 'sign'))).toEqual([
      '/accept',
      '/agreement/sign',
      '#meetings',
    ]);
  });
});

describe('the form of a deed', () => {
  it('asks at each yes and no whether more requests are welcome', () => {
    expect(unanswered('accept', emptyDeed)).toEqual(['keepReceiving']);
    expect(unanswered('decline', emptyDeed)).toEqual(['reason', 'keepReceiving']);
    const answered = { ...emptyDeed, reason: 'NO_TIME', keepReceiving: 'no' };
    expect(unanswered('decline', answered)).toEqual([]);
    expect(unanswered('decline', { ...answered, reason: 'SPITE' })).toEqual(['reason']);
  });

  it('asks nothing of who wants to be safe', () => {
    expect(unanswered('stop', emptyDeed)).toEqual([]);
  });
});

describe('the lists', () => {
  const waiting = (member: string | null, dueAt: string | null, waitsForViewer = false) => ({
    state: 'REQUESTED' as const,
    nextAction: { waitsForViewer, dueAt, member: member ? { id: member } : null },
  });

  it('begin with what waits for this side, and there with what is due first', () => {
    const late = waiting('a', '2026-12-09', true);
    const soon = waiting('a', '2026-12-02', true);
    const theirs = waiting('b', '2026-12-01');
    const held = { state: 'ON_HOLD' as const, nextAction: null };
    const over = { state: 'CLOSED' as const, nextAction: null };
    expect(grouped([over, held, late, theirs, soon], null)).toEqual([
      { group: 'yours', exchanges: [soon, late] },
      { group: 'theirs', exchanges: [theirs] },
      { group: 'underWay', exchanges: [held] },
      { group: 'ended', exchanges: [over] },
    ]);
  });

  it('count the turn of the member that the secretariat acts for, not its own', () => {
    expect(groupOf(waiting('a', null, false), 'a')).toBe('yours');
    expect(groupOf(waiting(null, null, true), 'a')).toBe('theirs');
  });

  it('keep what is complete but not closed among those under way', () => {
    expect(isOpen('COMPLETED')).toBe(true);
    expect(isOpen('STOPPED_FOR_SAFETY')).toBe(false);
  });
});

describe('where an exchange stands', () => {
  const party = (id: string, asked: boolean, answer = 'PENDING') => ({
    asked,
    answer,
    completed: false,
    member: { id },
  });
  const told = (state: 'REQUESTED' | 'DECLINED' | 'ACCEPTED', answer = 'PENDING') => ({
    state,
    proposer: 'MEMBER' as const,
    agreement: null,
    parties: [party('a', false, 'ACCEPTED'), party('b', true, answer)],
  });

  it('is told to each as it concerns them', () => {
    expect(stateMessage(told('REQUESTED'), 'a')).toBe('REQUESTED.asking');
    expect(stateMessage(told('REQUESTED'), 'b')).toBe('REQUESTED.asked');
    expect(stateMessage(told('REQUESTED', 'ACCEPTED'), 'b')).toBe('REQUESTED.answered');
    expect(stateMessage(told('REQUESTED'), null)).toBe('REQUESTED.looking');
    expect(stateMessage(told('DECLINED', 'DECLINED'), 'a')).toBe('DECLINED.other');
    expect(stateMessage(told('DECLINED', 'DECLINED'), 'b')).toBe('DECLINED.self');
    expect(stateMessage({ ...told('ACCEPTED'), agreement: {} }, 'a')).toBe('ACCEPTED.written');
  });
});

describe('the topics', () => {
  const member = (id: string) => ({ id, name: id });
  const topic = (name: string, teacher: string | null, learner: string | null) => ({
    topic: { id: name, name },
    teacher: teacher ? member(teacher) : null,
    learner: learner ? member(learner) : null,
  });

  it('are told from the side of who reads', () => {
    const both = [topic('budgets', 'b', 'a'), topic('maps', 'a', 'b')];
    expect(topicsOf(both, 'a')).toMatchObject({ learn: ['budgets'], share: ['maps'], others: [] });
    expect(topicsOf(both, 'b')).toMatchObject({ learn: ['maps'], share: ['budgets'] });
    expect(topicsOf(both, null).others).toHaveLength(2);
    expect(topicsOf([topic('housing', null, null)], 'a').together).toEqual(['housing']);
  });

  it('of a group are learned by all but the host; of a circle, some pass between others', () => {
    expect(topicsOf([topic('maps', 'host', null)], 'a').learn).toEqual(['maps']);
    const circle = [topic('x', 'a', 'b'), topic('y', 'b', 'c'), topic('z', 'c', 'a')];
    expect(topicsOf(circle, 'a')).toEqual({
      learn: ['z'],
      share: ['x'],
      together: [],
      others: [{ topic: 'y', teacher: 'b', learner: 'c' }],
    });
  });
});

import { describe, expect, it } from 'vitest';
import { stepPath, stepsOf } from '../../../web/lib/exchanges/deeds.ts';
import { emptyDeed, unanswered } from '../../../web/lib/exchanges/deed-form.ts';
import { grouped, groupOf, isOpen } from '../../../web/lib/exchanges/standing.ts';
import { pageOf } from '../../../web/lib/exchanges/messages.ts';
import { reasonOf, spokenOf, stateMessage } from '../../../web/lib/exchanges/state.ts';
import type { ExchangeAction } from '../../../web/lib/graphql/enums.ts';
import { circleOf, topicsOf } from '../../../web/lib/exchanges/topics.ts';

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

  it('asks the secretariat for words where something is not in order', () => {
    expect(unanswered('review', { ...emptyDeed, decision: 'ASK_FOR_CHANGES' })).toEqual(['note']);
    expect(unanswered('review', { ...emptyDeed, decision: 'REFUSE' })).toEqual(['note']);
    expect(unanswered('review', { ...emptyDeed, decision: 'APPROVE' })).toEqual([]);
  });

  it('asks nothing of who wants to be safe', () => {
    expect(unanswered('stop', emptyDeed)).toEqual([]);
  });
});

describe('the lists', () => {
  const waiting = (member: string | null, dueAt: string | null, waitsForViewer = false) => ({
    state: 'REQUESTED' as const,
    viewerCan: [] as ExchangeAction[],
    nextAction: {
      action: 'ACCEPT' as const,
      waitsForViewer,
      dueAt,
      member: member ? { id: member } : null,
    },
  });

  it('begin with what waits for this side, and there with what is due first', () => {
    const late = waiting('a', '2026-12-09', true);
    const soon = waiting('a', '2026-12-02', true);
    const theirs = waiting('b', '2026-12-01');
    const held = { state: 'ON_HOLD' as const, viewerCan: [], nextAction: null };
    const over = { state: 'CLOSED' as const, viewerCan: [], nextAction: null };
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

  it('know whose turn it is also where several are waited for and another one is named', () => {
    const second = { ...waiting('a', null), viewerCan: ['ACCEPT', 'SEND_MESSAGE'] as const };
    expect(groupOf(second, 'b')).toBe('yours');
    expect(groupOf(waiting('a', null), 'b')).toBe('theirs');
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
    nextAction: null,
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

describe('of whom it is told', () => {
  const party = (id: string, asked: boolean, answer: string) => ({
    asked,
    answer,
    completed: false,
    member: { id },
  });
  const parties = [
    party('host', false, 'ACCEPTED'),
    party('a', true, 'ACCEPTED'),
    party('b', true, 'PENDING'),
  ];
  const idsFor = (state: 'REQUESTED' | 'ACCEPTED', who: string | null) =>
    spokenOf({ state, proposer: 'MEMBER', parties }, who).map(({ member }) => member.id);

  it('in a group only the host asked, and only who accepted has accepted', () => {
    expect(idsFor('REQUESTED', 'b')).toEqual(['host']);
    expect(idsFor('REQUESTED', 'host')).toEqual(['a', 'b']);
    expect(idsFor('REQUESTED', null)).toEqual(['b']);
    expect(idsFor('ACCEPTED', 'host')).toEqual(['a']);
  });
});

describe('why it stands as it does', () => {
  const event = (action: ExchangeAction, note: string | null = null) => ({ action, note });
  const draft = { action: 'DRAFT_AGREEMENT' as const };
  const history = [event('REVIEW', 'Name an interpreter.'), event('SEND_MESSAGE', 'Yes.')];

  it('is told where the secretariat wants a change, until it is made', () => {
    const told = { state: 'IN_REVIEW' as const, agreement: null };
    expect(reasonOf({ ...told, nextAction: draft }, history)?.note).toBe('Name an interpreter.');
    expect(reasonOf({ ...told, nextAction: { action: 'REVIEW' } }, history)).toBeUndefined();
  });

  it('is told of what was cancelled also without a word', () => {
    const told = { state: 'CANCELLED' as const, agreement: null, nextAction: null };
    expect(reasonOf(told, [event('CANCEL')])?.action).toBe('CANCEL');
    const held = { ...told, state: 'ON_HOLD' as const };
    expect(reasonOf(held, [event('HOLD')])).toBeUndefined();
    expect(reasonOf(held, [event('HOLD', 'The harvest.')])?.note).toBe('The harvest.');
  });
});

describe('the messages of an exchange', () => {
  const written = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ id: `${i}`, text: '', at: '', author: null }));

  it('are read a page at a time, back to the first', () => {
    const { shown, older } = pageOf(written(100));
    expect(shown.at(-1)?.id).toBe('99');
    expect(shown[0]?.id).toBe(older);
    expect(pageOf(written(10)).older).toBeNull();
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
    // There "they" would not say who, and what is not shown is not simply missing.
    expect(circleOf(circle, 'a')).toEqual({
      learn: [{ topic: 'z', teacher: 'c' }],
      share: [{ topic: 'x', learner: 'b' }],
    });
    expect(circleOf(circle.slice(0, 2), 'a').learn).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Due, dueOf } from '../../../server/exchanges/deadlines.ts';
import type { Exchange, Party } from '../../../server/exchanges/rules/exchange.ts';
import { defaultPeriods } from '../../../server/policy/periods.ts';

const day = 24 * 60 * 60 * 1000;
const start = new Date('2026-03-01T10:00:00Z');
const after = (days: number) => new Date(start.getTime() + days * day);

const party = (memberId: string, more: Partial<Party> = {}): Party => ({
  memberId,
  position: 0,
  asked: true,
  host: false,
  answer: 'ACCEPTED',
  answeredAt: null,
  signedVersion: null,
  signedAt: null,
  completedAt: null,
  holdsPlace: false,
  ...more,
});
const exchange = (more: Partial<Exchange>): Exchange => ({
  id: 'e',
  kind: 'TWO_WAY',
  state: 'REQUESTED',
  proposer: 'MEMBER',
  version: 1,
  places: null,
  toReview: [],
  reviewed: [],
  changesWanted: false,
  agreementVersion: 0,
  quietSince: start,
  onHoldUntil: null,
  completedAt: null,
  endedAt: null,
  createdAt: start,
  parties: [party('a', { asked: false }), party('b', { position: 1 })],
  ...more,
});
const request = exchange({
  parties: [party('a', { asked: false }), party('b', { answer: 'PENDING' })],
});
const short = (due: readonly Due[]) =>
  due.map((one) =>
    one.what === 'ACT' ? one.action : `${one.what} ${one.action} ${one.memberIds.join()}`,
  );
const at = (one: Exchange, days: number, meetsUntil: Date | null = null) =>
  short(dueOf(one, after(days), defaultPeriods, { meetsUntil }));

describe('a request', () => {
  it.each([
    [4.99, []],
    [5, ['REMINDER ACCEPT b']],
    [9.99, ['REMINDER ACCEPT b']],
    [14.99, ['REMINDER ACCEPT b']],
    [15, ['EXPIRE']],
    [400, ['EXPIRE']],
  ])('after %d days of silence', (days, expected) => expect(at(request, days)).toEqual(expected));

  it('of a circle reminds all that have not answered, and nobody else', () => {
    const circle = exchange({
      kind: 'CIRCLE',
      parties: [
        party('a', { asked: false }),
        party('b'),
        party('c', { answer: 'PENDING' }),
        party('d', { answer: 'PENDING' }),
      ],
    });
    expect(at(circle, 6)).toEqual(['REMINDER ACCEPT c,d']);
  });

  it('in which somebody speaks begins anew', () => {
    expect(at({ ...request, quietSince: after(12) }, 16)).toEqual([]);
    expect(at({ ...request, quietSince: after(12) }, 27)).toEqual(['EXPIRE']);
  });
});

describe('what was accepted', () => {
  const accepted = exchange({ state: 'ACCEPTED' });
  it('is brought to mind, then told to the secretariat, and expires after a long silence', () => {
    expect(at(accepted, 4)).toEqual([]);
    expect(at(accepted, 5)).toEqual(['REMINDER DRAFT_AGREEMENT a']);
    expect(at(accepted, 15)).toEqual(['REMINDER DRAFT_AGREEMENT a', 'STUCK DRAFT_AGREEMENT ']);
    expect(at(accepted, 59.99)).not.toContain('EXPIRE');
    expect(at(accepted, 60)).toEqual(['EXPIRE']);
  });

  it('waits for the signatures that are missing', () => {
    const signed = party('a', { asked: false, signedVersion: 2 });
    const drafted = { ...accepted, agreementVersion: 2, parties: [signed, party('b')] };
    expect(at(drafted, 10)).toEqual(['REMINDER SIGN_AGREEMENT b']);
  });

  it('of a group also waits for the answers of those invited', () => {
    const group = exchange({
      kind: 'GROUP',
      state: 'ACCEPTED',
      parties: [
        party('a', { asked: false, host: true }),
        party('b'),
        party('c', { answer: 'PENDING' }),
      ],
    });
    expect(at(group, 6)).toEqual(['REMINDER DRAFT_AGREEMENT a', 'REMINDER ACCEPT c']);
  });
});

it('a review that nobody makes is brought to the mind of the secretariat, and never expires', () => {
  const review = exchange({ state: 'IN_REVIEW', toReview: ['SAFETY'] });
  expect(at(review, 6)).toEqual(['REMINDER REVIEW ']);
  expect(at(review, 400)).toEqual(['REMINDER REVIEW ', 'STUCK REVIEW ']);
});

describe('what is under way', () => {
  const active = exchange({ state: 'ACTIVE' });
  it('is left in peace for long, and as long as a meeting is ahead', () => {
    expect(at(active, 29)).toEqual([]);
    expect(at(active, 30)).toEqual(['REMINDER LOG_SESSION a']);
    expect(at(active, 60)).toContain('STUCK LOG_SESSION ');
    expect(at(active, 60, after(50))).toEqual([]);
    expect(at(active, 80, after(50))).toEqual(['REMINDER LOG_SESSION a']);
  });

  it('is finished once one said so and the others said nothing, however much they write', () => {
    const done = party('a', { asked: false, completedAt: after(1) });
    const half = { ...active, quietSince: after(14), parties: [done, party('b')] };
    expect(at(half, 5)).toEqual([]);
    expect(at(half, 6)).toEqual(['REMINDER COMPLETE b']);
    expect(at(half, 15.9)).toEqual(['REMINDER COMPLETE b']);
    expect(at(half, 16)).toEqual(['COMPLETE']);
  });

  it('and on hold is asked about on the day that was said', () => {
    const held = { ...active, state: 'ON_HOLD' as const, onHoldUntil: '2026-05-30' };
    expect(at(held, 89)).toEqual([]);
    expect(at(held, 90)).toEqual(['REMINDER RESUME a']);
    expect(at(held, 106)).toContain('STUCK RESUME ');
  });
});

it('what is complete is closed by the secretariat after the last follow-up', () => {
  const complete = exchange({ state: 'COMPLETED', completedAt: start });
  expect(at(complete, 270)).toEqual([]);
  expect(at(complete, 276)).toEqual(['REMINDER CLOSE ']);
});

describe.each(['DECLINED', 'EXPIRED', 'WITHDRAWN', 'CANCELLED', 'CLOSED'] as const)(
  '%s',
  (state) => {
    it('brings nothing any more', () => expect(at(exchange({ state }), 1000)).toEqual([]));
  },
);

/** What a server that looks at these days does: which keys are told, and where the exchange ends. */
function life(one: Exchange, days: readonly number[]) {
  const told = new Set<string>();
  let state = one.state as string;
  let most = 0;
  for (const looked of days) {
    if (state !== one.state) break;
    let now = 0;
    for (const due of dueOf(one, after(looked), defaultPeriods)) {
      if (due.what === 'ACT') state = due.action;
      else if (!told.has(due.key)) {
        told.add(due.key);
        now++;
      }
    }
    most = Math.max(most, now);
  }
  return { state, told, most };
}

describe('a server that looks', () => {
  const state = fc.constantFrom<Exchange['state']>(
    'REQUESTED',
    'ACCEPTED',
    'AGREED',
    'IN_REVIEW',
    'ACTIVE',
  );
  const one = state.map((state) => (state === 'REQUESTED' ? request : exchange({ state })));
  const everyDay = Array.from({ length: 121 }, (_, index) => index);

  it('every day, or only now and then, comes to the same end', () => {
    fc.assert(
      fc.property(one, fc.uniqueArray(fc.integer({ min: 0, max: 119 })), (exchange, some) => {
        const now = life(exchange, [...some.sort((a, b) => a - b), 120]);
        expect(now.state).toBe(life(exchange, everyDay).state);
      }),
    );
  });

  it('after any pause tells each at most one reminder and one word to the secretariat', () => {
    fc.assert(
      fc.property(one, fc.uniqueArray(fc.integer({ min: 0, max: 120 })), (exchange, some) => {
        expect(
          life(
            exchange,
            some.sort((a, b) => a - b),
          ).most,
        ).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('twice, or a hundred times, tells nothing twice', () => {
    const often = everyDay.flatMap((day) => [day, day + 0.25, day + 0.5, day + 0.75]);
    for (const exchange of [
      request,
      ...['ACCEPTED', 'ACTIVE'].map((s) => ({ ...request, state: s as 'ACTIVE' })),
    ])
      expect([...life(exchange, often).told].sort()).toEqual(
        [...life(exchange, everyDay).told].sort(),
      );
  });

  it('after a week without one reminds once', () => {
    expect(life(request, [4, 11, 11.1, 12]).told.size).toBe(1);
    expect(life(request, [4, 5, 10, 14]).told.size).toBe(2);
  });
});

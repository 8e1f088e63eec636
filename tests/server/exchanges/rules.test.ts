import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExchangeAction, ExchangeState, ReviewReason } from '../../../generated/prisma/enums.ts';
import {
  actionsOf,
  decide,
  refusalOf,
  reviewDetail,
  reviewNeeded,
} from '../../../server/exchanges/rules/decide.ts';
import {
  acceptedParties,
  type Actor,
  type EventDetail,
  type Exchange,
  type ExchangeEvent,
  hasSigned,
  heldStates,
  isOpen,
  openStates,
  placesLeft,
  type ReviewDecision,
} from '../../../server/exchanges/rules/exchange.ts';
import { nextActionOf } from '../../../server/exchanges/rules/next-action.ts';
import { begin, replay } from '../../../server/exchanges/rules/replay.ts';
import { transitions } from '../../../server/exchanges/rules/transitions.ts';
import { defaultPeriods } from '../../../server/policy/periods.ts';

const start = Date.UTC(2026, 2, 2);
const day = 24 * 60 * 60 * 1000;
const actions = Object.values(ExchangeAction);
const members = ['a', 'b', 'c', 'd', 'e'];
const size = { TWO_WAY: 2, ONE_WAY: 2, JOINT: 2, CIRCLE: 3, GROUP: 4 } as const;

function requested(
  kind: keyof typeof size,
  proposer: 'MEMBER' | 'SECRETARIAT' | 'ROUND' = 'MEMBER',
  places = 2,
): ExchangeEvent {
  return {
    exchangeId: 'x',
    number: 1,
    at: new Date(start),
    action: 'REQUEST',
    by: proposer === 'MEMBER' ? 'MEMBER' : 'SECRETARIAT',
    memberId: proposer === 'MEMBER' ? 'a' : null,
    state: 'REQUESTED',
    detail: {
      kind,
      proposer,
      places: kind === 'GROUP' ? places : null,
      parties: members.slice(0, size[kind]).map((memberId, index) => ({
        memberId,
        asked: proposer !== 'MEMBER' || index > 0,
        host: kind === 'GROUP' && index === 0,
      })),
    },
  };
}

const actor: fc.Arbitrary<Actor> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(...members).map((memberId) => ({ by: 'MEMBER', memberId }) as const),
  },
  { weight: 2, arbitrary: fc.constant({ by: 'SECRETARIAT' } as const) },
  { weight: 1, arbitrary: fc.constant({ by: 'SYSTEM' } as const) },
);
// Most of what is tried brings an exchange on, so that sequences reach its end.
const onward: readonly ExchangeAction[] = [
  'ACCEPT',
  'DRAFT_AGREEMENT',
  'SIGN_AGREEMENT',
  'START',
  'HOLD',
  'RESUME',
  'COMPLETE',
  'REVIEW',
  'CLOSE',
];
const everybody: readonly Actor[] = [
  ...members.map((memberId) => ({ by: 'MEMBER', memberId }) as const),
  { by: 'SECRETARIAT' },
];
const rarely = <T>(usual: T, arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary });
const step = fc.record({
  actor,
  action: fc.constantFrom(...actions),
  /** Instead: one of what somebody can do to bring it on. */
  onward: fc.option(fc.nat(), { freq: 6 }),
  full: rarely<string[]>([], fc.subarray(members, { maxLength: 1 })),
  reasons: rarely<ReviewReason[]>([], fc.subarray(Object.values(ReviewReason), { maxLength: 2 })),
  decision: rarely<ReviewDecision>('APPROVE', fc.constantFrom('ASK_FOR_CHANGES', 'REFUSE')),
  newest: rarely(true, fc.boolean()),
});

/** Who does what in a step. */
function chosen(exchange: Exchange, { actor: who, action, onward: pick }: Step) {
  const possible = everybody.flatMap((one) =>
    actionsOf(exchange, one).flatMap((other) =>
      onward.includes(other) ? [{ actor: one, action: other }] : [],
    ),
  );
  return (pick !== null && possible[pick % possible.length]) || { actor: who, action };
}
const sequence = fc.record({
  kind: fc.constantFrom('TWO_WAY', 'ONE_WAY', 'CIRCLE', 'GROUP', 'JOINT'),
  proposer: fc.constantFrom('MEMBER', 'SECRETARIAT', 'ROUND'),
  steps: fc.array(step, { minLength: 5, maxLength: 60 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What a step says besides its action. */
function detailOf(exchange: Exchange, { action, decision, reasons }: Step): EventDetail {
  if (action === 'REVIEW') return reviewDetail(exchange, decision);
  if (action === 'ACCEPT') return reviewNeeded(exchange, reasons);
  if (action === 'DRAFT_AGREEMENT')
    return { version: exchange.agreementVersion + 1, ...reviewNeeded(exchange, reasons, reasons) };
  if (action === 'SIGN_AGREEMENT') return { version: exchange.agreementVersion };
  if (action === 'INVITE') {
    const absent = members.find((id) => !exchange.parties.some(({ memberId }) => memberId === id));
    return { parties: absent ? [{ memberId: absent, asked: true, host: false }] : [] };
  }
  return {};
}

function run({ kind, proposer, steps }: typeof sequence extends fc.Arbitrary<infer T> ? T : never) {
  const events = [requested(kind as 'TWO_WAY', proposer as 'MEMBER')];
  const seen: Exchange[] = [begin(events[0]!)];
  steps.forEach((given, index) => {
    const exchange = seen.at(-1)!;
    const one = { ...given, ...chosen(exchange, given) };
    const facts = {
      full: one.full,
      version: one.newest ? exchange.agreementVersion : exchange.agreementVersion - 1,
    };
    const at = new Date(start + (index + 1) * day);
    const decided = decide(exchange, one.actor, one.action, {
      at,
      facts,
      detail: detailOf(exchange, one),
    });
    if (decided.refused) return;
    events.push(decided.event);
    seen.push(decided.after);
  });
  return { events, seen };
}

/** What must be so of every exchange, whatever was done with it. */
function checkPossible(exchange: Exchange): void {
  const { state, parties, kind, places } = exchange;
  const accepted = acceptedParties(exchange);
  const held = (heldStates as readonly string[]).includes(state);
  for (const party of parties)
    expect(party.holdsPlace, `${state} ${party.answer}`).toBe(held && party.answer === 'ACCEPTED');
  expect(exchange.endedAt === null).toBe(isOpen(state) || state === 'COMPLETED');
  expect(exchange.completedAt !== null).toBe(state === 'COMPLETED' || state === 'CLOSED');
  if (held || state === 'COMPLETED') {
    expect(accepted.length).toBeGreaterThanOrEqual(2);
    if (kind === 'GROUP') {
      expect(accepted.filter(({ host }) => host)).toHaveLength(1);
      expect(accepted.length - 1).toBeLessThanOrEqual(places!);
    } else expect(accepted).toHaveLength(parties.length);
  }
  if (state === 'IN_REVIEW') expect(exchange.toReview.length).toBeGreaterThan(0);
  if (held && state !== 'IN_REVIEW') expect(exchange.toReview).toEqual([]);
  if (['AGREED', 'ACTIVE', 'ON_HOLD', 'COMPLETED', 'CLOSED'].includes(state))
    for (const party of accepted) expect(hasSigned(exchange, party)).toBe(true);
  if (['ACTIVE', 'ON_HOLD'].includes(state))
    expect(parties.some(({ answer }) => answer === 'PENDING')).toBe(false);
  if (state === 'COMPLETED')
    for (const { completedAt } of accepted) expect(completedAt).not.toBeNull();
  if (['ACTIVE', 'ON_HOLD'].includes(state))
    expect(accepted.some(({ completedAt }) => completedAt === null)).toBe(true);
  if (state === 'ACCEPTED' && exchange.agreementVersion > 0)
    expect(accepted.some((party) => !hasSigned(exchange, party))).toBe(true);
  expect(placesLeft(exchange)).toBeGreaterThanOrEqual(0);
}

describe('what people do with an exchange in any order', () => {
  it('replays to what it came to, and never comes to an impossible state', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(sequence, (given) => {
        const { events, seen } = run(given);
        for (const exchange of seen) {
          checkPossible(exchange);
          reached.add(exchange.state);
        }
        expect(replay(events)).toEqual(seen.at(-1));
        events.forEach((event, index) => {
          expect(event.number).toBe(index + 1);
          expect(event.state).toBe(seen[index]!.state);
        });
      }),
      { numRuns: 3_000, seed: 4 },
    );
    expect([...reached].sort()).toEqual(Object.values(ExchangeState).sort());
  });

  it('is closed when the parties were asked for the last time, as the policy has it', () => {
    fc.assert(
      fc.property(sequence, fc.integer({ min: 2, max: 60 }), (given, followUpAgainMonths) => {
        for (const exchange of run(given).seen) {
          if (exchange.state !== 'COMPLETED') continue;
          const completedAt = new Date('2026-05-31T10:00:00Z');
          const periods = { ...defaultPeriods, followUpAgainMonths };
          const due = nextActionOf({ ...exchange, completedAt }, periods)?.dueAt;
          const months = (due!.getUTCFullYear() - 2026) * 12 + due!.getUTCMonth() - 4;
          expect(months).toBe(followUpAgainMonths);
        }
      }),
      { numRuns: 300, seed: 6 },
    );
  });

  it('leaves somebody with a turn that this one can take, until it is over', () => {
    fc.assert(
      fc.property(sequence, (given) => {
        for (const exchange of run(given).seen) {
          const next = nextActionOf(exchange, defaultPeriods);
          expect(next === null).toBe(!isOpen(exchange.state) && exchange.state !== 'COMPLETED');
          if (!next) continue;
          const actors: Actor[] =
            next.memberIds.length === 0
              ? [{ by: 'SECRETARIAT' }]
              : next.memberIds.map((memberId) => ({ by: 'MEMBER', memberId }));
          for (const one of actors) {
            const possible = actionsOf(exchange, one);
            // Who cannot accept as the group is full, can still decline.
            expect(possible.includes(next.action) || possible.includes('DECLINE')).toBe(true);
          }
        }
      }),
      { numRuns: 1_000, seed: 5 },
    );
  });

  it('changes nothing that was there: what is decided is new', () => {
    fc.assert(
      fc.property(sequence, step, (given, last) => {
        const exchange = run(given).seen.at(-1)!;
        const before = structuredClone(exchange);
        decide(exchange, last.actor, last.action, {
          at: new Date(start),
          detail: detailOf(exchange, last),
        });
        expect(exchange).toEqual(before);
      }),
      { numRuns: 300, seed: 6 },
    );
  });
});

describe('the table', () => {
  it('has a way into every state and out of every open one', () => {
    const states = Object.values(ExchangeState);
    const into = new Set(transitions.map(({ to }) => to));
    for (const state of states) expect(into, state).toContain(state);
    for (const state of openStates)
      expect(
        transitions.some(({ from, to }) => from.includes(state) && to !== 'SAME' && to !== state),
        state,
      ).toBe(true);
  });

  it('asks the same of the actor in every row of an action', () => {
    for (const { action, by, needs } of transitions) {
      const first = transitions.find((row) => row.action === action)!;
      expect([by, needs], action).toEqual([first.by, first.needs]);
    }
  });

  it('knows every action, and says what is refused and why', () => {
    expect([...new Set(transitions.map(({ action }) => action))].sort()).toEqual(
      [...actions].sort(),
    );
    const exchange = begin(requested('TWO_WAY'));
    const as = (memberId: string): Actor => ({ by: 'MEMBER', memberId });
    expect(refusalOf(exchange, as('a'), 'ACCEPT')).toEqual({ refused: 'WHO' });
    expect(refusalOf(exchange, as('z'), 'ACCEPT')).toEqual({ refused: 'WHO' });
    expect(refusalOf(exchange, as('b'), 'START')).toEqual({ refused: 'STATE' });
    expect(refusalOf(exchange, as('b'), 'ACCEPT', { full: ['a'] })).toEqual({
      refused: 'FREE_PLACES',
    });
    expect(refusalOf(exchange, as('b'), 'ACCEPT', { full: ['c'] })).toBeNull();
    expect(refusalOf(exchange, { by: 'SECRETARIAT' }, 'WITHDRAW')).toEqual({ refused: 'WHO' });
    expect(
      refusalOf(begin(requested('TWO_WAY', 'SECRETARIAT')), { by: 'SECRETARIAT' }, 'WITHDRAW'),
    ).toBeNull();
  });
});

describe('a story cannot be told', () => {
  it('without its beginning, or with a gap', () => {
    const first = requested('TWO_WAY');
    expect(() => replay([])).toThrow(RangeError);
    expect(() => replay([{ ...first, action: 'ACCEPT' }])).toThrow(RangeError);
    expect(() => replay([first, { ...first, action: 'ACCEPT', number: 3 }])).toThrow(RangeError);
  });
});

describe('a group', () => {
  const as = (memberId: string): Actor => ({ by: 'MEMBER', memberId });
  const play = (...steps: readonly [Actor, ExchangeAction, EventDetail?][]) =>
    steps.reduce<Exchange>(
      (exchange, [one, action, detail]) => {
        const decided = decide(exchange, one, action, { at: new Date(start + day), detail });
        if (decided.refused) throw new Error(`${action}: ${decided.refused}`);
        return decided.after;
      },
      begin(requested('GROUP')),
    );

  it('begins with the first that accepts, and goes on while others come and go', () => {
    expect(play([as('b'), 'ACCEPT']).state).toBe('ACCEPTED');
    expect(play([as('b'), 'DECLINE']).state).toBe('REQUESTED');
    expect(play([as('b'), 'DECLINE'], [as('c'), 'DECLINE'], [as('d'), 'DECLINE']).state).toBe(
      'DECLINED',
    );
    const two = play([as('b'), 'ACCEPT'], [as('c'), 'ACCEPT']);
    expect(refusalOf(two, as('d'), 'ACCEPT')).toEqual({ refused: 'PLACES_LEFT' });
    const left = decide(two, as('c'), 'CANCEL', { at: new Date(start) });
    expect(left).toMatchObject({ after: { state: 'ACCEPTED' } });
    for (const [who, state] of [
      [as('a'), 'CANCELLED'],
      [{ by: 'SECRETARIAT' } as const, 'CANCELLED'],
    ] as const)
      expect(decide(two, who, 'CANCEL', { at: new Date(start) })).toMatchObject({
        after: { state },
      });
    expect(play([as('b'), 'ACCEPT'], [as('b'), 'CANCEL']).state).toBe('CANCELLED');
  });

  it('is agreed when the one that has not signed leaves', () => {
    const signed = play(
      [as('b'), 'ACCEPT'],
      [as('c'), 'ACCEPT'],
      [as('a'), 'DRAFT_AGREEMENT', { version: 1 }],
      [as('a'), 'SIGN_AGREEMENT', { version: 1 }],
      [as('b'), 'SIGN_AGREEMENT', { version: 1 }],
    );
    expect(signed.state).toBe('ACCEPTED');
    expect(decide(signed, as('c'), 'CANCEL', { at: new Date(start) })).toMatchObject({
      after: { state: 'AGREED' },
    });
  });
});

import type { ExchangeAction } from '../../generated/prisma/enums.ts';
import type { Periods } from '../policy/periods.ts';
import { type Exchange, isOpen } from './rules/exchange.ts';
import { nextActionOf } from './rules/next-action.ts';

/** Something that time brings about. */
export type Due =
  | { readonly what: 'ACT'; readonly action: 'EXPIRE' | 'COMPLETE' }
  | {
      /** Somebody is reminded of its turn, or the secretariat is told that nothing happens. */
      readonly what: 'REMINDER' | 'STUCK';
      /** What is waited for. */
      readonly action: ExchangeAction;
      /** Empty: the secretariat. */
      readonly memberIds: readonly string[];
      /** Says which reminder this is, once and for all: the same silence brings the same. */
      readonly key: string;
    };

/** What is known beside the exchange. */
export interface Around {
  /** When the last meeting that is planned ends; a meeting ahead is no silence. */
  readonly meetsUntil?: Date | null;
}

const day = 24 * 60 * 60 * 1000;

/**
 * What is due for an exchange at `now`: computed from what is stored alone, so that it is the same whoever asks, however often,
 * and after whatever pause. Of several reminders that have come due meanwhile only the latest is.
 *
 * Silence is counted from `quietSince`, and in days of 24 hours; whatever the parties do or say begins it anew.
 */
export function dueOf(
  exchange: Exchange,
  now: Date,
  periods: Periods,
  { meetsUntil = null }: Around = {},
): readonly Due[] {
  const { id, state, quietSince, parties } = exchange;
  const next = nextActionOf(exchange, periods);
  if (!next) return [];
  const { action, memberIds } = next;
  const { remindAfterDays, remindAgainAfterDays, expireAfterDays, silentDays } = periods;
  const since = action === 'COMPLETE' ? firstCompletion() : latest(quietSince, ...beginningsOf());
  const silence = (now.getTime() - since.getTime()) / day;

  switch (state) {
    case 'REQUESTED':
      return silence >= expireAfterDays
        ? [{ what: 'ACT', action: 'EXPIRE' }]
        : remind(memberIds, action, [remindAfterDays, remindAgainAfterDays]);
    case 'ACCEPTED':
    case 'AGREED':
      if (silence >= silentDays) return [{ what: 'ACT', action: 'EXPIRE' }];
      return [
        ...remind(memberIds, action, [remindAfterDays, remindAgainAfterDays]),
        ...remind(invited(), 'ACCEPT', [remindAfterDays, remindAgainAfterDays]),
        ...stuckEvery(expireAfterDays),
      ];
    case 'IN_REVIEW':
      return [
        ...remind(memberIds, action, [remindAfterDays, remindAgainAfterDays]),
        ...stuckEvery(expireAfterDays),
      ];
    case 'ACTIVE':
    case 'ON_HOLD':
      if (action === 'COMPLETE')
        return silence >= expireAfterDays
          ? [{ what: 'ACT', action: 'COMPLETE' }]
          : remind(memberIds, action, [remindAfterDays, remindAgainAfterDays]);
      return state === 'ACTIVE'
        ? [...remind(memberIds, action, [silentDays / 2]), ...stuckEvery(silentDays)]
        : [...remind(memberIds, action, [0, remindAgainAfterDays]), ...stuckEvery(expireAfterDays)];
    case 'COMPLETED':
      return remind([], action, [0, silentDays, 2 * silentDays]);
    default:
      return [];
  }

  /** What silence is counted from where it begins later than the last word. */
  function beginningsOf(): readonly (Date | null)[] {
    if (state === 'ACTIVE') return [meetsUntil];
    if (state === 'ON_HOLD')
      return [next?.dueAt ?? new Date(quietSince.getTime() + silentDays * day)];
    return state === 'COMPLETED' ? [next?.dueAt ?? null] : [];
  }

  /** As the parties are told when the first of them says that it is finished: nothing moves it. */
  function firstCompletion(): Date {
    const done = parties.flatMap(({ completedAt }) => (completedAt ? [completedAt.getTime()] : []));
    return new Date(Math.min(...done));
  }

  function invited(): readonly string[] {
    return parties.filter(({ answer }) => answer === 'PENDING').map(({ memberId }) => memberId);
  }

  function remind(of: readonly string[], what: ExchangeAction, after: readonly number[]): Due[] {
    // A member’s turn without members is nobody’s.
    if (of.length === 0 && what === 'ACCEPT') return [];
    const stage = after.filter((days) => silence >= days).length;
    return stage === 0 ? [] : [told('REMINDER', what, of, stage)];
  }

  function stuckEvery(days: number): Due[] {
    const stage = Math.floor(silence / days);
    return stage < 1 || !isOpen(state) ? [] : [told('STUCK', action, [], stage)];
  }

  function told(
    what: 'REMINDER' | 'STUCK',
    of: ExchangeAction,
    to: readonly string[],
    stage: number,
  ): Due {
    const key = `${what} ${id} ${since.getTime()} ${of} ${stage}`;
    return { what, action: of, memberIds: to, key };
  }
}

/** The words of a key. */
export const keyWords = 5;

function latest(...dates: readonly (Date | null)[]): Date {
  return new Date(Math.max(...dates.map((date) => date?.getTime() ?? 0)));
}

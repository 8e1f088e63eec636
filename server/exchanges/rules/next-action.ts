import { Temporal } from 'temporal-polyfill';
import type { ExchangeAction } from '../../../generated/prisma/enums.ts';
import type { Periods } from '../../policy/periods.ts';
import { acceptedParties, type Exchange, hasSigned, type Party } from './exchange.ts';

/** After how many days of silence something happens, and how many months after its end an exchange is closed. */
export type SilencePeriods = Pick<Periods, 'expireAfterDays' | 'followUpAgainMonths'>;

export interface NextAction {
  readonly action: ExchangeAction;
  /** Whose turn it is, one or several; empty: the secretariat's. */
  readonly memberIds: readonly string[];
  /** The same as one: the first of them, null for the secretariat. */
  readonly memberId: string | null;
  /** When it ends by itself, or is to be looked at again; null: no hurry. */
  readonly dueAt: Date | null;
}

/** Whose turn it is, and for what; null once nothing is left to do. */
export function nextActionOf(exchange: Exchange, periods: SilencePeriods): NextAction | null {
  const { parties, state, quietSince, agreementVersion } = exchange;
  const silence = daysAfter(quietSince, periods.expireAfterDays);
  const accepted = acceptedParties(exchange);
  const turn = (
    action: ExchangeAction,
    of: readonly Party[],
    dueAt: Date | null = null,
  ): NextAction => {
    const memberIds = of.map(({ memberId }) => memberId);
    return { action, memberIds, memberId: memberIds[0] ?? null, dueAt };
  };
  const secretariat: readonly Party[] = [];

  switch (state) {
    case 'REQUESTED':
      return turn(
        'ACCEPT',
        parties.filter(({ answer }) => answer === 'PENDING'),
        silence,
      );
    case 'IN_REVIEW':
      return exchange.changesWanted
        ? turn('DRAFT_AGREEMENT', leading(exchange))
        : turn('REVIEW', secretariat);
    case 'ACCEPTED':
      return agreementVersion === 0
        ? turn('DRAFT_AGREEMENT', leading(exchange), silence)
        : turn(
            'SIGN_AGREEMENT',
            accepted.filter((party) => !hasSigned(exchange, party)),
            silence,
          );
    case 'AGREED':
      return turn('START', leading(exchange), silence);
    case 'ACTIVE':
    case 'ON_HOLD': {
      const waiting = accepted.filter(({ completedAt }) => completedAt === null);
      const done = accepted.flatMap(({ completedAt }) =>
        completedAt ? [completedAt.getTime()] : [],
      );
      if (done.length > 0)
        return turn(
          'COMPLETE',
          waiting,
          daysAfter(new Date(Math.min(...done)), periods.expireAfterDays),
        );
      if (state === 'ACTIVE') return turn('LOG_SESSION', leading(exchange));
      const until = exchange.onHoldUntil;
      return turn('RESUME', leading(exchange), until === null ? null : new Date(until));
    }
    case 'COMPLETED':
      return turn(
        'CLOSE',
        secretariat,
        exchange.completedAt && monthsAfter(exchange.completedAt, periods.followUpAgainMonths),
      );
    default:
      return null;
  }
}

/** Who takes the next step where any party may: who asked, the host, or else the first. */
function leading(exchange: Exchange): readonly Party[] {
  const accepted = acceptedParties(exchange);
  const one = accepted.find(({ asked, host }) => !asked || host) ?? accepted[0];
  return one ? [one] : [];
}

function daysAfter(date: Date, days: number): Date {
  return new Date(date.getTime() + days * 24 * 60 * 60 * 1000);
}

/** As follow-ups count months: of a day that the month does not have, its last one. */
function monthsAfter(date: Date, months: number): Date {
  const from = Temporal.Instant.fromEpochMilliseconds(date.getTime()).toZonedDateTimeISO('UTC');
  return new Date(from.add({ months }).epochMilliseconds);
}

import { message } from '../../i18n/message.ts';
import type { Context } from '../../schema/context.ts';
import {
  type ApiError,
  ExchangeStateError,
  NoFreePlaceError,
  StaleVersionError,
} from '../../schema/errors.ts';
import type { Refusal } from '../rules/decide.ts';
import type { Actor, Exchange } from '../rules/exchange.ts';

/** What the caller hears of a refusal. */
export function refused(
  { locale }: Pick<Context, 'locale'>,
  exchange: Exchange,
  actor: Actor,
  { refused: reason }: Refusal,
  seen?: number | null,
): ApiError {
  const memberId = actor.by === 'MEMBER' ? actor.memberId : null;
  switch (reason) {
    case 'FREE_PLACES':
    case 'PLACES_LEFT':
      return new NoFreePlaceError(message(locale, `exchange.refused.${reason}`), memberId);
    case 'NEWEST_VERSION':
      return new StaleVersionError(
        message(locale, 'exchange.refused.NEWEST_VERSION'),
        exchange.agreementVersion,
        ['version'],
      );
    default:
      return new ExchangeStateError(
        [
          message(locale, `exchange.refused.${reason}`),
          ...(reason === 'STATE' ? [message(locale, `exchange.state.${exchange.state}`)] : []),
        ].join(' '),
        exchange.id,
        seen ?? null,
      );
  }
}

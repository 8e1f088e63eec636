import type { Context } from '../../../schema/context.ts';
import { exchangeToAct } from '../../schema/exchange.ts';
import type { ExchangeFields } from '../../schema/input.ts';

/**
 * What every action on an agreement asks for.
 *
 * @throws NotFoundError when the viewer may not know of the exchange
 */
export async function requestOf(input: ExchangeFields, context: Context) {
  const exchangeId = await exchangeToAct(input.exchange, context);
  const { member: on, seen, idempotencyKey } = input;
  return { exchangeId, input, on, seen, idempotencyKey };
}

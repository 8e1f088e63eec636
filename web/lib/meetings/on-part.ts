import type { actionInput } from '../exchanges/exchange.ts';

/** What an action on a part of an exchange says, which the part itself tells the exchange of. */
export function onPart({ member, seen, idempotencyKey }: ReturnType<typeof actionInput>) {
  return { member, seen, idempotencyKey };
}

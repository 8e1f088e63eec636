import { act, type Acting, type ActRequest } from '../../exchanges/store/act.ts';
import { acceptedParties, type Exchange } from '../../exchanges/rules/exchange.ts';
import type { News } from '../../notifications/store.ts';
import type { Problem } from '../../members/rules.ts';
import { invalid } from '../../members/schema/change.ts';
import type { Context } from '../../schema/context.ts';

/** Which exchange, on whose part, and the rest that every action comes with. */
export type Request = Omit<ActRequest, 'action'>;

export { act };

/** The member on whose part something is done; null: the secretariat. */
export function memberOf({ actor }: Pick<Acting, 'actor'>): string | null {
  return actor.by === 'MEMBER' ? actor.memberId : null;
}

/** The ids of the parties that meet. */
export function partiesOf(exchange: Exchange): string[] {
  return acceptedParties(exchange).map(({ memberId }) => memberId);
}

/** News for the parties that did not do it themselves. */
export function newsFor(
  at: Acting,
  kind: News['kind'],
  session?: { readonly id: string; readonly startsAt: Date },
): News[] {
  const memberId = memberOf(at);
  const memberIds = partiesOf(at.exchange).filter((party) => party !== memberId);
  if (memberIds.length === 0) return [];
  const { id: exchangeId } = at.exchange;
  return [
    {
      kind,
      exchangeId,
      to: { memberIds },
      detail: {
        memberId,
        ...(session && { sessionId: session.id, at: session.startsAt.toISOString() }),
      },
      once: `${kind} ${exchangeId} ${at.number}`,
    },
  ];
}

/** Stops the transaction with one problem of the input. */
export function refuse(
  context: Context,
  field: string | readonly string[],
  key: Problem['key'],
): never {
  throw invalid([{ path: typeof field === 'string' ? [field] : field, key }], context);
}

import type { ExchangeAction } from '../../../generated/prisma/enums.ts';
import type { Actor, EventDetail, Exchange, ExchangeEvent, ReviewDecision } from './exchange.ts';
import { apply } from './replay.ts';
import {
  conditions,
  type Facts,
  type Need,
  needs,
  type Transition,
  transitions,
  who,
} from './transitions.ts';

/** Why something cannot be done: not in this state, not by this actor, or by the name of what it needs. */
export type Refusal = { readonly refused: 'STATE' | 'WHO' | Need };

export interface Decided {
  readonly refused?: undefined;
  readonly event: ExchangeEvent;
  readonly after: Exchange;
  /** The row of the table that it went by. */
  readonly transition: Transition;
}

/** Pure: whether an action may be done now, and what comes of it. The first event of an exchange is not decided here. */
export function decide(
  exchange: Exchange,
  actor: Actor,
  action: ExchangeAction,
  given: { readonly at: Date; readonly facts?: Facts; readonly detail?: EventDetail },
): Decided | Refusal {
  const refusal = refusalOf(exchange, actor, action, given.facts);
  if (refusal) return refusal;
  for (const transition of rowsOf(exchange, action)) {
    const { to, when } = transition;
    const event: ExchangeEvent = {
      exchangeId: exchange.id,
      number: exchange.version + 1,
      at: given.at,
      action,
      by: actor.by === 'MEMBER' && actor.throughSecretariat ? 'SECRETARIAT' : actor.by,
      memberId: actor.by === 'MEMBER' ? actor.memberId : null,
      state: to === 'SAME' ? exchange.state : to,
      detail: given.detail ?? {},
    };
    const after = apply(exchange, event);
    if (when.every((condition) => conditions[condition](after, event)))
      return { event, after, transition };
  }
  return { refused: 'STATE' };
}

/** Why an action cannot be done, as far as that is known before it is tried; null where nothing speaks against it. */
export function refusalOf(
  exchange: Exchange,
  actor: Actor,
  action: ExchangeAction,
  facts: Facts = {},
): Refusal | null {
  const [row] = rowsOf(exchange, action);
  if (!row) return { refused: 'STATE' };
  if (!row.by.some((one) => who[one](exchange, actor))) return { refused: 'WHO' };
  const missing = row.needs.find((need) => !needs[need](exchange, actor, facts));
  return missing ? { refused: missing } : null;
}

/** Everything that an actor can do now, in the order of the table. */
export function actionsOf(exchange: Exchange, actor: Actor): ExchangeAction[] {
  const actions = [...new Set(transitions.map(({ action }) => action))];
  return actions.filter((action) => refusalOf(exchange, actor, action) === null);
}

/** The rows that can be gone by from here. Those of one action ask the same of the actor. */
function rowsOf({ state }: Exchange, action: ExchangeAction): Transition[] {
  return transitions.filter((row) => row.action === action && row.from.includes(state));
}

/**
 * What the event of an acceptance or a draft says of reviews.
 *
 * @param reasons all that speak for a review, as things are from now on
 * @param unsettled what was found in order before, and is not the same any more
 */
export function reviewNeeded(
  { reviewed }: Pick<Exchange, 'reviewed'>,
  reasons: Exchange['toReview'],
  unsettled: Exchange['toReview'] = [],
): Required<Pick<EventDetail, 'toReview' | 'reviewed'>> {
  const settled = reviewed.filter((reason) => !unsettled.includes(reason));
  return { reviewed: settled, toReview: reasons.filter((reason) => !settled.includes(reason)) };
}

/** What the event of a review says. */
export function reviewDetail(
  { toReview, reviewed }: Pick<Exchange, 'toReview' | 'reviewed'>,
  decision: ReviewDecision,
): EventDetail {
  if (decision !== 'APPROVE') return { decision };
  return { decision, toReview: [], reviewed: [...new Set([...reviewed, ...toReview])] };
}

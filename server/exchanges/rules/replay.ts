import {
  type EventDetail,
  type Exchange,
  type ExchangeEvent,
  holdsPlaces,
  isOpen,
  isPrivate,
  type Party,
} from './exchange.ts';

/** The exchange after one more event. What an event does stands here alone; whether it may happen, in `decide`. */
export function apply(exchange: Exchange, event: ExchangeEvent): Exchange {
  const { number, at, state } = event;
  const changed: Exchange = {
    ...exchange,
    ...changeOf(exchange, event),
    version: number,
    // What happens by itself breaks no silence, nor does what the others do not hear of.
    quietSince: event.by === 'SYSTEM' || isPrivate(event) ? exchange.quietSince : at,
    state,
  };
  return {
    ...changed,
    completedAt: state === 'COMPLETED' ? (exchange.completedAt ?? at) : changed.completedAt,
    endedAt: isOpen(state) || state === 'COMPLETED' ? null : (exchange.endedAt ?? at),
    parties: changed.parties.map((party) => ({
      ...party,
      holdsPlace: party.answer === 'ACCEPTED' && holdsPlaces(state),
    })),
  };
}

/**
 * The exchange that its events tell of, the first of which is its request.
 * @throws RangeError where they do not begin with one or leave a number out
 */
export function replay(events: readonly ExchangeEvent[]): Exchange {
  const [first, ...rest] = events;
  if (first?.action !== 'REQUEST') throw new RangeError('The first event must be a request.');
  return rest.reduce((exchange, event) => {
    if (event.number !== exchange.version + 1)
      throw new RangeError(`Event ${event.number} follows ${exchange.version}.`);
    return apply(exchange, event);
  }, begin(first));
}

/** The exchange that a request begins. */
export function begin({ exchangeId, at, detail, ...event }: ExchangeEvent): Exchange {
  return {
    id: exchangeId,
    kind: detail.kind ?? 'TWO_WAY',
    state: event.state,
    proposer: detail.proposer ?? 'MEMBER',
    version: event.number,
    places: detail.places ?? null,
    toReview: [],
    reviewed: [],
    changesWanted: false,
    agreementVersion: 0,
    quietSince: at,
    onHoldUntil: null,
    completedAt: null,
    endedAt: null,
    createdAt: at,
    parties: joining(detail, 0, at),
  };
}

function joining({ parties = [] }: EventDetail, from: number, at: Date): Party[] {
  return parties.map(({ memberId, asked, host }, index) => ({
    memberId,
    position: from + index,
    asked,
    host,
    answer: asked ? 'PENDING' : 'ACCEPTED',
    answeredAt: asked ? null : at,
    signedVersion: null,
    signedAt: null,
    completedAt: null,
    holdsPlace: false,
  }));
}

function changeOf(exchange: Exchange, event: ExchangeEvent): Partial<Exchange> {
  const { action, at, detail, memberId, state } = event;
  const { parties, toReview, reviewed } = exchange;
  const only = (change: Partial<Party>): Pick<Exchange, 'parties'> => ({
    parties: parties.map((party) =>
      party.memberId === memberId ? { ...party, ...change } : party,
    ),
  });
  const looked = { toReview: detail.toReview ?? toReview, reviewed: detail.reviewed ?? reviewed };
  switch (action) {
    case 'INVITE':
      return { parties: [...parties, ...joining(detail, parties.length, at)] };
    case 'ACCEPT':
      return { ...looked, ...only({ answer: 'ACCEPTED', answeredAt: at }) };
    case 'DECLINE':
      return only({ answer: 'DECLINED', answeredAt: at });
    case 'CANCEL':
      // One learner leaves a group that goes on.
      return state === 'CANCELLED' ? {} : only({ answer: 'DECLINED', answeredAt: at });
    case 'EXPIRE':
    case 'START':
      // Whoever has not answered until then is not waited for.
      return {
        parties: parties.map((party) =>
          party.answer === 'PENDING' ? { ...party, answer: 'EXPIRED', answeredAt: at } : party,
        ),
      };
    case 'REVIEW':
      return { ...looked, changesWanted: detail.decision === 'ASK_FOR_CHANGES' };
    case 'DRAFT_AGREEMENT':
      return {
        ...looked,
        changesWanted: false,
        agreementVersion: detail.version ?? exchange.agreementVersion + 1,
      };
    case 'SIGN_AGREEMENT':
      return only({ signedVersion: detail.version ?? exchange.agreementVersion, signedAt: at });
    case 'HOLD':
      return { onHoldUntil: detail.until ?? null };
    case 'RESUME':
      return { onHoldUntil: null };
    case 'COMPLETE':
      return memberId === null
        ? {
            parties: parties.map((party) =>
              party.answer === 'ACCEPTED'
                ? { ...party, completedAt: party.completedAt ?? at }
                : party,
            ),
          }
        : only({ completedAt: at });
    default:
      return {};
  }
}

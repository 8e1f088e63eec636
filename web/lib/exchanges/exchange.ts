import { error } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { agreementFragment } from '../agreement/agreement.ts';
import { followUpsFragment } from '../follow-ups/follow-ups.ts';
import { execute } from '../graphql/execute.ts';
import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { notesFragment } from '../library/notes.ts';
import { clocksOfParty } from '../meetings/clocks.ts';
import { meetingsFragment } from '../meetings/meetings.ts';
import { ownerOf } from '../members/owner.ts';
import { requireViewer } from '../session/viewer.ts';
import { exchangePath } from './paths.ts';

const partyFragment = graphql(`
  fragment Party on ExchangeParty {
    asked
    host
    answer
    declineReason
    declineNote
    signed
    completed
    member {
      id
      name
      kind
      country {
        name
      }
      languages {
        language {
          code
          name
        }
        level
      }
      timeZone {
        name
      }
      contacts
      withheld
    }
  }
`);

export type Party = ResultOf<typeof partyFragment>;

/** What is learned, and by whom; nobody where all work on it together. */
export const topicFragment = graphql(`
  fragment ExchangeTopic on ExchangeTopic {
    topic {
      id
      name
    }
    teacher {
      id
      name
    }
    learner {
      id
      name
    }
  }
`);

/** Whose turn it is, what to do, and by when. */
export const nextActionFragment = graphql(`
  fragment NextAction on NextAction {
    action
    dueAt
    waitsForViewer
    explanation
    member {
      id
      name
    }
  }
`);

const eventFragment = graphql(`
  fragment HistoryEvent on ExchangeEvent {
    number
    at
    action
    state
    summary
    reason
    note
  }
`);

export type HistoryEvent = ResultOf<typeof eventFragment>;

/** What somebody wrote to the others. */
export const messageFragment = graphql(`
  fragment Message on ExchangeMessage {
    id
    text
    at
    author {
      id
      name
    }
  }
`);

export type Message = ResultOf<typeof messageFragment>;

const exchangeQuery = graphql(
  `
    query Exchange($id: ID!, $on: ID) {
      exchange(id: $id) {
        id
        kind
        state
        proposer
        version
        message
        outcome
        formats
        languages {
          code
          name
        }
        places
        toReview
        onHoldUntil
        verdict
        viewerCan(member: $on)
        parties {
          ...Party
        }
        topics {
          ...ExchangeTopic
        }
        nextAction {
          ...NextAction
        }
        messages {
          ...Message
        }
        history {
          ...HistoryEvent
        }
        agreement {
          ...Agreement
        }
        ...Meetings
        ...FollowUps
        ...Notes
      }
    }
  `,
  [
    partyFragment,
    topicFragment,
    nextActionFragment,
    messageFragment,
    eventFragment,
    agreementFragment,
    meetingsFragment,
    followUpsFragment,
    notesFragment,
  ],
);

export type Exchange = NonNullable<ResultOf<typeof exchangeQuery>['exchange']>;

/** From whose side an exchange is looked at. */
export interface Place {
  /** Where the pages of that side begin: `/en`, or `/en/members/<id>` on behalf. */
  base: string;
  /** The page of the exchange. */
  path: string;
  /** The party whose side it is; null for the secretariat's own. */
  memberId: string | null;
  name: string;
  /** Its time zone, in which dates are told. */
  zone: string;
  /** Whether it is the viewer's own side, and not one that the secretariat acts for. */
  own: boolean;
}

/** The exchange that the path names, for its parties and the secretariat; anybody else finds none. */
export async function loadExchange(
  event: RequestEvent,
): Promise<{ place: Place; exchange: Exchange }> {
  const [viewer, owner] = await Promise.all([requireViewer(event), ownerOf(event)]);
  const named = Boolean(event.params.owner);
  if (named && !owner?.own && viewer.role !== 'SECRETARIAT') error(403, 'On behalf of others');
  const on = named ? owner?.id : null;
  const { exchange } = await execute(event, exchangeQuery, { id: event.params.id ?? '', on });
  const party = exchange?.parties.find(({ member }) => member.id === owner?.id);
  if (!exchange || (named && !party)) error(404, 'No such exchange');
  const base = party && owner ? owner.base : `/${event.locals.locale}`;
  const place: Place = {
    base,
    path: exchangePath(base, exchange.id),
    memberId: party?.member.id ?? null,
    name: party?.member.name ?? '',
    zone: party?.member.timeZone?.name ?? 'UTC',
    own: !named || (owner?.own ?? false),
  };
  return { place, exchange: place.own ? exchange : withClocksOf(exchange, place.memberId) };
}

function withClocksOf(exchange: Exchange, memberId: string | null): Exchange {
  const withClocks = <Some extends { local: Exchange['sessions'][number]['local'] }>(
    some: Some,
  ) => ({
    ...some,
    local: clocksOfParty(some.local, memberId),
  });
  return {
    ...exchange,
    sessions: exchange.sessions.map(withClocks),
    timeProposals: exchange.timeProposals.map((proposal) => ({
      ...proposal,
      times: proposal.times.map(withClocks),
    })),
  };
}

/** What every action on an exchange says: on whose part, and what was known when it was decided. */
export function actionInput(place: Place, exchange: Exchange, form: FormData) {
  const seen = Number(form.get('seen'));
  const key = form.get('key');
  return {
    exchange: exchange.id,
    member: place.own ? null : place.memberId,
    seen: Number.isInteger(seen) && seen > 0 ? seen : null,
    idempotencyKey: typeof key === 'string' && key !== '' ? key : null,
  };
}

import { error } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { execute } from '../graphql/execute.ts';
import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { pageInfo } from '../graphql/page-info.ts';
import { ownerOf } from '../members/owner.ts';
import { requireViewer } from '../session/viewer.ts';
import { nextActionFragment, topicFragment } from './exchange.ts';

/** Exchanges that go on and are shown at once; nobody has many. */
const most = 50;
/** Ended ones per page. */
const pageSize = 10;

const summary = graphql(
  `
    fragment ExchangeSummary on Exchange {
      id
      kind
      state
      parties {
        member {
          id
          name
        }
      }
      topics {
        ...ExchangeTopic
      }
      viewerCan(member: $on)
      nextAction {
        ...NextAction
      }
    }
  `,
  [topicFragment, nextActionFragment],
);

export type ExchangeSummary = ResultOf<typeof summary>;

const exchangesQuery = graphql(
  `
    query Exchanges(
      $member: ID
      $on: ID
      $most: Int
      $first: Int
      $after: String
      $last: Int
      $before: String
    ) {
      open: exchanges(filter: { member: $member, open: true }, first: $most) {
        nodes {
          ...ExchangeSummary
        }
      }
      ended: exchanges(
        filter: { member: $member, open: false }
        first: $first
        after: $after
        last: $last
        before: $before
      ) {
        nodes {
          ...ExchangeSummary
        }
        pageInfo {
          ...PageInfo
        }
      }
    }
  `,
  [summary, pageInfo],
);

const nameQuery = graphql(`
  query MemberName($id: ID!) {
    member(id: $id) {
      id
      name
    }
  }
`);

/**
 * The exchanges of the member that the path names, or else of the viewer's own; all that the
 * network has for somebody of the secretariat.
 */
export async function loadExchanges(event: RequestEvent) {
  const [viewer, owner] = await Promise.all([requireViewer(event), ownerOf(event)]);
  if (owner && !owner.own && viewer.role !== 'SECRETARIAT') error(403, 'The exchanges of others');
  const query = event.url.searchParams;
  const before = query.get('before');
  const page = before ? { last: pageSize, before } : { first: pageSize, after: query.get('after') };
  const on = owner && !owner.own ? owner.id : null;
  const [{ open, ended }, about] = await Promise.all([
    execute(event, exchangesQuery, { member: owner?.id, on, most, ...page }),
    owner ? execute(event, nameQuery, { id: owner.id }) : null,
  ]);
  if (owner && !about?.member) error(404, 'No such member');
  return {
    owner,
    name: about?.member?.name ?? '',
    /** Whose turn it is told by, where it is not the viewer's. */
    onBehalfOf: on,
    /** Whether exchanges of others are proposed here. */
    proposes: viewer.role === 'SECRETARIAT' && !event.params.owner,
    exchanges: [...open.nodes, ...ended.nodes],
    pageInfo: ended.pageInfo,
  };
}

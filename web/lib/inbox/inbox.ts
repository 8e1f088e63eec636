import { isHttpError, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { execute } from '../graphql/execute.ts';
import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { pageInfo } from '../graphql/page-info.ts';
import { requireViewer } from '../session/viewer.ts';

/** News per page. */
const pageSize = 20;

const newsFragment = graphql(`
  fragment News on Notification {
    id
    at
    readAt
    text
    path
  }
`);

export type News = ResultOf<typeof newsFragment>;

// What is new comes first, on the first page; below it what was read, a page at a time.
const inboxQuery = graphql(
  `
    query Inbox($first: Int, $after: String, $last: Int, $before: String, $beginning: Boolean!) {
      viewer {
        unreadCount
        member {
          timeZone {
            name
          }
        }
        unread: inbox(unread: true, first: 50) @include(if: $beginning) {
          nodes {
            ...News
          }
        }
        inbox(first: $first, after: $after, last: $last, before: $before) {
          nodes {
            ...News
          }
          pageInfo {
            ...PageInfo
          }
        }
      }
    }
  `,
  [newsFragment, pageInfo],
);

/** The inbox of whoever is signed in, at the page that the query string says. */
export async function loadInbox(event: RequestEvent) {
  await requireViewer(event);
  const query = event.url.searchParams;
  const before = query.get('before');
  const after = query.get('after');
  const beginning = !before && !after;
  const page = before ? { last: pageSize, before } : { first: pageSize, after };
  try {
    const { viewer } = await execute(event, inboxQuery, { ...page, beginning });
    const { inbox, unread, unreadCount, member } = viewer;
    if (inbox.nodes.length > 0 || beginning) {
      return {
        unread: unread?.nodes ?? [],
        // Further on, what is still new stands among the rest.
        earlier: beginning ? inbox.nodes.filter(({ readAt }) => readAt) : inbox.nodes,
        unreadCount,
        pageInfo: inbox.pageInfo,
        zone: member?.timeZone?.name ?? 'UTC',
      };
    }
  } catch (reason) {
    if (beginning || !isHttpError(reason, 400)) throw reason;
  }
  redirect(307, event.url.pathname);
}

export const markRead = graphql(`
  mutation MarkRead($input: MarkReadInput!) {
    result: markRead(input: $input) {
      __typename
    }
  }
`);

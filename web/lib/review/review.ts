import { error, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { execute } from '../graphql/execute.ts';
import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { pageInfo } from '../graphql/page-info.ts';
import { requireViewer } from '../session/viewer.ts';

/** Exchanges per page. */
const pageSize = 20;

const reviewQuery = graphql(
  `
    query InReview($first: Int, $after: String, $last: Int, $before: String) {
      exchanges(
        filter: { states: [IN_REVIEW] }
        first: $first
        after: $after
        last: $last
        before: $before
      ) {
        nodes {
          id
          kind
          toReview
          quietSince
          formats
          languages {
            code
            name
          }
          topics {
            topic {
              id
              name
            }
          }
          parties {
            answer
            member {
              id
              name
              atRisk
              languages {
                language {
                  code
                  name
                }
              }
            }
          }
          agreement {
            interpretation
            interpreters
            safety
            money
            interpreter {
              id
              name
            }
          }
          nextAction {
            dueAt
          }
        }
        pageInfo {
          ...PageInfo
        }
      }
    }
  `,
  [pageInfo],
);

export type InReview = ResultOf<typeof reviewQuery>['exchanges']['nodes'][number];

/** What waits for the secretariat's word. */
export async function loadReview(event: RequestEvent) {
  const viewer = await requireViewer(event);
  if (viewer.role !== 'SECRETARIAT') error(403, 'Only for the secretariat');
  const query = event.url.searchParams;
  const before = query.get('before');
  const after = query.get('after');
  const page = before ? { last: pageSize, before } : { first: pageSize, after };
  const { exchanges } = await execute(event, reviewQuery, page);
  if (exchanges.nodes.length === 0 && (before || after)) redirect(307, event.url.pathname);
  return { exchanges: exchanges.nodes, pageInfo: exchanges.pageInfo };
}

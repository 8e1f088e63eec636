import type { RequestEvent } from '@sveltejs/kit';
import { execute } from '../graphql/execute.ts';
import { graphql, type ResultOf } from '../graphql/graphql.ts';

const topicsQuery = graphql(`
  query Topics($search: String, $after: String) {
    topics(search: $search, first: 100, after: $after) {
      nodes {
        id
        key
        kind
        name
        alternativeNames
        broader {
          id
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export type Topic = ResultOf<typeof topicsQuery>['topics']['nodes'][number];

/** The topics of the taxonomy, all or those that a search finds, in alphabetical order of their names. */
export async function findTopics(event: RequestEvent, search: string | null): Promise<Topic[]> {
  const found: Topic[] = [];
  let after: string | null = null;
  do {
    const { topics }: ResultOf<typeof topicsQuery> = await execute(event, topicsQuery, {
      search,
      after,
    });
    found.push(...topics.nodes);
    after = topics.pageInfo.hasNextPage ? topics.pageInfo.endCursor : null;
  } while (after);
  const { compare } = new Intl.Collator(event.locals.locale);
  return found.sort((a, b) => compare(a.name, b.name));
}

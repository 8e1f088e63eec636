import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { pageInfo } from '../graphql/page-info.ts';

/** Members per page: few enough for a slow link. */
export const pageSize = 20;

/** What a card of the directory shows. */
export const memberCard = graphql(`
  fragment MemberCard on Member {
    id
    name
    kind
    country {
      code
      name
      subregion {
        name
      }
    }
    languages {
      language {
        code
        name
      }
    }
    offers {
      topic {
        id
        name
      }
    }
    needs {
      topic {
        id
        name
      }
    }
    withheld
  }
`);

export type MemberCard = ResultOf<typeof memberCard>;

export const membersQuery = graphql(
  `
    query Members(
      $filter: MemberFilter
      $search: String
      $first: Int
      $after: String
      $last: Int
      $before: String
    ) {
      members(
        filter: $filter
        search: $search
        first: $first
        after: $after
        last: $last
        before: $before
      ) {
        totalCount
        nodes {
          ...MemberCard
        }
        pageInfo {
          ...PageInfo
        }
      }
    }
  `,
  [memberCard, pageInfo],
);

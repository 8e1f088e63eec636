import { graphql } from './graphql.ts';

/** What leads to the pages before and after one of a connection; `Pagination.svelte` shows it. */
export const pageInfo = graphql(`
  fragment PageInfo on PageInfo {
    hasPreviousPage
    hasNextPage
    startCursor
    endCursor
  }
`);

import type { RequestEvent } from '@sveltejs/kit';
import { execute } from '../graphql/execute.ts';
import { graphql, type ResultOf } from '../graphql/graphql.ts';

/** A pairing in the few words that it takes to try another member. */
export const nextBest = graphql(`
  fragment NextBest on Pairing {
    score
    partner {
      id
      name
      country {
        name
      }
    }
    learns {
      topic {
        key
        name
      }
    }
    shares {
      topic {
        id
        key
        name
      }
    }
    bridge {
      explanation
    }
  }
`);

export type NextBest = ResultOf<typeof nextBest>;

const nextBestQuery = graphql(
  `
    query NextBest($id: ID!, $first: Int) {
      member(id: $id) {
        id
        pairings(first: $first) {
          nodes {
            ...NextBest
          }
        }
      }
    }
  `,
  [nextBest],
);

/** Whom a member could turn to instead, best first; for the member itself and the secretariat. */
export async function loadNextBest(
  event: RequestEvent,
  id: string,
  first = 3,
): Promise<NextBest[]> {
  const { member } = await execute(event, nextBestQuery, { id, first });
  return member?.pairings?.nodes ?? [];
}

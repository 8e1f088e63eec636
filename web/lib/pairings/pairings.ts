import { error, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { choiceFragment } from '../choices/choices.ts';
import { execute } from '../graphql/execute.ts';
import { graphql, type ResultOf } from '../graphql/graphql.ts';
import type { Owner } from '../members/owner.ts';
import { pageInfo } from '../graphql/page-info.ts';

/** Pairings per page: few enough to compare, and for a slow link. */
export const pageSize = 8;

// As many topics above one another as a path through the taxonomy has.
const opportunity = graphql(`
  fragment Opportunity on Opportunity {
    fit
    topic {
      id
      key
      name
      broader {
        id
        broader {
          id
          broader {
            id
          }
        }
      }
    }
    offer {
      level
      note
    }
    need {
      id
      priority
      note
      topic {
        id
        name
        broader {
          id
          broader {
            id
            broader {
              id
            }
          }
        }
      }
    }
  }
`);

export type Opportunity = ResultOf<typeof opportunity>;

const pairing = graphql(
  `
    fragment Pairing on Pairing {
      score
      partner {
        id
        name
        kind
        country {
          name
          subregion {
            name
          }
        }
        timeZone {
          name
        }
        availability {
          workFrom
          workTo
        }
        withheld
      }
      learns {
        ...Opportunity
      }
      shares {
        ...Opportunity
      }
      together {
        key
        name
      }
      divides {
        kind
        extent
        explanation
      }
      bridge {
        explanation
      }
      sharedHours
      terms {
        learning
        teaching
        mutual
        bridge
        time
        divides
        purpose
        exposure
      }
      reasons
    }
  `,
  [opportunity],
);

export type Pairing = ResultOf<typeof pairing>;

const reason = graphql(`
  fragment Reason on NoPairingReason {
    rule
    explanation
    need {
      id
      topic {
        key
        name
      }
    }
    change {
      kind
      explanation
      level
      languageLevel
      topic {
        key
      }
      language {
        name
      }
    }
  }
`);

/** Why a need has no pairing so far, and what would give it one. */
export type Reason = ResultOf<typeof reason>;

const pairingsQuery = graphql(
  `
    query Pairings(
      $id: ID!
      $own: Boolean!
      $first: Int
      $after: String
      $last: Int
      $before: String
    ) {
      waiting: exchanges(filter: { turn: true }, first: 1) @include(if: $own) {
        nodes {
          id
        }
      }
      member(id: $id) {
        id
        name
        timeZone {
          name
        }
        availability {
          paused
          confirmedOn
          capacity
          workFrom
          workTo
        }
        languages {
          level
        }
        offers {
          id
        }
        needs {
          id
          priority
          topic {
            name
          }
        }
        privateChoices {
          ...Choice
        }
        noPairingReasons {
          ...Reason
        }
        pairings(first: $first, after: $after, last: $last, before: $before) {
          totalCount
          nodes {
            ...Pairing
          }
          pageInfo {
            ...PageInfo
          }
        }
      }
      policy {
        name
        value
      }
    }
  `,
  [pairing, reason, choiceFragment, pageInfo],
);

export type PairedMember = NonNullable<ResultOf<typeof pairingsQuery>['member']>;

/** A member with a page of its pairings, best first; the query string says which page. */
export async function loadPairings(event: RequestEvent, { id, own }: Pick<Owner, 'id' | 'own'>) {
  const query = event.url.searchParams;
  const before = query.get('before');
  const page = before ? { last: pageSize, before } : { first: pageSize, after: query.get('after') };
  const { member, policy, waiting } = await execute(event, pairingsQuery, { id, own, ...page });
  if (!member) error(404, 'No such member');
  if (!member.pairings) error(403, 'The pairings of others');
  // A page that is no longer there, since members came and went, leads to the beginning.
  const elsewhere = query.has('after') || query.has('before');
  if (member.pairings.nodes.length === 0 && elsewhere) redirect(307, beginning(event.url));
  const isTurn = (waiting?.nodes.length ?? 0) > 0;
  return { member, pairings: member.pairings, policy, isTurn };
}

/** The first page of a list, with what was just done there. */
function beginning({ pathname, searchParams }: URL): string {
  const query = new URLSearchParams(searchParams);
  query.delete('after');
  query.delete('before');
  return query.size > 0 ? `${pathname}?${query}` : pathname;
}

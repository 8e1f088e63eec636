import { error } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { typedText } from '../forms/text.ts';
import { execute } from '../graphql/execute.ts';
import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { pageInfo } from '../graphql/page-info.ts';
import { requireSecretariat } from '../session/viewer.ts';

/** Exchanges, and members left out, on a page: short enough for a slow link. */
const pageSize = 12;

const roundsQuery = graphql(
  `
    query Rounds($first: Int, $after: String, $last: Int, $before: String) {
      rounds(first: $first, after: $after, last: $last, before: $before) {
        nodes {
          id
          state
          createdAt
          publishedAt
          proposal {
            state
            covered
            participants
            keys
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

/** One page of all rounds, the latest first. */
export async function loadRounds(event: RequestEvent) {
  await requireSecretariat(event);
  const { rounds } = await execute(event, roundsQuery, pageOf(event));
  return { rounds: rounds.nodes, pageInfo: rounds.pageInfo };
}

const roundQuery = graphql(
  `
    query Round(
      $id: ID!
      $number: Int
      $leftOut: Boolean!
      $asked: Boolean!
      $exchanges: Boolean!
      $first: Int
      $after: String
      $last: Int
      $before: String
      $search: String
    ) {
      node(id: $id) {
        ... on Round {
          id
          state
          current
          createdAt
          publishedAt
          policy {
            maxCircle
            oneWay
            coverageFirst
          }
          proposals {
            number
            basedOn
            state
          }
          outcomes {
            state
            count
          }
          asked(first: $first, after: $after, last: $last, before: $before) @include(if: $asked) {
            nodes {
              repairs
              exchange {
                id
                state
                parties {
                  member {
                    id
                    name
                  }
                }
              }
            }
            pageInfo {
              ...PageInfo
            }
          }
          best: proposal {
            number
            objective
            covered
            keys
          }
          proposal(number: $number) {
            number
            basedOn
            state
            progress
            search {
              seconds
              secondsAtMost
              found {
                summary
              }
            }
            failure
            participants
            objective
            bound
            optimal
            covered
            coveredBound
            explained
            explaining
            keys
            forbidden
            forbiddenNames
            limits {
              kind
              groupName
              count
              reached
              lost
              exact
              covered
            }
            exchanges(first: $first, after: $after, last: $last, before: $before, search: $search)
              @include(if: $exchanges) {
              nodes {
                key
                circle
                weight
                pinned
                members {
                  id
                  name
                }
                steps {
                  reasons
                }
                nextBest {
                  key
                  names
                  fits
                  weight
                  member {
                    id
                    name
                  }
                }
              }
              pageInfo {
                ...PageInfo
              }
            }
            leftOut(first: $first, after: $after, last: $last, before: $before)
              @include(if: $leftOut) {
              nodes {
                member {
                  id
                  name
                }
                reason
                explanation
                needs {
                  topic {
                    id
                    name
                  }
                  explanation
                  change
                }
                change
              }
              pageInfo {
                ...PageInfo
              }
            }
          }
        }
      }
    }
  `,
  [pageInfo],
);

type Round = Extract<NonNullable<ResultOf<typeof roundQuery>['node']>, { proposals: unknown }>;
export type Proposal = NonNullable<Round['proposal']>;
export type ProposedExchange = NonNullable<Proposal['exchanges']>['nodes'][number];
export type Asked = NonNullable<Round['asked']>['nodes'][number];
export type LeftOut = NonNullable<Proposal['leftOut']>['nodes'][number];

/** What the page of a round can show of it, a page at a time. */
const parts = ['exchanges', 'left-out', 'asked'] as const;

/** A round with the proposal that the address asks for, or the one that counts. */
export async function loadRound(event: RequestEvent, id: string) {
  await requireSecretariat(event);
  const { searchParams } = event.url;
  const show = parts.find((part) => part === searchParams.get('show')) ?? 'exchanges';
  const { node } = await execute(event, roundQuery, {
    id,
    number: proposalIn(searchParams),
    leftOut: show === 'left-out',
    asked: show === 'asked',
    exchanges: show === 'exchanges',
    search: typedText(searchParams, 'q') || null,
    ...pageOf(event),
  });
  if (!node || !('proposals' in node) || !node.proposal) error(404, 'No such round');
  return { round: node, proposal: node.proposal, show };
}

/** The proposal that an address asks for; null for the one that counts. */
export function proposalIn(searchParams: URLSearchParams): number | null {
  const text = searchParams.get('proposal') ?? '';
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}

function pageOf({ url: { searchParams } }: RequestEvent) {
  const before = searchParams.get('before');
  return before !== null
    ? { last: pageSize, before }
    : { first: pageSize, after: searchParams.get('after') };
}

const filesQuery = graphql(`
  query RoundFiles($id: ID!, $number: Int, $problem: Boolean!) {
    node(id: $id) {
      ... on Round {
        proposal(number: $number) {
          number
          problemJson @include(if: $problem)
          resultJson @skip(if: $problem)
        }
      }
    }
  }
`);

/** The problem or the result of a proposal as a file, which `peerbridge round verify` reads. */
export async function roundFile(
  event: RequestEvent,
  id: string,
  which: 'problem' | 'result',
): Promise<Response> {
  await requireSecretariat(event);
  const { node } = await execute(event, filesQuery, {
    id,
    number: proposalIn(event.url.searchParams),
    problem: which === 'problem',
  });
  const proposal = node && 'proposal' in node ? node.proposal : null;
  const text = which === 'problem' ? proposal?.problemJson : proposal?.resultJson;
  if (!proposal || text == null) error(404, 'No such file');
  return new Response(text, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${which}-${proposal.number}.json"`,
      'cache-control': 'private, no-store',
    },
  });
}

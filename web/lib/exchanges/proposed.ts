import type { RequestEvent } from '@sveltejs/kit';
import { execute } from '../graphql/execute.ts';
import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { mostMembers } from './propose-form.ts';

export const proposedMember = graphql(`
  fragment ProposedMember on Member {
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
    }
  }
`);

export type ProposedMember = ResultOf<typeof proposedMember>;

const membersQuery = graphql(
  `
    query ProposedMembers($ids: [ID!]!) {
      nodes(ids: $ids) {
        __typename
        ... on Member {
          ...ProposedMember
        }
      }
    }
  `,
  [proposedMember],
);

const searchQuery = graphql(
  `
    query FindMembers($q: String) {
      members(search: $q, first: 8) {
        nodes {
          ...ProposedMember
        }
      }
    }
  `,
  [proposedMember],
);

/** The first members that a search in the directory finds, by name or topic; nobody where nothing is sought. */
export async function findMembers(event: RequestEvent, q: string): Promise<ProposedMember[]> {
  return q === '' ? [] : (await execute(event, searchQuery, { q })).members.nodes;
}

/** The members whom a proposal names, in their order; those who left the network are missing. */
export async function loadProposed(
  event: RequestEvent,
  ids: readonly string[],
): Promise<ProposedMember[]> {
  if (ids.length === 0) return [];
  const { nodes } = await execute(event, membersQuery, { ids: ids.slice(0, mostMembers) });
  return nodes.flatMap((node) => (node?.__typename === 'Member' ? [node] : []));
}

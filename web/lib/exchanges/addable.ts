import type { RequestEvent } from '@sveltejs/kit';
import { execute } from '../graphql/execute.ts';
import { graphql } from '../graphql/graphql.ts';
import { findMembers, proposedMember, type ProposedMember } from './proposed.ts';
import { mostInCircle } from './propose-form.ts';

const addableQuery = graphql(
  `
    query Addable($from: ID!, $to: ID!, $some: Boolean!, $closing: Boolean!) {
      from: member(id: $from) @include(if: $some) {
        id
        name
        pairings(first: 40) {
          nodes {
            partner {
              ...ProposedMember
            }
            shares {
              topic {
                name
              }
            }
          }
        }
      }
      to: member(id: $to) @include(if: $closing) {
        id
        name
        pairings(first: 40) {
          nodes {
            partner {
              id
            }
            learns {
              topic {
                name
              }
            }
          }
        }
      }
    }
  `,
  [proposedMember],
);

/** As many suggestions as can be compared. */
const mostSuggested = 6;

/** Somebody who could be added, and why. */
export interface Suggested {
  member: ProposedMember;
  /** What it could learn from whoever is named last, or from the host of a group. */
  learns: string[];
  /** What the first could learn from it, so that the circle closes. */
  gives: string[];
}

/**
 * Who could come next: whoever can learn from the last of them, those first that the first could learn from; of more than
 * a circle holds, whoever can learn from the first. And whom a search finds.
 */
export async function loadAddable(
  event: RequestEvent,
  members: readonly ProposedMember[],
  sought: string,
) {
  const chosen = new Set(members.map(({ id }) => id));
  const [first] = members;
  const last = members.length < mostInCircle ? members.at(-1) : first;
  const closing = members.length > 1 && members.length < mostInCircle;
  const some = last !== undefined;
  const variables = { from: last?.id ?? '', to: first?.id ?? '', some, closing };
  const [{ from, to }, found] = await Promise.all([
    execute(event, addableQuery, variables),
    findMembers(event, sought),
  ]);
  const names = (opportunities: readonly { topic: { name: string } }[]) => [
    ...new Set(opportunities.map(({ topic }) => topic.name)),
  ];
  const giving = new Map(
    (to?.pairings?.nodes ?? []).map(({ partner, learns }) => [partner.id, names(learns)]),
  );
  const suggested: Suggested[] = (from?.pairings?.nodes ?? [])
    .filter(({ partner, shares }) => shares.length > 0 && !chosen.has(partner.id))
    .map(({ partner, shares }) => ({
      member: partner,
      learns: names(shares),
      gives: giving.get(partner.id) ?? [],
    }));
  const closes = ({ gives }: Suggested) => Number(gives.length > 0);
  return {
    from: from?.name ?? '',
    to: to?.name ?? '',
    suggested: suggested.toSorted((a, b) => closes(b) - closes(a)).slice(0, mostSuggested),
    found: found.filter(({ id }) => !chosen.has(id)),
  };
}

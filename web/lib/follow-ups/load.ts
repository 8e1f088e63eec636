import { isHttpError } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { refusal } from '../forms/answer.ts';
import { execute } from '../graphql/execute.ts';
import { graphql } from '../graphql/graphql.ts';
import { requireViewer } from '../session/viewer.ts';
import { askedBy } from './asked-by.ts';
import { followUpFragment } from './follow-ups.ts';

const followUpQuery = graphql(
  `
    query FollowUp($id: ID, $token: String) {
      followUp(id: $id, token: $token) {
        ...FollowUp
      }
    }
  `,
  [followUpFragment],
);

// By a link nothing is told of the exchange but what its form asks.
const placeQuery = graphql(`
  query PlaceOfFollowUp($id: ID!) {
    followUp(id: $id) {
      exchange {
        id
      }
    }
  }
`);

export const submitFollowUp = graphql(
  `
    mutation SubmitFollowUp($input: SubmitFollowUpInput!) {
      result: submitFollowUp(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

/**
 * The follow-up that the path names; null when its link has expired or is not one of ours. Somebody
 * who comes by an id has to be signed in.
 */
export async function loadFollowUp(event: RequestEvent) {
  const by = askedBy(event.params.key ?? '');
  if ('id' in by) await requireViewer(event);
  try {
    const { followUp } = await execute(event, followUpQuery, by);
    return { by, followUp };
  } catch (reason) {
    if (!isHttpError(reason, 410)) throw reason;
    return { by, followUp: null };
  }
}

/** The exchange that a follow-up is about, for somebody who is signed in. */
export async function exchangeOf(event: RequestEvent, id: string): Promise<string | null> {
  const { followUp } = await execute(event, placeQuery, { id });
  return followUp?.exchange?.id ?? null;
}

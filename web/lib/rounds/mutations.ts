import { graphql } from '../graphql/graphql.ts';
import { refusal } from '../forms/answer.ts';

export const createRound = graphql(
  `
    mutation CreateRound($input: CreateRoundInput!) {
      result: createRound(input: $input) {
        __typename
        ...Refusal
        ... on CreateRoundSuccess {
          round {
            id
          }
        }
      }
    }
  `,
  [refusal],
);

export const adjustRound = graphql(
  `
    mutation AdjustRound($input: AdjustRoundInput!) {
      result: adjustRound(input: $input) {
        __typename
        ...Refusal
        ... on AdjustRoundSuccess {
          proposal {
            number
          }
        }
        ... on RoundPinError {
          obstacle
        }
      }
    }
  `,
  [refusal],
);

export const publishRound = graphql(
  `
    mutation PublishRound($input: PublishRoundInput!) {
      result: publishRound(input: $input) {
        __typename
        ...Refusal
        ... on RoundBlockedError {
          blocked {
            key
            names
            explanation
          }
        }
      }
    }
  `,
  [refusal],
);

export const discardRound = graphql(
  `
    mutation DiscardRound($input: DiscardRoundInput!) {
      result: discardRound(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

export const cancelProposal = graphql(
  `
    mutation CancelProposal($input: CancelProposalInput!) {
      result: cancelProposal(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

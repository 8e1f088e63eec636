import { refusal } from '../forms/answer.ts';
import { graphql } from '../graphql/graphql.ts';
import { nextBest } from './next-best.ts';

export const requestExchange = graphql(
  `
    mutation RequestExchange($input: RequestExchangeInput!) {
      result: requestExchange(input: $input) {
        __typename
        ...Refusal
        ... on RequestExchangeSuccess {
          exchange {
            id
          }
        }
        ... on PartnerUnavailableError {
          pairings(first: 3) {
            ...NextBest
          }
        }
        ... on TooManyRequestsError {
          open {
            id
            parties {
              asked
              member {
                id
                name
              }
            }
          }
        }
      }
    }
  `,
  [refusal, nextBest],
);

export const acceptExchange = graphql(
  `
    mutation AcceptExchange($input: AcceptExchangeInput!) {
      result: acceptExchange(input: $input) {
        __typename
        ...Refusal
        ... on NoFreePlaceError {
          pairings(first: 3) {
            ...NextBest
          }
        }
      }
    }
  `,
  [refusal, nextBest],
);

export const declineExchange = graphql(
  `
    mutation DeclineExchange($input: DeclineExchangeInput!) {
      result: declineExchange(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

export const withdrawExchange = graphql(
  `
    mutation WithdrawExchange($input: ExchangeInput!) {
      result: withdrawExchange(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

export const reviewExchange = graphql(
  `
    mutation ReviewExchange($input: ReviewExchangeInput!) {
      result: reviewExchange(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

export const startExchange = graphql(
  `
    mutation StartExchange($input: ExchangeInput!) {
      result: startExchange(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

export const holdExchange = graphql(
  `
    mutation HoldExchange($input: HoldExchangeInput!) {
      result: holdExchange(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

export const resumeExchange = graphql(
  `
    mutation ResumeExchange($input: ExchangeInput!) {
      result: resumeExchange(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

export const completeExchange = graphql(
  `
    mutation CompleteExchange($input: ExchangeInput!) {
      result: completeExchange(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

export const cancelExchange = graphql(
  `
    mutation CancelExchange($input: CancelExchangeInput!) {
      result: cancelExchange(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

export const closeExchange = graphql(
  `
    mutation CloseExchange($input: CloseExchangeInput!) {
      result: closeExchange(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

export const stopExchangeForSafety = graphql(
  `
    mutation StopExchangeForSafety($input: StopExchangeForSafetyInput!) {
      result: stopExchangeForSafety(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

export const sendExchangeMessage = graphql(
  `
    mutation SendExchangeMessage($input: SendExchangeMessageInput!) {
      result: sendExchangeMessage(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

export const inviteToExchange = graphql(
  `
    mutation InviteToExchange($input: InviteToExchangeInput!) {
      result: inviteToExchange(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

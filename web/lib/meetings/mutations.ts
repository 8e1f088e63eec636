import { refusal } from '../forms/answer.ts';
import { graphql } from '../graphql/graphql.ts';

export const proposeTimes = graphql(
  `
    mutation ProposeTimes($input: ProposeTimesInput!) {
      result: proposeTimes(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

export const answerTimes = graphql(
  `
    mutation AnswerTimes($input: AnswerTimesInput!) {
      result: answerTimes(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

export const settleTime = graphql(
  `
    mutation SettleTime($input: SettleTimeInput!) {
      result: settleTime(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

export const withdrawTimes = graphql(
  `
    mutation WithdrawTimes($input: WithdrawTimesInput!) {
      result: withdrawTimes(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

export const planSession = graphql(
  `
    mutation PlanSession($input: PlanSessionInput!) {
      result: planSession(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

export const moveSession = graphql(
  `
    mutation MoveSession($input: MoveSessionInput!) {
      result: moveSession(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

export const cancelSession = graphql(
  `
    mutation CancelSession($input: CancelSessionInput!) {
      result: cancelSession(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

export const logSession = graphql(
  `
    mutation LogSession($input: LogSessionInput!) {
      result: logSession(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

import { refusal } from '../forms/answer.ts';
import { graphql } from '../graphql/graphql.ts';

export const saveNote = graphql(
  `
    mutation SaveLearningNote($input: SaveLearningNoteInput!) {
      result: saveLearningNote(input: $input) {
        __typename
        ... on SaveLearningNoteSuccess {
          note {
            id
          }
        }
        ...Refusal
      }
    }
  `,
  [refusal],
);

export const publishNote = graphql(
  `
    mutation PublishLearningNote($input: PublishLearningNoteInput!) {
      result: publishLearningNote(input: $input) {
        __typename
        ... on PublishLearningNoteSuccess {
          note {
            state
          }
        }
        ...Refusal
      }
    }
  `,
  [refusal],
);

export const withdrawNote = graphql(
  `
    mutation WithdrawLearningNote($input: WithdrawLearningNoteInput!) {
      result: withdrawLearningNote(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

import { refusal } from '../forms/answer.ts';
import { graphql } from '../graphql/graphql.ts';

export const draftAgreement = graphql(
  `
    mutation DraftAgreement($input: DraftAgreementInput!) {
      result: draftAgreement(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

export const signAgreement = graphql(
  `
    mutation SignAgreement($input: SignAgreementInput!) {
      result: signAgreement(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

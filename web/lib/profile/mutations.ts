import { graphql } from '../graphql/graphql.ts';

/** What a form has to know of a problem with what it sent. */
export const issues = graphql(`
  fragment Issues on InvalidInputError {
    issues {
      path
      message
    }
  }
`);

export const updateMember = graphql(
  `
    mutation UpdateMember($input: UpdateMemberInput!) {
      result: updateMember(input: $input) {
        __typename
        ...Issues
      }
    }
  `,
  [issues],
);

export const setOffers = graphql(
  `
    mutation SetOffers($input: SetOffersInput!) {
      result: setOffers(input: $input) {
        __typename
        ...Issues
      }
    }
  `,
  [issues],
);

export const setNeeds = graphql(
  `
    mutation SetNeeds($input: SetNeedsInput!) {
      result: setNeeds(input: $input) {
        __typename
        ...Issues
      }
    }
  `,
  [issues],
);

export const setLanguages = graphql(
  `
    mutation SetLanguages($input: SetLanguagesInput!) {
      result: setLanguages(input: $input) {
        __typename
        ...Issues
      }
    }
  `,
  [issues],
);

export const confirmAvailability = graphql(
  `
    mutation ConfirmAvailability($input: MemberInput!) {
      result: confirmAvailability(input: $input) {
        __typename
        ...Issues
      }
    }
  `,
  [issues],
);

export const pauseAvailability = graphql(
  `
    mutation PauseAvailability($input: MemberInput!) {
      result: pauseAvailability(input: $input) {
        __typename
        ...Issues
      }
    }
  `,
  [issues],
);

export const setConsent = graphql(
  `
    mutation SetConsent($input: SetConsentInput!) {
      result: setConsent(input: $input) {
        __typename
        ...Issues
      }
    }
  `,
  [issues],
);

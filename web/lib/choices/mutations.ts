import { graphql } from '../graphql/graphql.ts';
import { issues } from '../profile/mutations.ts';

export const dismissPairing = graphql(
  `
    mutation DismissPairing($input: DismissPairingInput!) {
      result: dismissPairing(input: $input) {
        __typename
        ...Issues
      }
    }
  `,
  [issues],
);

export const restorePairing = graphql(
  `
    mutation RestorePairing($input: RestorePairingInput!) {
      result: restorePairing(input: $input) {
        __typename
        ...Issues
      }
    }
  `,
  [issues],
);

export const avoidMember = graphql(
  `
    mutation AvoidMember($input: AvoidMemberInput!) {
      result: avoidMember(input: $input) {
        __typename
        ...Issues
      }
    }
  `,
  [issues],
);

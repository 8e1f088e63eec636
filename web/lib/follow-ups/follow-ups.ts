import { graphql, type ResultOf } from '../graphql/graphql.ts';

/** A question that is asked at a set time, with what was answered. */
export const followUpFragment = graphql(`
  fragment FollowUp on FollowUp {
    id
    kind
    dueOn
    open
    answeredAt
    questions
    topics {
      id
      name
    }
    outcomeAgreed
    verdict
    useful
    learned
    changed
    help
    again
    mayTell
  }
`);

export type FollowUp = ResultOf<typeof followUpFragment>;

/** What was asked of the viewer's member, and of all parties for the secretariat. */
export const followUpsFragment = graphql(
  `
    fragment FollowUps on Exchange {
      followUps {
        ...FollowUp
        member {
          id
          name
        }
      }
    }
  `,
  [followUpFragment],
);

export type FollowUps = ResultOf<typeof followUpsFragment>;

import { graphql, type ResultOf } from '../graphql/graphql.ts';

/** A time on somebody's clocks. */
export const localTime = graphql(`
  fragment Local on LocalTime {
    own
    dateTime
    notice
    timeZone {
      name
    }
    member {
      id
      name
    }
  }
`);

export type LocalTime = ResultOf<typeof localTime>;

/** The meetings of an exchange: times that were proposed, and sessions. */
export const meetingsFragment = graphql(
  `
    fragment Meetings on Exchange {
      sessions {
        id
        state
        startsAt
        minutes
        format
        place
        local {
          ...Local
        }
        notes {
          id
          text
          shared
          member {
            id
            name
          }
        }
        absences {
          member {
            id
            name
          }
          reportedBy {
            id
            name
          }
        }
      }
      timeProposals {
        id
        minutes
        note
        settledAt
        member {
          id
          name
        }
        times {
          id
          startsAt
          local {
            ...Local
          }
          answers {
            fits
            member {
              id
              name
            }
          }
        }
      }
    }
  `,
  [localTime],
);

export type Meetings = ResultOf<typeof meetingsFragment>;
export type Session = Meetings['sessions'][number];
export type TimeProposal = Meetings['timeProposals'][number];

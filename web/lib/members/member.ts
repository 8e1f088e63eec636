import { graphql, type ResultOf } from '../graphql/graphql.ts';

/** Everything about a member that the viewer may see. */
export const memberQuery = graphql(`
  query Member($id: ID!) {
    member(id: $id) {
      id
      name
      kind
      country {
        name
        subregion {
          name
        }
      }
      timeZone {
        name
      }
      languages {
        language {
          code
          name
        }
        level
        main
      }
      offers {
        id
        topic {
          key
          name
        }
        level
        formats
        note
      }
      needs {
        id
        topic {
          key
          name
        }
        priority
        levelWanted
        formats
        note
      }
      themes {
        key
        name
      }
      workingGroups {
        key
        name
      }
      interprets {
        from {
          code
          name
        }
        to {
          code
          name
        }
      }
      relays
      joinedOn
      genderFocus
      atRisk
      notes
      contacts
      availability {
        paused
        confirmedOn
        capacity
        workFrom
        workTo
      }
      withheld
      viewerCanEdit
    }
    viewer {
      member {
        id
        privateChoices {
          kind
          partner {
            id
          }
        }
      }
    }
  }
`);

type MemberPage = ResultOf<typeof memberQuery>;
export type Member = NonNullable<MemberPage['member']>;

/**
 * What no member shows to the others unless it decides so. That these are withheld says nothing
 * about a member, and is not worth a word.
 */
const seldomShown: Member['withheld'] = ['NOTES', 'CONTACT', 'AT_RISK'];

/** Whether a member keeps something private that others usually show. */
export function keepsThingsPrivate(member: Member): boolean {
  return member.withheld.some((field) => !seldomShown.includes(field));
}

/** Whether there is anything to say about a member besides its name and what it shares and needs. */
export function hasFacts(member: Member): boolean {
  const { languages, interprets, themes, workingGroups, contacts } = member;
  const lists = [languages, interprets, themes, workingGroups, contacts];
  return (
    lists.some((list) => list.length > 0) ||
    Boolean(
      member.relays || member.availability || member.joinedOn || member.genderFocus || member.notes,
    )
  );
}

/**
 * What one member may do about another whose page it reads: they can be introduced, or it said that they never may.
 * Null for somebody who reads for no member.
 */
export function between(
  reader: MemberPage['viewer']['member'],
  other: Pick<Member, 'id'>,
): 'OPEN' | 'APART' | null {
  if (!reader) return null;
  const isApart = reader.privateChoices?.some(
    ({ kind, partner }) => kind === 'NEVER' && partner.id === other.id,
  );
  return isApart ? 'APART' : 'OPEN';
}

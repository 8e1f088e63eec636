import { graphql, type ResultOf } from '../graphql/graphql.ts';

/** What a list shows of a learning note, and who still has to agree. */
export const noteFragment = graphql(`
  fragment Note on LearningNote {
    id
    state
    version
    title
    licence
    language {
      code
      name
    }
    consents {
      version
      named
      current
      withdrawnAt
      member {
        id
        name
      }
    }
    viewerCanEdit
    viewerCanPublish
    viewerCanWithdraw
  }
`);

export type Note = ResultOf<typeof noteFragment>;

/** Who has agreed to the note as it stands, and who has not yet. */
export function wordsOn({ consents }: Pick<Note, 'consents'>): {
  agreed: string[];
  waiting: string[];
  withdrawn: string[];
} {
  const names = (list: Note['consents']) => list.map(({ member }) => member.name);
  return {
    agreed: names(consents.filter(({ current }) => current)),
    waiting: names(consents.filter(({ current, withdrawnAt }) => !current && !withdrawnAt)),
    withdrawn: names(consents.filter(({ current, withdrawnAt }) => !current && withdrawnAt)),
  };
}

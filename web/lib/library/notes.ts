import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { noteFragment } from './note.ts';

/** The learning notes of an exchange, for its parties and the secretariat. */
export const notesFragment = graphql(
  `
    fragment Notes on Exchange {
      learningNotes {
        ...Note
      }
    }
  `,
  [noteFragment],
);

export type Notes = ResultOf<typeof notesFragment>;

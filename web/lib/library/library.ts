import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { pageInfo } from '../graphql/page-info.ts';

/** Notes per page: few enough for a slow link. */
export const pageSize = 10;

const cardFragment = graphql(`
  fragment NoteCard on LearningNote {
    id
    title
    excerpt
    publishedAt
    outcome
    authors
    language {
      code
      name
    }
    topics {
      id
      name
    }
  }
`);

export type NoteCard = ResultOf<typeof cardFragment>;

export const notesQuery = graphql(
  `
    query LearningNotes(
      $filter: LearningNoteFilter
      $search: String
      $first: Int
      $after: String
      $last: Int
      $before: String
    ) {
      learningNotes(
        filter: $filter
        search: $search
        first: $first
        after: $after
        last: $last
        before: $before
      ) {
        totalCount
        nodes {
          ...NoteCard
        }
        pageInfo {
          ...PageInfo
        }
      }
    }
  `,
  [cardFragment, pageInfo],
);

/** One note, with all that whoever asks may know of it. */
export const noteQuery = graphql(
  `
    query LearningNote($id: ID!) {
      learningNote(id: $id) {
        ...NoteCard
        body
        state
        licence
        viewerCanWithdraw
        exchange {
          id
        }
      }
    }
  `,
  [cardFragment],
);

export type LearningNote = NonNullable<ResultOf<typeof noteQuery>['learningNote']>;

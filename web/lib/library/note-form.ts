import { isOneOf, noteLicences, type NoteLicence } from '../graphql/enums.ts';
import { textOf, textsOf } from '../forms/text.ts';

/** What stands in the controls of a note; also their names. */
export interface NoteValues {
  title: string;
  body: string;
  /** BCP 47 */
  language: string;
  licence: string;
  /** The ids of its topics. */
  topics: string[];
}

export const noteFields = ['title', 'body', 'language', 'licence', 'topics'] as const;

/** A note that is to be written, in the language of the page. */
export function emptyNote(language: string, topics: string[]): NoteValues {
  return { title: '', body: '', language, licence: 'CC_BY_SA', topics };
}

interface Stored {
  title: string;
  body: string;
  language: { code: string };
  licence: NoteLicence;
  topics: readonly { id: string }[];
}

export function noteValuesOf({ title, body, language, licence, topics }: Stored): NoteValues {
  return { title, body, language: language.code, licence, topics: topics.map(({ id }) => id) };
}

export function readNote(form: FormData): NoteValues {
  return {
    title: textOf(form, 'title'),
    body: textOf(form, 'body'),
    language: textOf(form, 'language'),
    licence: textOf(form, 'licence'),
    topics: textsOf(form, 'topics[]'),
  };
}

/** The note as the API takes it. */
export function noteInput({ licence, ...values }: NoteValues) {
  return { ...values, licence: isOneOf(noteLicences, licence) ? licence : 'CC_BY_SA' } as const;
}

/** The paragraphs of a text, which blank lines part. */
export function paragraphs(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}

import type { NoteLicence, NoteState } from '../../generated/prisma/enums.ts';
import { type ConsentHolder, shownToMembers } from '../access/consent.ts';
import { parseLanguage } from '../cldr/languages.ts';
import { checkLine, checkText } from '../exchanges/text.ts';
import type { Checked, Problem } from '../members/rules.ts';

/** What may stand in a learning note, and when it may be read by everybody. Pure. */

/** In characters, but for `topics`. */
export const limits = { title: 200, body: 50_000, topics: 10 } as const;

export interface NoteText {
  readonly title: string;
  readonly body: string;
  /** BCP 47 */
  readonly language: string;
  readonly licence: NoteLicence;
  readonly topicIds: readonly string[];
}

/** @param known the ids of the topics that exist, of those that the note names */
export function checkNote(note: NoteText, known: ReadonlySet<string>): Checked<NoteText> {
  const title = checkLine(['title'], note.title, { max: limits.title, required: true });
  const body = checkText(['body'], note.body, { max: limits.body, required: true });
  const language = parseLanguage(note.language.trim());
  const topicIds = [...new Set(note.topicIds)];
  const problems: Problem[] = [...title.problems, ...body.problems];
  if (language === null) {
    const values = { found: note.language.slice(0, 40) };
    problems.push({ path: ['language'], key: 'error.language', values });
  }
  note.topicIds.forEach((id, index) => {
    if (!known.has(id)) problems.push({ path: ['topics', String(index)], key: 'error.topic' });
  });
  if (topicIds.length > limits.topics) {
    const values = { max: limits.topics, found: topicIds.length };
    problems.push({ path: ['topics'], key: 'error.tooMany', values });
  }
  return problems.length > 0
    ? { value: null, problems }
    : {
        value: {
          title: title.value ?? '',
          body: body.value ?? '',
          language: language ?? '',
          licence: note.licence,
          topicIds,
        },
        problems: [],
      };
}

/** Whether two are the same to their readers; topics in the same order. */
export function sameNote(one: NoteText, other: NoteText): boolean {
  const told = ({ title, body, language, licence, topicIds }: NoteText) =>
    JSON.stringify([title, body, language, licence, topicIds]);
  return told(one) === told(other);
}

/** A party's word on a note. */
export interface PartyWord {
  readonly memberId: string;
  /** The version that it agreed to publish; null: none. */
  readonly version: number | null;
  readonly withdrawnAt: Date | null;
}

/** Published is what every party agreed to as it stands now; one that takes its word back takes the note out of the library. */
export function stateOf(
  version: number,
  partyIds: readonly string[],
  words: readonly PartyWord[],
): NoteState {
  const wordOf = new Map(words.map((word) => [word.memberId, word]));
  const agreed = (id: string) => wordOf.get(id)?.version === version;
  if (partyIds.length > 0 && partyIds.every(agreed)) return 'PUBLISHED';
  return partyIds.some((id) => !agreed(id) && wordOf.get(id)?.withdrawnAt != null)
    ? 'WITHDRAWN'
    : 'DRAFT';
}

/** A name that its member shows to few is published on the member's own word alone, not on the secretariat's. */
export function mayBeNamedOnBehalf(member: Omit<ConsentHolder, 'id'>): boolean {
  return shownToMembers(member, 'NAME');
}

/** The beginning of a text on one line, at most so many characters, cut between words where it can be. */
export function excerptOf(text: string, length: number): string {
  const line = [...text.replace(/\s+/gu, ' ')];
  if (line.length <= length) return line.join('');
  const cut = line.slice(0, length).join('');
  const lastSpace = cut.lastIndexOf(' ');
  const whole = lastSpace > cut.length / 2 ? cut.slice(0, lastSpace) : cut;
  return `${whole.replace(/[\p{P}\s]+$/u, '')}…`;
}

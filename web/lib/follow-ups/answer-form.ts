import { isOneOf, outcomeVerdicts, type FollowUpQuestion } from '../graphql/enums.ts';
import { textOf } from '../forms/text.ts';
import type { FollowUp } from './follow-ups.ts';

/** What stands in the controls of the form; also their names. */
export interface AnswerValues {
  verdict: string;
  useful: string;
  learned: string;
  changed: string;
  help: string;
  again: string;
  mayTell: string;
}

export const answerFields: readonly (keyof AnswerValues)[] = [
  'verdict',
  'useful',
  'learned',
  'changed',
  'help',
  'again',
  'mayTell',
];

/** How useful something was, from "not at all" to "very". */
export const usefulness = ['1', '2', '3', '4', '5'] as const;

/** The answers that were given, as the form shows them. */
export function answersOf(followUp: FollowUp): AnswerValues {
  const { verdict, useful, learned, changed, help, again, mayTell } = followUp;
  return {
    verdict: verdict ?? '',
    useful: useful === null ? '' : String(useful),
    learned: learned ?? '',
    changed: changed ?? '',
    help: help ?? '',
    again: yesOrNo(again),
    mayTell: yesOrNo(mayTell),
  };
}

export function readAnswers(form: FormData): AnswerValues {
  return Object.fromEntries(
    answerFields.map((field) => [field, textOf(form, field)]),
  ) as unknown as AnswerValues;
}

/** The answers to the questions that were asked, as the API takes them; what is not answered is null. */
export function answersInput(values: AnswerValues, questions: readonly FollowUpQuestion[]) {
  const asked = (question: FollowUpQuestion) => questions.includes(question);
  const { verdict, useful, learned, changed, help, again, mayTell } = values;
  return {
    verdict: asked('VERDICT') && isOneOf(outcomeVerdicts, verdict) ? verdict : null,
    useful: asked('USEFUL') && isOneOf(usefulness, useful) ? Number(useful) : null,
    learned: (asked('LEARNED') && learned) || null,
    changed: (asked('CHANGED') && changed) || null,
    help: (asked('HELP') && help) || null,
    again: asked('AGAIN') ? truth(again) : null,
    mayTell: asked('MAY_TELL') ? truth(mayTell) : null,
  };
}

function yesOrNo(value: boolean | null): string {
  return value === null ? '' : value ? 'yes' : 'no';
}

function truth(value: string): boolean | null {
  return value === 'yes' ? true : value === 'no' ? false : null;
}

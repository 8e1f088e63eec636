import { refusedBy, type Answer as PlainAnswer, type Refused } from '../forms/answer.ts';
import type { NextBest } from './next-best.ts';

/** What a mutation of an exchange answers. */
export interface Answer extends PlainAnswer {
  pairings?: readonly NextBest[];
}

/** Why something was not done, for the page that keeps what was entered. */
export interface Refusal extends Refused {
  /** Whom to turn to instead, where somebody has no place. */
  pairings: NextBest[];
}

/**
 * Why an action was refused; null when it was done. `fields` are the ids of the form's controls; a
 * problem with anything else belongs to the form as a whole.
 */
export function refusalOf(answer: Answer, fields: readonly string[]): Refusal | null {
  const refused = refusedBy(answer, fields);
  if (!refused) return null;
  // The id `languages` is that of the menu of languages at the top of every page.
  const problems = refused.problems.map(({ field, message }) => ({
    field: field === 'languages' ? 'spoken' : field,
    message,
  }));
  return { ...refused, problems, pairings: [...(answer.pairings ?? [])] };
}

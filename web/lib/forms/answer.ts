import { error } from '@sveltejs/kit';
import { graphql } from '../graphql/graphql.ts';
import type { Problem } from './problems.ts';

/** What a form has to know of any mutation that did not do as it was told. */
export const refusal = graphql(`
  fragment Refusal on Error {
    message
    ... on InvalidInputError {
      issues {
        path
        message
      }
    }
    ... on ExchangeStateError {
      changes {
        number
        at
        summary
      }
    }
  }
`);

/** What happened to an exchange while its page stood open. */
interface Change {
  number: number;
  at: string;
  summary: string;
}

/** What a mutation answers. */
export interface Answer {
  __typename: string;
  message?: string;
  issues?: readonly { path: readonly string[]; message: string }[];
  changes?: readonly Change[];
}

/** Why something was not done, for the page that keeps what was entered. */
export interface Refused {
  /** Each with the control that it is about, where there is one. */
  problems: Problem[];
  changes: Change[];
}

/**
 * Why a mutation did not do as it was told; null when it did. What the viewer may not know of, or
 * not do, gets a page that says so.
 *
 * `control` finds the id of the control for a place in the input such as `['times', '0']`, or lists
 * the ids where they are the names of the input's fields.
 */
export function refusedBy(
  answer: Answer,
  control: readonly string[] | ((path: readonly string[]) => string | undefined),
): Refused | null {
  if (answer.__typename.endsWith('Success')) return null;
  if (answer.__typename === 'NotFoundError') error(404, 'No such thing');
  if (answer.__typename === 'ForbiddenError') error(403, 'Not the viewer’s to do');
  const controlOf =
    typeof control === 'function'
      ? control
      : (path: readonly string[]) => path.findLast((step) => control.includes(step));
  const issues = (answer.issues ?? []).map(({ path, message }) => ({
    field: controlOf(path),
    message,
  }));
  return {
    problems: issues.length > 0 ? issues : [{ message: answer.message ?? '' }],
    changes: [...(answer.changes ?? [])],
  };
}

/** The changes that a form was sent back with. */
export function changesIn(form: object | null): Change[] {
  return form && 'changes' in form ? (form.changes as Change[]) : [];
}

import { error } from '@sveltejs/kit';

/** What is wrong, and the control where it can be mended. */
export interface Problem {
  field?: string;
  message: string;
}

/** What a mutation of a profile answers. */
export interface Answer {
  __typename: string;
  issues?: readonly { path: readonly string[]; message: string }[];
}

/**
 * The problems that the API found, each with the control of the form that it is about; none when it
 * did as it was told. Who may not do this gets a page that says so.
 *
 * `fields` are the ids of the form's controls; a problem with anything else belongs to the first.
 */
export function problemsOf(answer: Answer, fields: readonly string[]): Problem[] {
  if (answer.__typename === 'NotFoundError') error(404, 'No such member');
  if (answer.__typename === 'ForbiddenError') error(403, 'Not the viewer’s to change');
  return (answer.issues ?? []).map(({ path, message }) => ({
    field: path.findLast((step) => fields.includes(step)) ?? fields[0],
    message,
  }));
}

/** What is wrong with one control. */
export function problemOf(problems: readonly Problem[] | undefined, field: string) {
  return problems?.find((problem) => problem.field === field)?.message;
}

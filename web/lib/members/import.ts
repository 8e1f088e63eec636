import { graphql } from '../graphql/graphql.ts';
import { refusal } from '../forms/answer.ts';

export const importMembers = graphql(
  `
    mutation ImportMembers($input: ImportMembersInput!) {
      result: importMembers(input: $input) {
        __typename
        ...Refusal
        ... on ImportMembersSuccess {
          created
          updated
          unchanged
        }
      }
    }
  `,
  [refusal],
);

/** In bytes: with what a form adds, below the largest body that is read. */
export const largestFile = 3_000_000;

/** What of a member a file can say, as the first row names it. */
export const columns = {
  needed: ['id', 'name', 'country', 'languages'],
  others: [
    'kind',
    'time_zone',
    'offers',
    'needs',
    'themes',
    'capacity',
    'interprets',
    'working_groups',
    'joined_on',
    'gender_focus',
    'at_risk',
    'visibility',
    'contact_email',
  ],
} as const;

/** Why a file was not even looked into. */
export type Unreadable = 'none' | 'not-text' | 'too-large';

/** The text of the file that a form brought. */
export async function textOfFile(
  file: FormDataEntryValue | null,
): Promise<{ csv: string } | { unreadable: Unreadable }> {
  if (!file || typeof file === 'string' || file.size === 0) return { unreadable: 'none' };
  if (file.size > largestFile) return { unreadable: 'too-large' };
  try {
    return { csv: new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()) };
  } catch {
    return { unreadable: 'not-text' };
  }
}

/** What is wrong in a file, where it stands there. */
export interface Fault {
  line: string;
  column: string;
  message: string;
}

export function faultsIn(issues: readonly { path: readonly string[]; message: string }[]): Fault[] {
  return issues.map(({ path: [, line = '', column = ''], message }) => ({ line, column, message }));
}

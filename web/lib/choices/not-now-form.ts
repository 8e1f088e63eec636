import { dismissReasons, isOneOf, type DismissReason } from '../graphql/enums.ts';
import { textOf } from '../forms/text.ts';

/** What stands in the controls of the form; also their names. */
export interface NotNowValues {
  reason: string;
  note: string;
}

export const notNowFields = ['reason', 'note'] as const;

export const emptyNotNow: NotNowValues = { reason: '', note: '' };

export function readNotNow(form: FormData): NotNowValues {
  return { reason: textOf(form, 'reason'), note: textOf(form, 'note') };
}

/** The reason to send to the API; undefined where none of them was chosen. */
export function reasonOf({ reason }: NotNowValues): DismissReason | undefined {
  return isOneOf(dismissReasons, reason) ? reason : undefined;
}

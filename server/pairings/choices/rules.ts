import type { PrivateChoiceKind } from '../../../generated/prisma/enums.ts';
import { monthsAfter } from '../../matching/dates.ts';
import type { Policy } from '../../matching/policy.ts';
import type { Checked } from '../../members/rules.ts';

/** Characters of a note. */
export const noteLimit = 500;

/** A note in the form in which it is stored: null where there is nothing in it. */
export function checkNote(note: string | null | undefined): Checked<{ note: string | null }> {
  const trimmed = note?.trim() ?? '';
  const length = [...trimmed].length;
  return length > noteLimit
    ? {
        value: null,
        problems: [{ path: ['note'], key: 'error.note', values: { length, max: noteLimit } }],
      }
    : { value: { note: trimmed || null }, problems: [] };
}

/** The day on which a choice ends by itself, `YYYY-MM-DD`; null for one that lasts until it is taken back. */
export function endOf(
  { kind, on }: { readonly kind: PrivateChoiceKind; readonly on: Date },
  { dismissMonths }: Pick<Policy, 'dismissMonths'>,
): string | null {
  return kind === 'NOT_NOW' ? monthsAfter(on.toISOString().slice(0, 10), dismissMonths) : null;
}

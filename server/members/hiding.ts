import { type ConsentHolder, shownToMembers } from '../access/consent.ts';

type Hiding = Omit<ConsentHolder, 'id'> & { readonly atRisk: boolean };

/** Whether a change hides a member: it becomes at risk, or no longer shows members its name. */
export function goesIntoHiding(before: Hiding, after: Hiding): boolean {
  return (
    (after.atRisk && !before.atRisk) ||
    (shownToMembers(before, 'NAME') && !shownToMembers(after, 'NAME'))
  );
}

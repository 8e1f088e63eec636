import type { RequestEvent } from '@sveltejs/kit';
import { execute } from '../graphql/execute.ts';
import type { Owner } from '../members/owner.ts';
import { textOf } from '../forms/text.ts';
import type { Answer } from '../forms/problems.ts';
import { avoidMember, restorePairing } from './mutations.ts';

/** Takes back the choice that a form names; what was taken back already stays so. */
export async function undo(event: RequestEvent, owner: Owner, form: FormData): Promise<Answer> {
  const input = { member: owner.id, partner: textOf(form, 'partner') };
  if (textOf(form, 'kind') === 'NEVER') {
    const bySecretariat = isBySecretariat(form);
    const variables = { input: { ...input, bySecretariat, avoid: false } };
    return (await execute(event, avoidMember, variables)).result;
  }
  return (await execute(event, restorePairing, { input })).result;
}

/** Whose decision a form is about: the secretariat's own, or the member's. */
export function isBySecretariat(form: FormData): boolean {
  return textOf(form, 'by') === 'secretariat';
}

import { fail, redirect } from '@sveltejs/kit';
import { loadPartner } from '#lib/choices/choices.ts';
import { avoidMember } from '#lib/choices/mutations.ts';
import { listPath } from '#lib/choices/paths.ts';
import { isBySecretariat } from '#lib/choices/undo.ts';
import { execute } from '#lib/graphql/execute.ts';
import { problemsOf } from '#lib/forms/problems.ts';
import type { Actions, PageServerLoad } from './$types';

/** Says what it means before two members are kept apart. */
export const load: PageServerLoad = (event) => loadPartner(event);

export const actions: Actions = {
  default: async (event) => {
    const { owner, partner } = await loadPartner(event);
    const bySecretariat = isBySecretariat(await event.request.formData());
    const input = { member: owner.id, partner: partner.id, bySecretariat };
    const { result } = await execute(event, avoidMember, { input });
    const problems = problemsOf(result, []);
    if (problems.length > 0) return fail(400, { problems });
    redirect(303, listPath(owner.base, event.url.searchParams, [['aside', partner.id]]));
  },
};

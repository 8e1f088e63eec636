import { fail } from '@sveltejs/kit';
import { execute } from '#lib/graphql/execute.ts';
import { changedConsents, readConsents } from '#lib/profile/consent-form.ts';
import { setConsent } from '#lib/profile/mutations.ts';
import { problemsOf } from '#lib/forms/problems.ts';
import { goOn, loadSection } from '#lib/profile/profile.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { owner, profile } = await loadSection(event, 'visibility');
  return { owner, name: profile.name, consents: profile.consents ?? [] };
};

export const actions: Actions = {
  default: async (event) => {
    const { owner, profile } = await loadSection(event, 'visibility');
    const stored = profile.consents ?? [];
    const wanted = readConsents(await event.request.formData(), stored);
    const input = { member: owner.id, consents: changedConsents(stored, wanted) };
    const { result } = await execute(event, setConsent, { input });
    const problems = problemsOf(result, []);
    if (problems.length > 0) return fail(400, { consents: wanted, problems });
    return goOn(owner, '/visibility', 'saved');
  },
};

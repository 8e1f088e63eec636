import { fail } from '@sveltejs/kit';
import { execute } from '#lib/graphql/execute.ts';
import { textOf } from '#lib/forms/text.ts';
import { confirmAvailability, pauseAvailability } from '#lib/profile/mutations.ts';
import { problemsOf } from '#lib/forms/problems.ts';
import { goOn, loadSection } from '#lib/profile/profile.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { owner, profile } = await loadSection(event, 'availability');
  return { owner, name: profile.name, availability: profile.availability };
};

export const actions: Actions = {
  default: async (event) => {
    const { owner } = await loadSection(event, 'availability');
    const pause = textOf(await event.request.formData(), 'say') === 'pause';
    const variables = { input: { member: owner.id } };
    const { result } = pause
      ? await execute(event, pauseAvailability, variables)
      : await execute(event, confirmAvailability, variables);
    const problems = problemsOf(result, []);
    if (problems.length > 0) return fail(400, { problems });
    return goOn(owner, '', pause ? 'paused' : 'confirmed');
  },
};

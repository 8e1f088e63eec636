import { fail, redirect } from '@sveltejs/kit';
import { loadChoices } from '#lib/choices/choices.ts';
import { undo } from '#lib/choices/undo.ts';
import { textOf } from '#lib/forms/text.ts';
import { problemsOf } from '#lib/forms/problems.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadChoices(event);

export const actions: Actions = {
  default: async (event) => {
    const { owner } = await loadChoices(event);
    const form = await event.request.formData();
    const problems = problemsOf(await undo(event, owner, form), []);
    if (problems.length > 0) return fail(400, { problems });
    const page = textOf(form, 'on') === 'pairings' ? '' : '/set-aside';
    redirect(303, `${owner.base}/pairings${page}?done=undone`);
  },
};

import { fail, redirect } from '@sveltejs/kit';
import { refusedBy } from '#lib/forms/answer.ts';
import { execute } from '#lib/graphql/execute.ts';
import { loadMailing, mailingInput, readMailing, setMailing } from '#lib/inbox/mailing.ts';
import { requireViewer } from '#lib/session/viewer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({ values: await loadMailing(event) });

export const actions: Actions = {
  default: async (event) => {
    await requireViewer(event);
    const values = readMailing(await event.request.formData());
    const { result } = await execute(event, setMailing, { input: mailingInput(values) });
    const refused = refusedBy(result, ['mailing', 'locale']);
    if (refused) return fail(400, { values, ...refused });
    redirect(303, `/${event.locals.locale}/inbox?done=saved`);
  },
};

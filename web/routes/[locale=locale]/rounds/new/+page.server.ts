import { fail, redirect } from '@sveltejs/kit';
import { refusedBy } from '#lib/forms/answer.ts';
import { execute } from '#lib/graphql/execute.ts';
import { translator } from '#lib/i18n/translator.ts';
import { createRound } from '#lib/rounds/mutations.ts';
import { loadGroups, policyIn, presetPolicy, readPolicy } from '#lib/rounds/policy-form.ts';
import { requireSecretariat } from '#lib/session/viewer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  groups: await loadGroups(event),
  values: presetPolicy,
});

export const actions: Actions = {
  default: async (event) => {
    await requireSecretariat(event);
    const { t, path } = translator(event.locals.locale);
    const values = readPolicy(await event.request.formData());
    const { policy, unread, placeOf } = policyIn(values);
    if (unread.length > 0) {
      const problems = unread.map((field) => ({ field, message: t('rounds.no-number') }));
      return fail(400, { values, problems });
    }
    const { result } = await execute(event, createRound, { input: { policy } });
    const refused = refusedBy(result, placeOf);
    if (refused || !('round' in result))
      return fail(400, { values, problems: refused?.problems ?? [] });
    redirect(303, path(`/rounds/${encodeURIComponent(result.round.id)}`));
  },
};

import { fail, redirect } from '@sveltejs/kit';
import { loadPartner } from '#lib/choices/choices.ts';
import { dismissPairing } from '#lib/choices/mutations.ts';
import { emptyNotNow, notNowFields, readNotNow, reasonOf } from '#lib/choices/not-now-form.ts';
import { listPath } from '#lib/choices/paths.ts';
import { execute } from '#lib/graphql/execute.ts';
import { translator } from '#lib/i18n/translator.ts';
import { problemsOf } from '#lib/forms/problems.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { owner, name, partner } = await loadPartner(event);
  return { owner, name, partner, values: emptyNotNow };
};

export const actions: Actions = {
  default: async (event) => {
    const { owner, partner } = await loadPartner(event);
    const values = readNotNow(await event.request.formData());
    const reason = reasonOf(values);
    if (!reason) {
      const message = translator(event.locals.locale).t('choices.no-reason');
      return fail(400, { values, problems: [{ field: 'reason', message }] });
    }
    const input = { member: owner.id, partner: partner.id, reason, note: values.note || null };
    const { result } = await execute(event, dismissPairing, { input });
    const problems = problemsOf(result, notNowFields);
    if (problems.length > 0) return fail(400, { values, problems });
    redirect(303, listPath(owner.base, event.url.searchParams, [['aside', partner.id]]));
  },
};

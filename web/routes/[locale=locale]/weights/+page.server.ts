import { error, fail, redirect } from '@sveltejs/kit';
import { execute } from '#lib/graphql/execute.ts';
import { translator } from '#lib/i18n/translator.ts';
import { loadPolicy, setPolicy } from '#lib/weights/policy.ts';
import { changesIn, problemsIn, readWeights, weightsOf } from '#lib/weights/weights-form.ts';
import { writer } from '#lib/weights/writer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const constants = await loadPolicy(event);
  return { constants, weights: weightsOf(constants, writer(event.locals.locale)) };
};

export const actions: Actions = {
  default: async (event) => {
    const { locale } = event.locals;
    const { t } = translator(locale);
    const constants = await loadPolicy(event);
    const form = await event.request.formData();
    const weights = readWeights(form, constants, writer(locale));

    const { changes, unread } = changesIn(weights, constants);
    if (unread.length > 0) {
      const problems = unread.map((field) => {
        const found = weights[field]?.value ?? '';
        return { field, message: t('weights.no-number', { found, example: writer(locale)(0.5) }) };
      });
      return fail(400, { weights, problems });
    }
    const { result } = await execute(event, setPolicy, { input: { changes } });
    if (result.__typename === 'ForbiddenError') error(403, 'Only for the secretariat');
    const problems = problemsIn(result, changes);
    if (problems.length > 0) return fail(400, { weights, problems });
    redirect(303, `${event.url.pathname}?done=saved`);
  },
};

import { fail } from '@sveltejs/kit';
import { execute } from '#lib/graphql/execute.ts';
import { audiences, isOneOf } from '#lib/graphql/enums.ts';
import { translator } from '#lib/i18n/translator.ts';
import { textOf } from '#lib/forms/text.ts';
import { setConsent } from '#lib/profile/mutations.ts';
import { problemsOf } from '#lib/forms/problems.ts';
import { goOn, loadSection } from '#lib/profile/profile.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { owner, profile } = await loadSection(event, 'visibility');
  const { name, visibility, consents } = profile;
  return { owner, name, visibility, consents: consents ?? [] };
};

export const actions: Actions = {
  default: async (event) => {
    const { owner } = await loadSection(event, 'visibility');
    const visibility = textOf(await event.request.formData(), 'visibility');
    if (!isOneOf(audiences, visibility)) {
      const message = translator(event.locals.locale).t('profile.no-audience');
      return fail(400, { problems: [{ field: 'visibility', message }] });
    }
    const input = { member: owner.id, visibility };
    const { result } = await execute(event, setConsent, { input });
    const problems = problemsOf(result, ['visibility']);
    if (problems.length > 0) return fail(400, { problems });
    return goOn(owner, '/visibility', 'saved');
  },
};

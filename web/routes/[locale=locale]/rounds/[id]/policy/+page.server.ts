import { fail, redirect } from '@sveltejs/kit';
import { refusedBy } from '#lib/forms/answer.ts';
import { execute } from '#lib/graphql/execute.ts';
import { translator } from '#lib/i18n/translator.ts';
import { adjustRound } from '#lib/rounds/mutations.ts';
import { loadGroups, loadPolicy, policyIn, readPolicy } from '#lib/rounds/policy-form.ts';
import { proposalIn } from '#lib/rounds/rounds.ts';
import { requireSecretariat } from '#lib/session/viewer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const groups = await loadGroups(event);
  return { groups, ...(await loadPolicy(event, event.params.id)) };
};

export const actions: Actions = {
  default: async (event) => {
    await requireSecretariat(event);
    const { t, path } = translator(event.locals.locale);
    const form = await event.request.formData();
    const [values, whatIf] = [readPolicy(form), form.has('whatIf')];
    const { policy, unread, placeOf } = policyIn(values);
    if (unread.length > 0) {
      const problems = unread.map((field) => ({ field, message: t('rounds.no-number') }));
      return fail(400, { values, whatIf, problems });
    }
    const round = event.params.id;
    const proposal = proposalIn(event.url.searchParams);
    const input = { round, proposal, policy, whatIf };
    const { result } = await execute(event, adjustRound, { input });
    const refused = refusedBy(result, placeOf);
    if (refused || !('proposal' in result)) {
      // What is held fixed may be what the policy no longer allows.
      const obstacle = 'obstacle' in result ? result.obstacle : null;
      const limit =
        obstacle === 'LENGTH' ? 'maxCircle' : obstacle === 'ONE_WAY' ? 'oneWay' : undefined;
      const problems = (refused?.problems ?? []).map((problem) =>
        limit === undefined ? problem : { ...problem, field: placeOf(['policy', limit]) },
      );
      return fail(400, { values, whatIf, problems });
    }
    const { number } = result.proposal;
    redirect(303, path(`/rounds/${encodeURIComponent(round)}?proposal=${number}`));
  },
};

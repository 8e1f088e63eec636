import { error, fail, redirect } from '@sveltejs/kit';
import { actionInput } from '#lib/exchanges/exchange.ts';
import { refusedBy } from '#lib/forms/answer.ts';
import { execute } from '#lib/graphql/execute.ts';
import { loadNote } from '#lib/library/draft.ts';
import { withdrawNote } from '#lib/library/mutations.ts';
import type { Actions, PageServerLoad } from './$types';

/** Says what it means before a consent is taken back. */
export const load: PageServerLoad = async (event) => {
  const { place, exchange, note } = await loadNote(event);
  if (!note.viewerCanWithdraw) error(403, 'Nothing to take back');
  return { place, exchange, note, key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: async (event) => {
    const { place, exchange, note } = await loadNote(event);
    const form = await event.request.formData();
    const { member } = actionInput(place, exchange, form);
    const input = { note: note.id, member };
    const { result } = await execute(event, withdrawNote, { input });
    const refused = refusedBy(result, []);
    if (refused) return fail(400, { ...refused });
    redirect(303, `${place.path}?done=note-withdrawn#notes`);
  },
};

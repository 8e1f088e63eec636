import { error, fail, redirect } from '@sveltejs/kit';
import { actionInput } from '#lib/exchanges/exchange.ts';
import { refusedBy } from '#lib/forms/answer.ts';
import { execute } from '#lib/graphql/execute.ts';
import { translator } from '#lib/i18n/translator.ts';
import { loadNote } from '#lib/library/draft.ts';
import { publishNote } from '#lib/library/mutations.ts';
import { textOf } from '#lib/forms/text.ts';
import type { Actions, PageServerLoad } from './$types';

/** Shows a note as it will stand in the library, and asks for this party's word. */
export const load: PageServerLoad = async (event) => {
  const { place, exchange, note } = await loadNote(event);
  const word = note.consents.find(({ member }) => member.id === place.memberId);
  const named = word?.current ? (word.named ? 'yes' : 'no') : '';
  return { place, exchange, note, named, key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: async (event) => {
    const { place, exchange, note } = await loadNote(event);
    if (!note.viewerCanPublish) error(403, 'Not the viewer’s to publish');
    const form = await event.request.formData();
    const named = textOf(form, 'named');
    if (named !== 'yes' && named !== 'no') {
      const message = translator(event.locals.locale).t('library.no-named');
      return fail(400, { named, problems: [{ field: 'named', message }] });
    }
    const { idempotencyKey, member } = actionInput(place, exchange, form);
    const input = {
      note: note.id,
      version: Number(form.get('version')),
      named: named === 'yes',
      member,
      idempotencyKey,
    };
    const { result } = await execute(event, publishNote, { input });
    const refused = refusedBy(result, ['named']);
    if (refused) return fail(400, { named, ...refused });
    const published =
      result.__typename === 'PublishLearningNoteSuccess' && result.note.state === 'PUBLISHED';
    redirect(303, `${place.path}?done=${published ? 'note-published' : 'note-agreed'}#notes`);
  },
};

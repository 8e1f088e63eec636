import { error, fail, redirect } from '@sveltejs/kit';
import { actionInput } from '#lib/exchanges/exchange.ts';
import { refusedBy } from '#lib/forms/answer.ts';
import { execute } from '#lib/graphql/execute.ts';
import { loadDraft, topicsOf } from '#lib/library/draft.ts';
import { saveNote } from '#lib/library/mutations.ts';
import {
  emptyNote,
  noteFields,
  noteInput,
  noteValuesOf,
  readNote,
} from '#lib/library/note-form.ts';
import type { Actions, PageServerLoad } from './$types';

/** Writes a note; with `?note=` changes that one. */
export const load: PageServerLoad = async (event) => {
  const { place, exchange, note } = await loadDraft(event);
  if (note && !note.viewerCanEdit) error(403, 'Not the viewer’s to change');
  const own = topicsOf(exchange);
  const others = note?.topics.filter(({ id }) => own.every((topic) => topic.id !== id)) ?? [];
  return {
    place,
    exchange,
    note,
    topics: [...own, ...others].map(({ id, name }) => ({ value: id, label: name })),
    values: note
      ? noteValuesOf(note)
      : emptyNote(
          event.locals.locale,
          own.map(({ id }) => id),
        ),
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { place, exchange, note } = await loadDraft(event);
    const form = await event.request.formData();
    const values = readNote(form);
    const version = Number(form.get('version')) || null;
    const input = {
      ...actionInput(place, exchange, form),
      ...noteInput(values),
      note: note?.id ?? null,
      version: note ? version : null,
    };
    const { result } = await execute(event, saveNote, { input });
    const refused = refusedBy(result, noteFields);
    if (refused) return fail(400, { values, ...refused });
    const saved = result.__typename === 'SaveLearningNoteSuccess' ? result.note.id : '';
    redirect(303, `${place.path}/notes/publish?${new URLSearchParams({ note: saved })}&done=saved`);
  },
};

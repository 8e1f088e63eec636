import { error } from '@sveltejs/kit';
import { execute } from '#lib/graphql/execute.ts';
import { noteQuery } from '#lib/library/library.ts';
import type { PageServerLoad } from './$types';

/** A note that is published; its parties find one that is not, too. */
export const load: PageServerLoad = async (event) => {
  const { learningNote: note } = await execute(event, noteQuery, { id: event.params.id });
  if (!note) error(404, 'No such note');
  return { note };
};

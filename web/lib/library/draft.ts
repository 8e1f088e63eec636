import { error } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { loadExchange, type Exchange } from '../exchanges/exchange.ts';
import { execute } from '../graphql/execute.ts';
import { graphql } from '../graphql/graphql.ts';

const draftQuery = graphql(`
  query Draft($id: ID!) {
    learningNote(id: $id) {
      body
      topics {
        id
        name
      }
    }
  }
`);

/** The exchange with the note that `?note=` names; `note` is null where the address names none. */
export async function loadDraft(event: RequestEvent) {
  const { place, exchange } = await loadExchange(event);
  const id = event.url.searchParams.get('note');
  if (!id) return { place, exchange, note: null };
  const listed = exchange.learningNotes.find((one) => one.id === id);
  const { learningNote } = listed
    ? await execute(event, draftQuery, { id })
    : { learningNote: null };
  if (!listed || !learningNote) error(404, 'No such note');
  return { place, exchange, note: { ...listed, ...learningNote } };
}

/** The same, where there has to be one. */
export async function loadNote(event: RequestEvent) {
  const { place, exchange, note } = await loadDraft(event);
  if (!note) error(404, 'No note');
  return { place, exchange, note };
}

/** The topics of an exchange, each once. */
export function topicsOf({ topics }: Pick<Exchange, 'topics'>) {
  return [...new Map(topics.map(({ topic }) => [topic.id, topic])).values()];
}

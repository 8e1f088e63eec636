import { isHttpError, redirect } from '@sveltejs/kit';
import { execute } from '#lib/graphql/execute.ts';
import { translator } from '#lib/i18n/translator.ts';
import { readFilter } from '#lib/library/filter.ts';
import { notesQuery, pageSize } from '#lib/library/library.ts';
import { findTopics } from '#lib/topics/topics.ts';
import type { PageServerLoad } from './$types';

/** Open to everybody: what is published is published. */
export const load: PageServerLoad = async (event) => {
  const { locale } = event.locals;
  const { t } = translator(locale);
  const query = event.url.searchParams;
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  const topics = await findTopics(event, null);
  const filter = readFilter(query, {
    topics,
    language: (code) => names.of(code) ?? code,
    outcome: (outcome) => t(`terms.outcome.${outcome}`),
  });

  const after = query.get('after');
  const before = query.get('before');
  const page = before ? { last: pageSize, before } : { first: pageSize, after };
  try {
    const { learningNotes: notes } = await execute(event, notesQuery, {
      ...filter.variables,
      ...page,
    });
    if (notes.nodes.length > 0 || !(after || before)) return { topics, filter, notes };
  } catch (reason) {
    if (!(isHttpError(reason, 400) && (after || before))) throw reason;
  }
  // A page that is no longer there, since notes come and go, leads to the first.
  const first = new URLSearchParams(query);
  first.delete('after');
  first.delete('before');
  redirect(307, `${event.url.pathname}?${first}`);
};

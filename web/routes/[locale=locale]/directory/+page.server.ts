import { isHttpError, redirect } from '@sveltejs/kit';
import { loadChoices } from '#lib/directory/choices.ts';
import { readFilter } from '#lib/directory/filter.ts';
import { membersQuery, pageSize } from '#lib/directory/members.ts';
import { execute } from '#lib/graphql/execute.ts';
import { requireViewer } from '#lib/session/viewer.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { role } = await requireViewer(event);
  const choices = await loadChoices(event);
  const filter = readFilter(event.url.searchParams, choices);
  const { topics, kinds, regions } = choices;
  const shown = { topics, kinds, regions, filter, secretariat: role === 'SECRETARIAT' };
  if (filter.unknown.length > 0) return { ...shown, members: null };

  const after = event.url.searchParams.get('after');
  const before = event.url.searchParams.get('before');
  const page = before ? { last: pageSize, before } : { first: pageSize, after };
  try {
    const { members } = await execute(event, membersQuery, { ...filter.variables, ...page });
    if (members.nodes.length > 0 || !(after || before)) return { ...shown, members };
  } catch (reason) {
    if (!(isHttpError(reason, 400) && (after || before))) throw reason;
  }
  toFirstPage(event.url);
};

/** A page that is no longer there, since members come and go, or never was, leads to the first. */
function toFirstPage(url: URL): never {
  const query = new URLSearchParams(url.searchParams);
  query.delete('after');
  query.delete('before');
  redirect(307, `${url.pathname}?${query}`);
}

import { error } from '@sveltejs/kit';
import { execute } from '#lib/graphql/execute.ts';
import { memberQuery } from '#lib/members/member.ts';
import { requireViewer } from '#lib/session/viewer.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const viewer = await requireViewer(event);
  const { member } = await execute(event, memberQuery, { id: event.params.id });
  if (!member) error(404, 'No such member');
  return { member, own: viewer.member?.id === member.id };
};

import { error } from '@sveltejs/kit';
import { execute } from '#lib/graphql/execute.ts';
import { between, memberQuery } from '#lib/members/member.ts';
import { requireViewer } from '#lib/session/viewer.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { role } = await requireViewer(event);
  const { member, viewer } = await execute(event, memberQuery, { id: event.params.id });
  if (!member) error(404, 'No such member');
  const own = viewer.member?.id === member.id;
  return {
    member,
    own,
    between: own ? null : between(viewer.member, member),
    introduces: role === 'SECRETARIAT',
  };
};

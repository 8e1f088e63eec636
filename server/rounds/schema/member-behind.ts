import type { Context } from '../../schema/context.ts';
import type { ProposalView } from './view.ts';

/** Members one by one: Prisma makes a single statement of all those of one page. */
export async function memberBehind(
  label: string,
  query: object,
  view: ProposalView,
  { prisma }: Context,
) {
  const id = (await view.members()).get(label);
  return id === undefined ? null : prisma.member.findUnique({ ...query, where: { id } });
}

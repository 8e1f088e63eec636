import type { Context } from '../../schema/context.ts';

/*
 * One by one: Prisma makes a single statement of all those of one page.
 */

/** @throws when there is no such member */
export const member = (id: string, query: object, { prisma }: Context) =>
  prisma.member.findUniqueOrThrow({ ...query, where: { id } });

/** @throws when there is no such topic */
export const topic = (id: string, query: object, { prisma }: Context) =>
  prisma.topic.findUniqueOrThrow({ ...query, where: { id } });

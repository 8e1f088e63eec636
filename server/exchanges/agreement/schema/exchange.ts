import type { Prisma } from '../../../../generated/prisma/client.ts';
import type { Viewer } from '../../../access/viewer.ts';
import { MemberType } from '../../../members/schema/member.ts';
import { builder } from '../../../schema/builder.ts';
import { mostListed, possibleInterpreters } from '../interpreters.ts';
import { LearningAgreementType } from './agreement.ts';

/** Agreements are for those that take part, and not for those that have still to answer or have left. */
function whereMayReadAgreement(viewer: Viewer): Prisma.LearningAgreementWhereInput {
  if (viewer.kind !== 'person') return { version: { in: [] } };
  if (viewer.secretariat) return {};
  const memberId = viewer.memberId ?? '';
  return memberId === ''
    ? { version: { in: [] } }
    : { exchange: { parties: { some: { memberId, answer: 'ACCEPTED' } } } };
}

builder.prismaObjectFields('Exchange', (t) => ({
  agreement: t.prismaField({
    type: LearningAgreementType,
    nullable: true,
    description: 'The newest version of the learning agreement; null where there is none yet.',
    resolve: (query, { id }, _args, { prisma, viewer }) =>
      prisma.learningAgreement.findFirst({
        ...query,
        where: { AND: [{ exchangeId: id }, whereMayReadAgreement(viewer)] },
        orderBy: { version: 'desc' },
      }),
  }),
  agreements: t.prismaField({
    type: [LearningAgreementType],
    description: 'Every version of the learning agreement, the newest first.',
    complexity: { field: 1, multiplier: 5 },
    resolve: (query, { id }, _args, { prisma, viewer }) =>
      prisma.learningAgreement.findMany({
        ...query,
        where: { AND: [{ exchangeId: id }, whereMayReadAgreement(viewer)] },
        orderBy: { version: 'desc' },
      }),
  }),
}));

builder.prismaObjectField('Exchange', 'possibleInterpreters', (t) =>
  t.prismaField({
    type: [MemberType],
    description: `Members that could interpret or relay between the parties and say that they are available: those that bridge most first, at most ${mostListed}. For the parties and the secretariat.`,
    complexity: { field: 2, multiplier: mostListed },
    resolve: async (query, { id }, _args, context) => {
      const ids = await possibleInterpreters(context, id);
      const members = await context.prisma.member.findMany({
        ...query,
        where: { id: { in: [...ids] } },
      });
      return members.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
    },
  }),
);

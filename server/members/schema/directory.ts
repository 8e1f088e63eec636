import { builder } from '../../schema/builder.ts';
import { checkPage, pageCost } from '../../schema/cost.ts';
import { idsOfType } from '../../schema/ids.ts';
import { directoryOrder, type MemberQuery, membersWhere } from '../store/directory.ts';
import { MemberKindType } from './enums.ts';
import { MemberType } from './member.ts';
import { WorkingGroupType } from './parts.ts';

const MemberFilter = builder.inputType('MemberFilter', {
  description:
    'Which members: any value within a list, and every list that is given. A member is found by a field only if the viewer may see that field.',
  fields: (t) => ({
    topics: t.idList({
      description: 'Offers, needs or works on one of these topics, or a narrower one.',
    }),
    offers: t.idList({ description: 'Offers one of these topics, or a narrower one.' }),
    needs: t.idList({ description: 'Needs one of these topics, or a narrower one.' }),
    languages: t.stringList({ description: 'Works in one of these languages (BCP 47).' }),
    countries: t.stringList({
      description: 'Works from one of these countries (ISO 3166-1 alpha-2).',
    }),
    regions: t.stringList({
      description: 'Works from one of these regions or subregions (UN M49).',
    }),
    kinds: t.field({ type: [MemberKindType], description: 'Is of one of these kinds.' }),
    workingGroups: t.stringList({ description: 'Is in one of these working groups, by key.' }),
  }),
});

builder.queryFields((t) => ({
  member: t.prismaField({
    type: MemberType,
    nullable: true,
    description: 'One member by its id; null where there is none.',
    authScopes: { directory: true },
    args: { id: t.arg.id({ required: true, description: 'The id of a member.' }) },
    resolve: (query, _root, { id }, { prisma }) =>
      prisma.member.findUnique({ ...query, where: { id: idsOfType('Member', [id])[0] ?? '' } }),
  }),
  members: t.prismaConnection(
    {
      type: MemberType,
      cursor: 'id',
      description: 'The directory, in alphabetical order of what members may see.',
      authScopes: { directory: true },
      args: {
        filter: t.arg({ type: MemberFilter, description: 'Which members.' }),
        search: t.arg.string({
          description: 'Words of a name or of a topic, in any language and spelling.',
        }),
      },
      complexity: pageCost,
      maxSize: checkPage,
      totalCount: async (_root, args, context) =>
        context.prisma.member.count({
          where: await membersWhere(context.prisma, context.viewer, memberQuery(args)),
        }),
      resolve: async (query, _root, args, { prisma, viewer }) =>
        prisma.member.findMany({
          ...query,
          where: await membersWhere(prisma, viewer, memberQuery(args)),
          orderBy: directoryOrder(viewer),
        }),
    },
    { name: 'MemberConnection', description: 'A page of members.' },
    { name: 'MemberEdge', description: 'A member on a page.' },
  ),
  workingGroups: t.prismaField({
    type: [WorkingGroupType],
    description: 'The working groups of the network.',
    complexity: { field: 1, multiplier: 10 },
    resolve: (query, _root, _args, { prisma }) =>
      prisma.workingGroup.findMany({ ...query, orderBy: { key: 'asc' } }),
  }),
}));

interface MembersArguments {
  readonly filter?: typeof MemberFilter.$inferInput | null;
  readonly search?: string | null;
}

function memberQuery({ filter, search }: MembersArguments): MemberQuery {
  const topics = (ids: readonly string[] | null | undefined) =>
    ids ? idsOfType('Topic', ids) : null;
  return {
    topics: topics(filter?.topics),
    offers: topics(filter?.offers),
    needs: topics(filter?.needs),
    languages: filter?.languages ?? null,
    countries: filter?.countries ?? null,
    regions: filter?.regions ?? null,
    kinds: filter?.kinds ?? null,
    workingGroups: filter?.workingGroups ?? null,
    search: search?.trim() || null,
  };
}

import type { Prisma } from '../../../generated/prisma/client.ts';
import { mayDecideForNetwork } from '../../access/policy.ts';
import { ExchangeType } from '../../exchanges/schema/exchange.ts';
import { builder } from '../../schema/builder.ts';
import { checkPage, pageCost } from '../../schema/cost.ts';
import { localeArgument } from '../../schema/locale-argument.ts';
import type { RoundPolicy } from '../policy.ts';
import { groupName } from '../sentences.ts';
import { groupsOfMembers } from '../store/making.ts';
import { RoundPolicyType } from './policy.ts';
import { ProposalType } from './proposal.ts';
import { ProposalView, workingGroupNames } from './view.ts';

const RoundStateType = builder.enumType('RoundState', {
  description: 'How far a round has come.',
  values: {
    DRAFT: { value: 'DRAFT', description: 'Proposals; nobody has been asked.' },
    PUBLISHED: {
      value: 'PUBLISHED',
      description: 'Everybody in it was asked; the members decide.',
    },
    DISCARDED: { value: 'DISCARDED', description: 'Given up.' },
  } as const,
});

export const RoundType = builder.prismaNode('Round', {
  nullable: true,
  id: { field: 'id', description: 'Its id, to be used wherever the API takes a round.' },
  description: 'One run of the matching for the whole network; for the secretariat alone.',
  // For others there are none.
  findUnique: (id, { viewer }) =>
    ({
      id,
      AND: mayDecideForNetwork(viewer) ? [] : [{ id: { in: [] } }],
    }) as Prisma.RoundWhereUniqueInput,
  authScopes: { secretariat: true },
  fields: (t) => ({
    state: t.expose('state', { type: RoundStateType, description: 'How far it has come.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was begun.' }),
    publishedAt: t.expose('publishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When everybody was asked.',
    }),
    current: t.exposeInt('current', {
      description: 'The number of the proposal that counts, or was published.',
    }),
    policy: t.field({
      type: RoundPolicyType,
      description: 'What is asked of it.',
      select: { policy: true },
      resolve: ({ policy }) => policy as unknown as RoundPolicy,
    }),
    proposals: t.field({
      type: [ProposalType],
      description: 'All of them, the latest first.',
      select: { id: true },
      resolve: async ({ id }, _args, context) => {
        const rows = await context.prisma.roundProposal.findMany({
          where: { roundId: id },
          orderBy: { number: 'desc' },
        });
        return rows.map((row) => new ProposalView(row, context));
      },
    }),
    proposal: t.field({
      type: ProposalType,
      nullable: true,
      description: 'One of them; by default the one that counts.',
      args: { number: t.arg.int({ description: 'Its number.' }) },
      select: { id: true, current: true },
      resolve: async ({ id, current }, { number }, context) => {
        const row = await context.prisma.roundProposal.findUnique({
          where: { roundId_number: { roundId: id, number: number ?? current } },
        });
        return row && new ProposalView(row, context);
      },
    }),
    exchanges: t.prismaField({
      type: [ExchangeType],
      description:
        'What its members were asked for, repairs included; empty until it is published.',
      complexity: { field: 1, multiplier: 50 },
      select: { id: true },
      resolve: async (query, { id }, _args, { prisma }) => {
        const rows = await prisma.roundExchange.findMany({
          where: { roundId: id },
          orderBy: { position: 'asc' },
          select: { exchangeId: true },
        });
        const order = new Map(rows.map(({ exchangeId }, at) => [exchangeId, at]));
        const found = await prisma.exchange.findMany({
          ...query,
          where: { id: { in: [...order.keys()] } },
        });
        return found.sort((one, other) => order.get(one.id)! - order.get(other.id)!);
      },
    }),
  }),
});

builder.queryField('rounds', (t) =>
  t.prismaConnection(
    {
      type: RoundType,
      cursor: 'id',
      description: 'All rounds, the latest first; for the secretariat, empty for others.',
      complexity: (args) => pageCost(args),
      resolve: (query, _root, args, { prisma, viewer }) => {
        checkPage(args);
        return mayDecideForNetwork(viewer)
          ? prisma.round.findMany({ ...query, orderBy: { id: 'desc' } })
          : [];
      },
      totalCount: (_root, _args, { prisma, viewer }) =>
        mayDecideForNetwork(viewer) ? prisma.round.count() : 0,
    },
    { name: 'RoundConnection', description: 'A page of rounds.' },
    { name: 'RoundEdge', description: 'A round on a page.' },
  ),
);

interface GroupShape {
  readonly key: string;
  readonly members: number;
}

const RoundGroupType = builder.objectRef<GroupShape>('RoundGroup').implement({
  description: 'A group of members that floors and caps can name.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Its stable key.' }),
    members: t.exposeInt('members', { description: 'How many members are in it.' }),
    name: t.string({
      description: 'What it is called.',
      args: localeArgument(t),
      resolve: async ({ key }, args, context) => {
        const locale = args.locale ?? context.locale;
        return groupName(key, locale, await workingGroupNames(context, locale));
      },
    }),
  }),
});

builder.queryField('roundGroups', (t) =>
  t.field({
    type: [RoundGroupType],
    nullable: true,
    description:
      'The groups that floors and caps can name, by what members show to the secretariat; null for others.',
    complexity: { field: 10, multiplier: 40 },
    resolve: async (_root, _args, { prisma, viewer }) => {
      if (!mayDecideForNetwork(viewer)) return null;
      const counts = new Map<string, number>();
      for (const groups of (await groupsOfMembers(prisma, viewer, 'everybody')).values())
        for (const key of groups) counts.set(key, (counts.get(key) ?? 0) + 1);
      return [...counts]
        .map(([key, members]) => ({ key, members }))
        .sort((one, other) => (one.key < other.key ? -1 : 1));
    },
  }),
);

import { resolveArrayConnection } from '@pothos/plugin-relay';
import type { ExchangeState } from '../../../generated/prisma/enums.ts';
import { ExchangeStateType } from '../../exchanges/schema/enums.ts';
import { exchangeBehind, ExchangeType } from '../../exchanges/schema/exchange.ts';
import { builder } from '../../schema/builder.ts';
import { checkComputedPage, pageCost } from '../../schema/cost.ts';
import { connectionOf } from './proposal.ts';
import { RoundType } from './round.ts';

interface Asked {
  readonly exchangeId: string;
  readonly replaces: string | null;
}

const AskedType = builder.objectRef<Asked>('RoundAsked').implement({
  description: 'What members of a published round were asked for.',
  fields: (t) => ({
    exchange: t.prismaField({
      type: ExchangeType,
      description: 'The exchange as it is now.',
      resolve: exchangeBehind,
    }),
    repairs: t.boolean({
      description: 'Whether it came as the next best, in the place of one that fell.',
      resolve: ({ replaces }) => replaces !== null,
    }),
  }),
});

const OutcomeType = builder
  .objectRef<{ state: ExchangeState; count: number }>('RoundOutcome')
  .implement({
    description: 'How many of the exchanges of a round are in a state.',
    fields: (t) => ({
      state: t.expose('state', { type: ExchangeStateType, description: 'The state.' }),
      count: t.exposeInt('count', { description: 'How many.' }),
    }),
  });

builder.prismaObjectFields(RoundType, (t) => ({
  outcomes: t.field({
    type: [OutcomeType],
    description: 'What has become of what its members were asked for; empty until it is published.',
    select: { id: true },
    resolve: async ({ id }, _args, { prisma }) => {
      const groups = await prisma.exchange.groupBy({
        by: ['state'],
        where: { round: { roundId: id } },
        _count: true,
        orderBy: { state: 'asc' },
      });
      return groups.map(({ state, _count: count }) => ({ state, count }));
    },
  }),
  asked: t.connection(
    {
      type: AskedType,
      description:
        'What its members were asked for, in the order of the proposal and then repairs; empty until it is published.',
      complexity: (args) => pageCost(args),
      select: { id: true },
      resolve: async ({ id }, args, { prisma }) => {
        const maxSize = checkComputedPage(args);
        const rows = await prisma.roundExchange.findMany({
          where: { roundId: id },
          orderBy: { position: 'asc' },
          select: { exchangeId: true, replaces: true },
        });
        return {
          ...resolveArrayConnection({ args, defaultSize: 20, maxSize }, rows),
          totalCount: rows.length,
        } as never;
      },
    },
    connectionOf('RoundAsked', 'what members were asked for'),
    { name: 'RoundAskedEdge', description: 'One of them, on a page.' },
  ),
}));

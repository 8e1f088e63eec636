import type { Prisma } from '../../../generated/prisma/client.ts';
import type { Viewer } from '../../access/viewer.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import { checkPage, pageCost } from '../../schema/cost.ts';
import { idOfType } from '../../schema/ids.ts';
import { openStates } from '../rules/exchange.ts';
import { nextActionOf } from '../rules/next-action.ts';
import { exchangeSelect, toExchange } from '../store/exchange.ts';
import { whereMayRead } from '../store/visible.ts';
import { ExchangeKindType, ExchangeStateType } from './enums.ts';
import { ExchangeType, periodsOf } from './exchange.ts';
import { waitsFor } from './next-action.ts';

const ExchangeFilter = builder.inputType('ExchangeFilter', {
  description: 'Which exchanges: any value within a list, and everything that is given.',
  fields: (t) => ({
    member: t.id({ description: 'This member is a party.' }),
    states: t.field({ type: [ExchangeStateType], description: 'In one of these states.' }),
    kinds: t.field({ type: [ExchangeKindType], description: 'Of one of these kinds.' }),
    open: t.boolean({
      description:
        'True: those that are under way, and those that are complete but not closed; false: those that are over.',
    }),
    turn: t.boolean({ description: 'True: those that wait for the viewer.' }),
  }),
});
type Filter = typeof ExchangeFilter.$inferInput;

builder.queryFields((t) => ({
  exchange: t.prismaField({
    type: ExchangeType,
    nullable: true,
    description: 'One exchange by its id; null where there is none that the viewer may know of.',
    args: { id: t.arg.id({ required: true, description: 'The id of an exchange.' }) },
    resolve: (query, _root, { id }, { prisma, viewer }) =>
      prisma.exchange.findFirst({
        ...query,
        where: {
          AND: [{ id: { in: [idOfType('Exchange', id) ?? []].flat() } }, whereMayRead(viewer)],
        },
      }),
  }),
  exchanges: t.prismaConnection(
    {
      type: ExchangeType,
      cursor: 'id',
      description:
        'The exchanges of the viewer’s own member, and all of them for the secretariat; the latest first.',
      args: { filter: t.arg({ type: ExchangeFilter, description: 'Which exchanges.' }) },
      complexity: pageCost,
      maxSize: checkPage,
      totalCount: async (_root, { filter }, context) =>
        context.prisma.exchange.count({ where: await exchangesWhere(context, filter) }),
      resolve: async (query, _root, { filter }, context) =>
        context.prisma.exchange.findMany({
          ...query,
          where: await exchangesWhere(context, filter),
          orderBy: { id: 'desc' },
        }),
    },
    { name: 'ExchangeConnection', description: 'A page of exchanges.' },
    { name: 'ExchangeEdge', description: 'An exchange on a page.' },
  ),
}));

async function exchangesWhere(
  context: Context,
  filter: Filter | null | undefined,
): Promise<Prisma.ExchangeWhereInput> {
  const { viewer } = context;
  const conditions: Prisma.ExchangeWhereInput[] = [whereMayRead(viewer)];
  if (filter?.member != null) {
    const memberId = idOfType('Member', filter.member);
    conditions.push({ parties: { some: { memberId: { in: memberId ? [memberId] : [] } } } });
  }
  if (filter?.states) conditions.push({ state: { in: [...filter.states] } });
  if (filter?.kinds) conditions.push({ kind: { in: [...filter.kinds] } });
  const open = { state: { in: [...openStates, 'COMPLETED' as const] } };
  if (filter?.open != null) conditions.push(filter.open ? open : { NOT: open });
  if (filter?.turn != null) {
    const ids = await waiting(context, viewer);
    conditions.push({ id: filter.turn ? { in: ids } : { notIn: ids } });
  }
  return { AND: conditions };
}

/** The exchanges in which it is the viewer's turn; the table says in which. A member has few that are open. */
async function waiting(context: Context, viewer: Viewer): Promise<string[]> {
  if (viewer.kind !== 'person') return [];
  const rows = await context.prisma.exchange.findMany({
    where: {
      OR: [
        ...(viewer.memberId
          ? [{ state: { in: [...openStates] }, parties: { some: { memberId: viewer.memberId } } }]
          : []),
        ...(viewer.secretariat
          ? [{ state: { in: ['IN_REVIEW' as const, 'COMPLETED' as const] } }]
          : []),
      ],
    },
    select: exchangeSelect,
  });
  const periods = await periodsOf(context);
  const now = context.now();
  return rows
    .filter((row) => {
      const next = nextActionOf(toExchange(row), periods);
      // An exchange is closed after the last follow-up, and waits for nobody until then.
      const isDue = next?.action !== 'CLOSE' || (next.dueAt !== null && next.dueAt <= now);
      return next && isDue && waitsFor(viewer, next);
    })
    .map(({ id }) => id);
}

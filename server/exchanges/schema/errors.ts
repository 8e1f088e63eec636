import { nextBest } from '../../pairings/next-best.ts';
import { PairingType } from '../../pairings/schema/pairing.ts';
import { builder } from '../../schema/builder.ts';
import { ErrorInterface } from '../../schema/error-types.ts';
import {
  ExchangeStateError,
  NoFreePlaceError,
  PartnerUnavailableError,
  TooManyRequestsError,
} from '../../schema/errors.ts';
import { readExchange } from '../store/exchange.ts';
import { whereMayRead } from '../store/visible.ts';
import { exchangeBehind, ExchangeType } from './exchange.ts';
import { ExchangeEventType, historyOf } from './history.ts';

builder.objectType(ExchangeStateError, {
  name: 'ExchangeStateError',
  description:
    'It is not possible in the state that the exchange has come to, or not the viewer’s turn. Nothing was changed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    exchange: t.prismaField({
      type: ExchangeType,
      description: 'The exchange as it is now.',
      resolve: exchangeBehind,
    }),
    changes: t.field({
      type: [ExchangeEventType],
      description: 'What happened since the version that was seen; empty where none was named.',
      resolve: async ({ exchangeId, seen }, _args, context) => {
        const exchange = seen === null ? null : await readExchange(context.prisma, exchangeId);
        return exchange && seen !== null ? historyOf(context, exchange, seen) : [];
      },
    }),
  }),
});

const most = 10;
const nextBestDescription = 'The best pairings of the member as they are now, at most 10.';
const pageOf = (first: number | null | undefined) => Math.min(Math.max(first ?? 3, 0), most);

builder.objectType(NoFreePlaceError, {
  name: 'NoFreePlaceError',
  description: 'A party has no place left, or the group is full. Nothing was changed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    pairings: t.field({
      type: [PairingType],
      description: nextBestDescription,
      args: { first: t.arg.int({ description: 'How many.', defaultValue: 3 }) },
      complexity: { field: 1, multiplier: 3 },
      resolve: ({ memberId }, { first }, context) => nextBest(context, memberId, pageOf(first)),
    }),
  }),
});

builder.objectType(PartnerUnavailableError, {
  name: 'PartnerUnavailableError',
  description:
    'One of those named cannot be asked at present. The reason is not said, whatever it is. Nothing was changed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    pairings: t.field({
      type: [PairingType],
      description: nextBestDescription,
      args: { first: t.arg.int({ description: 'How many.', defaultValue: 3 }) },
      complexity: { field: 1, multiplier: 3 },
      resolve: ({ memberId }, { first }, context) => nextBest(context, memberId, pageOf(first)),
    }),
  }),
});

builder.objectType(TooManyRequestsError, {
  name: 'TooManyRequestsError',
  description: 'The member has sent as many requests as may wait for an answer.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    limit: t.exposeInt('limit', { description: 'How many may wait.' }),
    open: t.prismaField({
      type: [ExchangeType],
      description: 'Those that wait.',
      complexity: { field: 1, multiplier: 3 },
      resolve: (query, { open }, _args, { prisma, viewer }) =>
        prisma.exchange.findMany({
          ...query,
          where: { AND: [{ id: { in: [...open] } }, whereMayRead(viewer)] },
          orderBy: { createdAt: 'asc' },
        }),
    }),
  }),
});

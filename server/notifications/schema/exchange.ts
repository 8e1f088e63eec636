import { ExchangeType } from '../../exchanges/schema/exchange.ts';
import { whereMayRead } from '../../exchanges/store/visible.ts';
import { message } from '../../i18n/message.ts';
import { builder } from '../../schema/builder.ts';
import { NotFoundError } from '../../schema/errors.ts';
import { idOfType } from '../../schema/ids.ts';
import { listener, told } from './subscriptions.ts';

builder.prismaObjectField('Notification', 'exchange', (t) =>
  t.prismaField({
    type: ExchangeType,
    nullable: true,
    description: 'The exchange that it is about, if the viewer may still see it.',
    select: { exchangeId: true },
    resolve: (query, { exchangeId }, _args, { prisma, viewer }) =>
      exchangeId
        ? prisma.exchange.findFirst({
            ...query,
            where: { id: exchangeId, AND: [whereMayRead(viewer)] },
          })
        : null,
  }),
);

builder.subscriptionField('exchangeChanged', (t) =>
  t.prismaField({
    type: ExchangeType,
    description:
      'An exchange, at once and then whenever something happens to it. Ends with the session, and when the viewer may not see it any more.',
    args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
    subscribe: async (_root, { id: globalId }, context) => {
      const viewer = listener(context);
      const { prisma, locale } = context;
      const id = idOfType('Exchange', globalId);
      const mayRead = async (who: typeof viewer) =>
        id !== null &&
        (await prisma.exchange.count({ where: { id, AND: [whereMayRead(who)] } })) > 0;
      if (!(await mayRead(viewer))) throw new NotFoundError(message(locale, 'exchange.error.none'));
      return told(context, viewer, ({ exchange }) => exchange === id, mayRead);
    },
    resolve: (query, _viewer, { id }, { prisma }) =>
      prisma.exchange.findUniqueOrThrow({
        ...query,
        where: { id: idOfType('Exchange', id) ?? '' },
      }),
  }),
);

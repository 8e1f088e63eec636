import { mayDecideForNetwork } from '../../access/policy.ts';
import { message } from '../../i18n/message.ts';
import { listener, told } from '../../notifications/schema/subscriptions.ts';
import { builder } from '../../schema/builder.ts';
import { ForbiddenError, NotFoundError } from '../../schema/errors.ts';
import { idOfType } from '../../schema/ids.ts';
import { RoundType } from './round.ts';

builder.subscriptionField('roundChanged', (t) =>
  t.prismaField({
    type: RoundType,
    description:
      'A round, at once and then whenever something happens to it, the progress of what is being solved included. For the secretariat.',
    args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
    subscribe: async (_root, { id: globalId }, context) => {
      const viewer = listener(context);
      const { prisma, locale } = context;
      if (!mayDecideForNetwork(viewer))
        throw new ForbiddenError('FORBIDDEN', message(locale, 'error.forbidden'));
      const id = idOfType('Round', globalId);
      if (id === null || (await prisma.round.count({ where: { id } })) === 0)
        throw new NotFoundError(message(locale, 'round.error.none'));
      return told(context, viewer, ({ round }) => round === id, mayDecideForNetwork);
    },
    resolve: (query, _viewer, { id }, { prisma }) =>
      prisma.round.findUniqueOrThrow({ ...query, where: { id: idOfType('Round', id) ?? '' } }),
  }),
);

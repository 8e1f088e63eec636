import { maySee } from '../../access/consent.ts';
import { listOf, message } from '../../i18n/message.ts';
import { isolate } from '../../pairings/reasons.ts';
import { builder } from '../../schema/builder.ts';
import { ErrorInterface } from '../../schema/error-types.ts';
import { localeArgument } from '../../schema/locale-argument.ts';
import { RoundBlockedError, RoundPinError, RoundStateError } from '../errors.ts';
import { exchangeOf } from '../rules.ts';
import type { BlockedExchange } from '../store/asking.ts';
import type { ProposalView } from './view.ts';

builder.objectType(RoundStateError, {
  name: 'RoundStateError',
  description: 'The round or proposal has come to a state in which this is not possible.',
  interfaces: [ErrorInterface],
});

const PinObstacleType = builder.enumType('RoundPinObstacle', {
  description: 'Why an exchange cannot be held fixed.',
  values: {
    ONE_WAY: { value: 'ONE_WAY', description: 'It goes one way, which the policy does not allow.' },
    LENGTH: { value: 'LENGTH', description: 'It is a longer circle than the policy allows.' },
    RULED_OUT: { value: 'RULED_OUT', description: 'The secretariat ruled it out; `allow` first.' },
    NO_ARC: {
      value: 'NO_ARC',
      description: 'Somebody in it could learn nothing from whoever gives, or they are kept apart.',
    },
    PLACES: {
      value: 'PLACES',
      description: 'Somebody in it has no further place beside what is held fixed.',
    },
    PAIR: {
      value: 'PAIR',
      description: 'Two of it are in another exchange that is held fixed.',
    },
  } as const,
});

builder.objectType(RoundPinError, {
  name: 'RoundPinError',
  description:
    'An exchange that was to be held fixed, or is, is not possible then. No proposal was made.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    exchange: t.exposeString('exchange', { description: 'Its name in the round.' }),
    obstacle: t.expose('obstacle', {
      type: PinObstacleType,
      description: 'What stands in the way.',
    }),
    beside: t.stringList({
      description: 'The names of those held fixed that it cannot be beside.',
      resolve: ({ beside }) => [...beside],
    }),
  }),
});

const BlockedExchangeType = builder
  .objectRef<{ blocked: BlockedExchange; view: ProposalView }>('RoundBlockedExchange')
  .implement({
    description: 'An exchange of a proposal that cannot be asked for any more.',
    fields: (t) => ({
      key: t.string({
        description: 'Its name in the round.',
        resolve: ({ blocked }) => blocked.key,
      }),
      names: t.stringList({
        description: 'Who would be in it.',
        resolve: async ({ blocked, view }) =>
          exchangeOf(blocked.key)!.members.map(await view.names()),
      }),
      explanation: t.string({
        description: 'What no longer holds, as far as the secretariat may see it.',
        args: localeArgument(t),
        resolve: async ({ blocked: { members: closed }, view }, args, context) => {
          const locale = args.locale ?? context.locale;
          const members = await view.members();
          const ids = closed.flatMap((label) => members.get(label) ?? []);
          if (ids.length < closed.length) return message(locale, 'round.blocked.gone');
          const known = await context.prisma.member.findMany({
            where: { id: { in: ids } },
            select: { id: true, visibility: true, consents: true },
          });
          const mayBeTold = known.every((one) => maySee(context.viewer, one, 'AVAILABILITY'));
          if (closed.length === 0 || !mayBeTold) return message(locale, 'round.blocked.other');
          const nameOf = await view.names();
          const names = closed.map((label) => isolate(nameOf(label), locale));
          const values = { names: listOf(locale, names), count: names.length };
          return message(locale, 'introduction.closed', values);
        },
      }),
    }),
  });

builder.objectType(RoundBlockedError, {
  name: 'RoundBlockedError',
  description:
    'Somebody cannot be asked any more. Nothing was published. `adjustRound` with `refresh` leaves them out.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    exchanges: t.stringList({
      description: 'The names of the exchanges that cannot be asked for.',
      resolve: ({ blocked }) => blocked.map(({ key }) => key),
    }),
    blocked: t.field({
      type: [BlockedExchangeType],
      description: 'The same with what no longer holds.',
      resolve: ({ blocked, view }) => blocked.map((one) => ({ blocked: one, view })),
    }),
  }),
});

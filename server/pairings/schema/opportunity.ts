import type { Opportunity } from '../../matching/factors/opportunity.ts';
import { NeedType, OfferType } from '../../members/schema/parts.ts';
import { builder } from '../../schema/builder.ts';
import { localeArgument } from '../../schema/locale-argument.ts';
import { TopicType } from '../../taxonomy/schema.ts';
import { opportunityReason } from '../reasons.ts';
import type { Part } from './part.ts';
import { topic } from './read.ts';

export const OpportunityType = builder
  .objectRef<Part<Opportunity> & { direction: 'learn' | 'share'; from: string; to: string }>(
    'Opportunity',
  )
  .implement({
    description: 'Something that one of the two can learn from the other.',
    fields: (t) => ({
      topic: t.prismaField({
        type: TopicType,
        description: 'What would be learned: the topic that is offered.',
        resolve: (query, { value }, _args, context) => topic(value.topic, query, context),
      }),
      offer: t.prismaField({
        type: OfferType,
        description: 'The offer.',
        resolve: (query, { value, from }, _args, { prisma }) =>
          prisma.offer.findUniqueOrThrow({
            ...query,
            where: { memberId_topicId: { memberId: from, topicId: value.offer.topic } },
          }),
      }),
      need: t.prismaField({
        type: NeedType,
        description: 'The need that it meets.',
        resolve: (query, { value, to }, _args, { prisma }) =>
          prisma.need.findUniqueOrThrow({
            ...query,
            where: { memberId_topicId: { memberId: to, topicId: value.need.topic } },
          }),
      }),
      fit: t.float({
        description: 'How well the offer meets the need, 0 to 1.',
        resolve: ({ value }) => value.fit,
      }),
      explanation: t.string({
        description: 'The same as a sentence.',
        args: localeArgument(t),
        resolve: ({ value, direction, explained }, { locale }, context) =>
          opportunityReason(direction, value, explained, locale ?? context.locale),
      }),
    }),
  });

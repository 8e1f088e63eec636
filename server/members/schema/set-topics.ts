import { builder } from '../../schema/builder.ts';
import { idsOfType } from '../../schema/ids.ts';
import { resultOf } from '../../schema/result.ts';
import { topicNames } from '../../taxonomy/topic-names.ts';
import { checkTopics } from '../rules.ts';
import { setNeeds, setOffers } from '../store/profile.ts';
import { accept, errors, memberToChange, onBehalf, success } from './change.ts';
import { ExchangeFormatType, OfferLevelType, PriorityType } from './enums.ts';

const OfferInput = builder.inputType('OfferInput', {
  description: 'A topic to share.',
  fields: (t) => ({
    topic: t.id({ required: true, description: 'What can be learned.' }),
    level: t.field({
      type: OfferLevelType,
      description: 'How far the knowledge goes; PRACTISED by default.',
    }),
    formats: t.field({
      type: [ExchangeFormatType],
      description: 'How it can be shared; none: open to any.',
    }),
    note: t.string({ description: 'In the member’s own words, at most 1,000 characters.' }),
  }),
});

const SetOffersInput = builder.inputType('SetOffersInput', {
  description: 'All that a member offers.',
  fields: (t) => ({
    member: t.id({ description: onBehalf }),
    offers: t.field({
      type: [OfferInput],
      required: true,
      description: 'The whole list, at most 50.',
    }),
  }),
});

builder.mutationField('setOffers', (t) =>
  t.field({
    type: success('SetOffersSuccess'),
    description: 'Says what a member offers. The list replaces the one before.',
    authScopes: { signedIn: true },
    errors: resultOf('SetOffers', errors),
    args: { input: t.arg({ type: SetOffersInput, required: true, description: 'The offers.' }) },
    resolve: async (_root, { input }, context) => {
      const memberId = await memberToChange(input.member, context);
      const offers = input.offers.map(({ topic, ...offer }) => ({
        topicId: idsOfType('Topic', [topic])[0] ?? '',
        ...offer,
      }));
      const names = await topicNames(
        context.prisma,
        offers.map(({ topicId }) => topicId),
        context.locale,
      );
      await setOffers(
        context.prisma,
        context.viewer,
        memberId,
        accept(checkTopics('offers', offers, names), context),
      );
      return { memberId };
    },
  }),
);

const NeedInput = builder.inputType('NeedInput', {
  description: 'A topic to learn.',
  fields: (t) => ({
    topic: t.id({ required: true, description: 'What is to be learned.' }),
    priority: t.field({
      type: PriorityType,
      description: 'How much it matters now; NORMAL by default.',
    }),
    levelWanted: t.field({
      type: OfferLevelType,
      description: 'How far the knowledge of the other side should go; none: any helps.',
    }),
    formats: t.field({
      type: [ExchangeFormatType],
      description: 'How it could be learned; none: open to any.',
    }),
    note: t.string({ description: 'In the member’s own words, at most 1,000 characters.' }),
  }),
});

const SetNeedsInput = builder.inputType('SetNeedsInput', {
  description: 'All that a member needs.',
  fields: (t) => ({
    member: t.id({ description: onBehalf }),
    needs: t.field({
      type: [NeedInput],
      required: true,
      description: 'The whole list, at most 50.',
    }),
  }),
});

builder.mutationField('setNeeds', (t) =>
  t.field({
    type: success('SetNeedsSuccess'),
    description: 'Says what a member needs. The list replaces the one before.',
    authScopes: { signedIn: true },
    errors: resultOf('SetNeeds', errors),
    args: { input: t.arg({ type: SetNeedsInput, required: true, description: 'The needs.' }) },
    resolve: async (_root, { input }, context) => {
      const memberId = await memberToChange(input.member, context);
      const needs = input.needs.map(({ topic, ...need }) => ({
        topicId: idsOfType('Topic', [topic])[0] ?? '',
        ...need,
      }));
      const names = await topicNames(
        context.prisma,
        needs.map(({ topicId }) => topicId),
        context.locale,
      );
      await setNeeds(
        context.prisma,
        context.viewer,
        memberId,
        accept(checkTopics('needs', needs, names), context),
      );
      return { memberId };
    },
  }),
);

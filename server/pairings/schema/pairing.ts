import type { Pairing } from '../../matching/explanation.ts';
import { MemberType } from '../../members/schema/member.ts';
import { builder } from '../../schema/builder.ts';
import { localeArgument } from '../../schema/locale-argument.ts';
import { TopicType } from '../../taxonomy/schema.ts';
import { reasonsFor } from '../reasons.ts';
import { BridgeType } from './bridge.ts';
import { DivideType } from './divide.ts';
import { OpportunityType } from './opportunity.ts';
import type { Part } from './part.ts';
import { member, topic } from './read.ts';
import { TermsType } from './terms.ts';

export const PairingType = builder.objectRef<Part<Pairing>>('Pairing').implement({
  description: 'Two members with what each could learn from the other, and why.',
  fields: (t) => ({
    member: t.prismaField({
      type: MemberType,
      description: 'The member whose pairing it is.',
      resolve: (query, { explained }, _args, context) => member(explained.memberId, query, context),
    }),
    partner: t.prismaField({
      type: MemberType,
      description: 'The other member.',
      resolve: (query, { value }, _args, context) => member(value.partner, query, context),
    }),
    score: t.float({
      description: 'What the pairing is worth, above 0 and at most 1.',
      resolve: ({ value }) => value.score,
    }),
    learns: t.field({
      type: [OpportunityType],
      description: 'What the member can learn from the partner, best first.',
      complexity: { field: 1, multiplier: 3 },
      resolve: ({ value, explained }) =>
        value.learns.map((opportunity) => ({
          value: opportunity,
          direction: 'learn' as const,
          from: value.partner,
          to: explained.memberId,
          explained,
        })),
    }),
    shares: t.field({
      type: [OpportunityType],
      description: 'What the partner can learn from the member, best first.',
      complexity: { field: 1, multiplier: 3 },
      resolve: ({ value, explained }) =>
        value.shares.map((opportunity) => ({
          value: opportunity,
          direction: 'share' as const,
          from: explained.memberId,
          to: value.partner,
          explained,
        })),
    }),
    together: t.prismaField({
      type: [TopicType],
      description: 'Topics that both work on: what they could do together.',
      complexity: { field: 1, multiplier: 2 },
      resolve: (query, { value }, _args, context) =>
        Promise.all(value.together.map((id) => topic(id, query, context))),
    }),
    divides: t.field({
      type: [DivideType],
      description: 'The divides that it would cross.',
      resolve: ({ value, explained }) =>
        value.divides.map((divide) => ({ value: divide, pairing: value, explained })),
    }),
    bridge: t.field({
      type: BridgeType,
      description: 'How the two can understand each other.',
      resolve: ({ value, explained }) => ({ value: value.bridge, explained }),
    }),
    sharedHours: t.float({
      nullable: true,
      description:
        'Mean hours a day in which both work, over the next four weeks; null where a time zone is unknown.',
      resolve: ({ value }) => value.sharedHours,
    }),
    terms: t.field({
      type: TermsType,
      description: 'What the score is made of.',
      resolve: ({ value }) => value.terms,
    }),
    reasons: t.stringList({
      description: 'Why, as sentences to the member.',
      args: localeArgument(t),
      complexity: 3,
      resolve: ({ value, explained }, { locale }, context) =>
        reasonsFor(value, explained, locale ?? context.locale),
    }),
  }),
});

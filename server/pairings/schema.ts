import { offsetForArgs, resolveArrayConnection } from '@pothos/plugin-relay';
import { looksForItself, mayReadPairings } from '../access/policy.ts';
import { LanguageType } from '../cldr/schema.ts';
import type { ExplainedBridge, Pairing } from '../matching/explanation.ts';
import type { Opportunity } from '../matching/factors/opportunity.ts';
import { MemberKindType } from '../members/schema/enums.ts';
import { consentHolder, MemberType } from '../members/schema/member.ts';
import { NeedType, OfferType } from '../members/schema/parts.ts';
import { builder } from '../schema/builder.ts';
import type { Context } from '../schema/context.ts';
import { checkComputedPage, pageCost } from '../schema/cost.ts';
import { idsOfType } from '../schema/ids.ts';
import { localeArgument } from '../schema/locale-argument.ts';
import { TopicType } from '../taxonomy/schema.ts';
import { noteShown } from './exposure-ledger.ts';
import { explain, listPairings, longestList, memberAskedFor } from './list.ts';
import {
  bridgeReason,
  divideReason,
  type Explained,
  opportunityReason,
  reasonsFor,
} from './reasons.ts';

/** A part of a pairing, with what its sentences are made of. */
interface Part<T> {
  readonly value: T;
  readonly explained: Explained;
}

// One by one: Prisma makes a single statement of all those of one page.
const member = (id: string, query: object, { prisma }: Context) =>
  prisma.member.findUniqueOrThrow({ ...query, where: { id } });
const topic = (id: string, query: object, { prisma }: Context) =>
  prisma.topic.findUniqueOrThrow({ ...query, where: { id } });

const BridgeKindType = builder.enumType('BridgeKind', {
  description: 'How two members can understand each other.',
  values: {
    SHARED_LANGUAGE: { value: 'SHARED_LANGUAGE', description: 'In a language that both know.' },
    INTERPRETER: { value: 'INTERPRETER', description: 'Through a member that interprets.' },
    RELAY: { value: 'RELAY', description: 'Through a third member that passes on what is said.' },
    WITHHELD: {
      value: 'WITHHELD',
      description: 'There is a way, but it rests on what a member does not show.',
    },
  } as const,
});

const DivideKindType = builder.enumType('DivideKind', {
  description: 'What separates two members, and what an exchange would cross.',
  values: {
    GEOGRAPHIC: {
      value: 'GEOGRAPHIC',
      description: 'They work in different countries or regions.',
    },
    LINGUISTIC: { value: 'LINGUISTIC', description: 'They work in different main languages.' },
    HISTORIC: {
      value: 'HISTORIC',
      description:
        'They have not worked together, are of different kinds, or came to the network at different times.',
    },
  } as const,
});

const OpportunityType = builder
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

const DivideType = builder
  .objectRef<Part<Pairing['divides'][number]> & { pairing: Pairing }>('Divide')
  .implement({
    description: 'A divide that the pairing would cross.',
    fields: (t) => ({
      kind: t.field({
        type: DivideKindType,
        description: 'Which divide.',
        resolve: ({ value }) => value.kind,
      }),
      extent: t.float({
        description: 'How wide it is, above 0 and at most 1.',
        resolve: ({ value }) => value.extent,
      }),
      explanation: t.string({
        description: 'The same as a sentence.',
        args: localeArgument(t),
        resolve: ({ value, pairing, explained }, { locale }, context) =>
          divideReason(value.kind, pairing, explained, locale ?? context.locale),
      }),
    }),
  });

const BridgeType = builder.objectRef<Part<ExplainedBridge>>('Bridge').implement({
  description: 'How the two can understand each other.',
  fields: (t) => ({
    kind: t.field({
      type: BridgeKindType,
      description: 'In which way.',
      resolve: ({ value }) => value.kind,
    }),
    languages: t.field({
      type: [LanguageType],
      description:
        'The shared languages, best first; with an interpreter or relay the language of the member and that of the partner.',
      resolve: ({ value }) => value.languages.map((code) => ({ code })),
    }),
    through: t.prismaField({
      type: [MemberType],
      description: 'Who could interpret or relay.',
      complexity: { field: 1, multiplier: 2 },
      resolve: (query, { value }, _args, context) =>
        Promise.all(value.through.map((id) => member(id, query, context))),
    }),
    explanation: t.string({
      description: 'The same as a sentence.',
      args: localeArgument(t),
      resolve: ({ value, explained }, { locale }, context) =>
        bridgeReason(value, explained, locale ?? context.locale),
    }),
  }),
});

const TermsType = builder.objectRef<Pairing['terms']>('PairingTerms').implement({
  description:
    'What the score is made of: mutual x bridge x time x divides x purpose x exposure, at most 1. A term that rests on what the partner does not show is null.',
  fields: (t) => {
    const term = (name: keyof Pairing['terms'], description: string) =>
      t.expose(name, { type: 'Float', nullable: true, description });
    return {
      learning: term('learning', 'How much the member could learn, 0 to 1.'),
      teaching: term('teaching', 'How much the partner could learn, 0 to 1.'),
      mutual: term('mutual', 'Both together, 0 to 1; two-way beats one-way of the same sum.'),
      bridge: term('bridge', 'How well they understand each other, 0 to 1.'),
      time: term('time', 'How far their working hours meet, 0.7 to 1.'),
      divides: term('divides', 'How much the pairing crosses, 0 to 1.'),
      purpose: term('purpose', 'How alike their purposes are, 0.8 to 1.'),
      exposure: term(
        'exposure',
        'Whether the partner was shown too rarely or too often, 0.9 to 1.1.',
      ),
    };
  },
});

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

const PairingFilter = builder.inputType('PairingFilter', {
  description:
    'Which pairings: any value within a list, and every list that is given. A partner is found by a field only if it shows that field.',
  fields: (t) => ({
    topics: t.idList({ description: 'One of these topics would be learned or shared.' }),
    kinds: t.field({
      type: [MemberKindType],
      description: 'The partner is of one of these kinds.',
    }),
    regions: t.stringList({
      description: 'The partner works from one of these regions or subregions (UN M49).',
    }),
  }),
});

/** How much of the longest list, from its best on, a page needs to know, one more than it shows included. */
function endOf(page: Parameters<typeof offsetForArgs>[0]): number {
  const { first, last, before } = page.args;
  // The last ones of all.
  if (last != null && first == null && before == null) return longestList;
  const { offset, limit } = offsetForArgs(page);
  return Math.min(offset + limit, longestList);
}

/** A first page costs little, whereas others and what is about a topic are found in all of the list. */
function listCost({ filter, after, last }: ListArguments): number {
  return filter?.topics || after || last ? longestList : 20;
}

interface ListArguments {
  readonly filter?: { readonly topics?: readonly unknown[] | null } | null;
  readonly after?: string | null;
  readonly last?: number | null;
}

builder.prismaObjectField('Member', 'pairings', (t) =>
  t.connection(
    {
      type: PairingType,
      nullable: true,
      description: `Whom the member should learn with, best first, and the ${longestList.toLocaleString('en')} best at most; for the member itself and the secretariat, null for others.`,
      args: { filter: t.arg({ type: PairingFilter, description: 'Which pairings.' }) },
      complexity: (args) => ({ field: listCost(args), multiplier: pageCost(args).multiplier }),
      select: consentHolder,
      resolve: async (member, args, context) => {
        const { viewer } = context;
        const { id } = member;
        if (!mayReadPairings(viewer, id)) return null;
        const maxSize = checkComputedPage(args);
        const { filter } = args;
        const query = {
          topics: filter?.topics ? idsOfType('Topic', filter.topics) : null,
          kinds: filter?.kinds ?? null,
          regions: filter?.regions ?? null,
        };
        const page = { args, defaultSize: 20, maxSize };
        const matching = await context.pairings.matching();
        const asked = memberAskedFor(viewer, matching, member);
        if (!asked) return null;
        const { pairings, totalCount } = listPairings(matching, asked, query, endOf(page));
        const connection = resolveArrayConnection(page, pairings);
        const shown = connection.edges.flatMap((edge) => (edge ? [edge.node] : []));
        const explained = await explain(context, matching, asked, shown);
        // Whoever left the network since the list was made has no name any more.
        const edges = connection.edges.flatMap((edge) =>
          edge && explained.memberName(edge.node.partner) ? [edge] : [],
        );
        // Who looks shows in the exposure of others, and what only its own list knows of must not.
        if (looksForItself(viewer, id) && asked.own === asked.seen) {
          const partners = edges.map(({ node }) => node.partner);
          const noting = noteShown(context.prisma, matching.asOf, id, partners);
          context.inBackground('note who was shown', noting);
        }
        const nowhere = { startCursor: null, endCursor: null };
        return {
          ...connection,
          pageInfo: { ...connection.pageInfo, ...(edges.length === 0 && nowhere) },
          totalCount: totalCount ?? undefined,
          edges: edges.map((edge) => ({ ...edge, node: { value: edge.node, explained } })),
        };
      },
    },
    {
      name: 'PairingConnection',
      description: 'A page of pairings.',
      fields: (connection) => ({
        totalCount: connection.int({
          nullable: true,
          description:
            'How many pairings there are in all; null in a large network, where they are not counted.',
          resolve: ({ totalCount }) => (typeof totalCount === 'number' ? totalCount : null),
        }),
      }),
    },
    { name: 'PairingEdge', description: 'A pairing on a page.' },
  ),
);

import { FollowUpKind as FollowUpKinds } from '../../../generated/prisma/enums.ts';
import { mayEditMember } from '../../access/policy.ts';
import { OutcomeTypeType, OutcomeVerdictType } from '../../exchanges/schema/enums.ts';
import { ExchangeType } from '../../exchanges/schema/exchange.ts';
import { message } from '../../i18n/message.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import { NotFoundError } from '../../schema/errors.ts';
import { idOfType } from '../../schema/ids.ts';
import { TopicType } from '../../taxonomy/schema.ts';
import { isOpen, questionsOf } from '../rules.ts';
import { followUpOfLink } from './link.ts';

const FollowUpKindType = builder.enumType('FollowUpKind', {
  description: 'When somebody is asked.',
  values: {
    MIDWAY: { value: FollowUpKinds.MIDWAY, description: 'Half way: a check-in.' },
    END: { value: FollowUpKinds.END, description: 'At the end: the evaluation.' },
    AFTER_3_MONTHS: {
      value: FollowUpKinds.AFTER_3_MONTHS,
      description: 'Some months after it was completed: three, unless the policy says otherwise.',
    },
    AFTER_9_MONTHS: {
      value: FollowUpKinds.AFTER_9_MONTHS,
      description: 'The last time: nine months after, unless the policy says otherwise.',
    },
  } as const,
});

const FollowUpQuestionType = builder.enumType('FollowUpQuestion', {
  description: 'A question of a follow-up; its answer is the field of that name.',
  values: {
    VERDICT: { description: '`verdict`: was the outcome reached that was agreed at the start?' },
    USEFUL: { description: '`useful`: how useful was it, from 1 (not at all) to 5 (very)?' },
    LEARNED: { description: '`learned`: what was learned?' },
    CHANGED: { description: '`changed`: what has changed since, thanks to it?' },
    AGAIN: { description: '`again`: would the member do it again, with these parties?' },
    MAY_TELL: { description: '`mayTell`: may the story be told to others?' },
    HELP: { description: '`help`: what is needed to go on? The secretariat reads it.' },
  } as const,
});

export const FollowUpType = builder.prismaObject('FollowUp', {
  description:
    'What a party is asked about an exchange at a set time. The answers are for the party and the secretariat.',
  select: { id: true, exchangeId: true, memberId: true, kind: true, askedAt: true, dueOn: true },
  fields: (t) => ({
    id: t.globalID({
      description: 'Its id, for `followUp` and `submitFollowUp`.',
      resolve: ({ id }) => ({ id, type: 'FollowUp' }),
    }),
    kind: t.expose('kind', { type: FollowUpKindType, description: 'Which it is.' }),
    questions: t.field({
      type: [FollowUpQuestionType],
      description: 'What it asks, in this order.',
      resolve: ({ kind }) => [...questionsOf[kind]],
    }),
    member: t.prismaField({
      type: 'Member',
      nullable: true,
      description: 'The party that is asked; null with a link alone.',
      resolve: (query, { memberId }, _args, { prisma, viewer }) =>
        mayEditMember(viewer, memberId)
          ? prisma.member.findUnique({ ...query, where: { id: memberId } })
          : null,
    }),
    others: t.prismaField({
      type: ['Member'],
      description: 'The other parties; empty with a link alone, which may come into other hands.',
      complexity: { field: 1, multiplier: 3 },
      resolve: (query, { exchangeId, memberId }, _args, { prisma, viewer }) =>
        mayEditMember(viewer, memberId)
          ? prisma.member.findMany({
              ...query,
              where: {
                id: { not: memberId },
                exchanges: { some: { exchangeId, answer: 'ACCEPTED' } },
              },
              orderBy: { id: 'asc' },
            })
          : [],
    }),
    exchange: t.prismaField({
      type: ExchangeType,
      nullable: true,
      description: 'The exchange; null with a link alone.',
      resolve: (query, { exchangeId, memberId }, _args, { prisma, viewer }) =>
        mayEditMember(viewer, memberId)
          ? prisma.exchange.findUnique({ ...query, where: { id: exchangeId } })
          : null,
    }),
    topics: t.prismaField({
      type: [TopicType],
      description: 'What the exchange is about.',
      complexity: { field: 1, multiplier: 3 },
      resolve: (query, { exchangeId }, _args, { prisma }) =>
        prisma.topic.findMany({
          ...query,
          where: { exchanges: { some: { exchangeId } } },
          orderBy: { key: 'asc' },
        }),
    }),
    outcomeAgreed: t.field({
      type: OutcomeTypeType,
      nullable: true,
      description:
        'The outcome that was agreed at the start, or hoped for where nothing was agreed; `verdict` is about it.',
      select: {
        exchange: {
          select: {
            outcome: true,
            agreements: { orderBy: { version: 'desc' }, take: 1, select: { outcome: true } },
          },
        },
      },
      resolve: ({ exchange }) => exchange.agreements[0]?.outcome ?? exchange.outcome,
    }),
    dueOn: t.expose('dueOn', { type: 'Date', description: 'From when on it can be answered.' }),
    open: t.boolean({
      description: 'Whether it can be answered now, for the first time or anew.',
      select: { exchange: { select: { state: true } } },
      resolve: (followUp, _args, { now }) => isOpen(followUp, followUp.exchange.state, now()),
    }),
    askedAt: t.expose('askedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the party was asked; null: not yet.',
    }),
    answeredAt: t.expose('answeredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it answered last; null: not yet.',
    }),
    verdict: t.expose('verdict', {
      type: OutcomeVerdictType,
      nullable: true,
      description: 'Whether the outcome was reached.',
    }),
    useful: t.exposeInt('useful', { nullable: true, description: '1 (not at all) to 5 (very).' }),
    learned: t.exposeString('learned', { nullable: true, description: 'What was learned.' }),
    changed: t.exposeString('changed', { nullable: true, description: 'What has changed.' }),
    help: t.exposeString('help', { nullable: true, description: 'What is needed to go on.' }),
    again: t.exposeBoolean('again', {
      nullable: true,
      description: 'Whether it would do it again.',
    }),
    mayTell: t.exposeBoolean('mayTell', {
      nullable: true,
      description: 'Whether the story may be told to others.',
    }),
  }),
});

builder.prismaObjectField('Exchange', 'followUps', (t) =>
  t.prismaField({
    type: [FollowUpType],
    description:
      'What the viewer’s own member is asked about it, and when; all for the secretariat.',
    complexity: { field: 1, multiplier: 4 },
    resolve: (query, { id: exchangeId }, _args, { prisma, viewer }) => {
      if (viewer.kind !== 'person' || (!viewer.secretariat && viewer.memberId === null)) return [];
      const own = viewer.secretariat ? {} : { memberId: viewer.memberId ?? '' };
      return prisma.followUp.findMany({
        ...query,
        where: { exchangeId, ...own },
        orderBy: [{ dueOn: 'asc' }, { kind: 'asc' }, { memberId: 'asc' }],
      });
    },
  }),
);

builder.queryField('followUp', (t) =>
  t.prismaField({
    type: FollowUpType,
    nullable: true,
    description:
      'One follow-up, with the answers that were given: by its id for the party and the secretariat, or by the token of the link in an e-mail, which works without signing in. Nothing changes by reading it.',
    args: {
      id: t.arg.id({ description: 'Its id.' }),
      token: t.arg.string({ description: 'The token of the link.' }),
    },
    resolve: async (query, _root, { id, token }, context) => {
      const followUpId =
        token == null ? await ownFollowUp(id, context) : await followUpOfLink(token, context);
      return context.prisma.followUp.findUniqueOrThrow({ ...query, where: { id: followUpId } });
    },
  }),
);

/** The id of a follow-up of the viewer's. The same answer whatever is wrong with an id. */
export async function ownFollowUp(
  globalId: string | null | undefined,
  { prisma, viewer, locale }: Context,
): Promise<string> {
  const id = globalId == null ? null : idOfType('FollowUp', globalId);
  const found =
    id &&
    (await prisma.followUp.findUnique({ where: { id }, select: { id: true, memberId: true } }));
  if (!found || !mayEditMember(viewer, found.memberId))
    throw new NotFoundError(message(locale, 'followUp.notFound'), ['followUp']);
  return found.id;
}

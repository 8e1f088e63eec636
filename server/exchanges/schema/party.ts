import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import { TopicType } from '../../taxonomy/schema.ts';
import { DeclineReasonType, PartyAnswerType } from './enums.ts';

/** Whether the viewer may know why a party of a group said no: its host, the party itself, and the secretariat. */
const mayKnowWhy = (
  party: {
    readonly memberId: string;
    readonly exchange: {
      readonly kind: string;
      readonly parties: readonly { readonly memberId: string; readonly host: boolean }[];
    };
  },
  { viewer }: Context,
): boolean => {
  if (viewer.kind !== 'person') return false;
  if (viewer.secretariat || viewer.memberId === party.memberId) return true;
  const { kind, parties } = party.exchange;
  return kind !== 'GROUP' || parties.some((one) => one.host && one.memberId === viewer.memberId);
};
const whoseReason = {
  memberId: true,
  exchange: { select: { kind: true, parties: { select: { memberId: true, host: true } } } },
} as const;

export const ExchangePartyType = builder.prismaObject('ExchangeParty', {
  description: 'A member that takes part in an exchange, or was asked to.',
  select: { memberId: true },
  fields: (t) => ({
    member: t.relation('member', {
      description: 'The member, as far as the viewer may see it.',
    }),
    asked: t.exposeBoolean('asked', {
      description: 'Whether it was asked; false for the one that asked.',
    }),
    host: t.exposeBoolean('host', {
      description: 'Of a group: whether the others learn from it.',
    }),
    answer: t.expose('answer', { type: PartyAnswerType, description: 'What it said.' }),
    answeredAt: t.expose('answeredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it said so.',
    }),
    declineReason: t.field({
      type: DeclineReasonType,
      nullable: true,
      description: 'Why it said no. Of a group only the host and the secretariat read it.',
      select: { ...whoseReason, declineReason: true },
      resolve: (party, _args, context) => (mayKnowWhy(party, context) ? party.declineReason : null),
    }),
    declineNote: t.string({
      nullable: true,
      description: 'What it added to its reason.',
      select: { ...whoseReason, declineNote: true },
      resolve: (party, _args, context) => (mayKnowWhy(party, context) ? party.declineNote : null),
    }),
    signedVersion: t.exposeInt('signedVersion', {
      nullable: true,
      description: 'The version of the learning agreement that it signed last.',
    }),
    signed: t.boolean({
      description: 'Whether it signed the newest version.',
      select: { signedVersion: true, exchange: { select: { agreementVersion: true } } },
      resolve: ({ signedVersion, exchange }) =>
        signedVersion !== null && signedVersion === exchange.agreementVersion,
    }),
    signedAt: t.expose('signedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it signed last.',
    }),
    completed: t.boolean({
      description: 'Whether it said that the exchange is complete.',
      select: { completedAt: true },
      resolve: ({ completedAt }) => completedAt !== null,
    }),
  }),
});

export const ExchangeTopicType = builder.prismaObject('ExchangeTopic', {
  description: 'What is learned in an exchange, and by whom from whom.',
  select: { teacherId: true, learnerId: true },
  fields: (t) => ({
    topic: t.relation('topic', { type: TopicType, description: 'What is learned.' }),
    teacher: t.prismaField({
      type: 'Member',
      nullable: true,
      description: 'From whom; null where they work on it together.',
      resolve: (query, { teacherId }, _args, { prisma }) =>
        teacherId ? prisma.member.findUnique({ ...query, where: { id: teacherId } }) : null,
    }),
    learner: t.prismaField({
      type: 'Member',
      nullable: true,
      description: 'Who learns; null where they work on it together, and where a whole group does.',
      resolve: (query, { learnerId }, _args, { prisma }) =>
        learnerId ? prisma.member.findUnique({ ...query, where: { id: learnerId } }) : null,
    }),
  }),
});

export const ExchangeMessageType = builder.prismaObject('ExchangeMessage', {
  description: 'What somebody wrote to the others.',
  select: { memberId: true },
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Its id within the exchange.' }),
    author: t.prismaField({
      type: 'Member',
      nullable: true,
      description: 'The member that wrote it; null: the secretariat.',
      resolve: (query, { memberId }, _args, { prisma }) =>
        memberId ? prisma.member.findUnique({ ...query, where: { id: memberId } }) : null,
    }),
    text: t.exposeString('text', { description: 'The text, with its line breaks; never HTML.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was written.' }),
  }),
});

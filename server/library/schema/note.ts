import type { Prisma } from '../../../generated/prisma/client.ts';
import { mayDecideForNetwork } from '../../access/policy.ts';
import type { Viewer } from '../../access/viewer.ts';
import { LanguageType } from '../../cldr/schema.ts';
import { OutcomeTypeType } from '../../exchanges/schema/enums.ts';
import { ExchangeType } from '../../exchanges/schema/exchange.ts';
import { whereMayRead } from '../../exchanges/store/visible.ts';
import { MemberType } from '../../members/schema/member.ts';
import { builder } from '../../schema/builder.ts';
import { TopicType } from '../../taxonomy/schema.ts';
import { excerptOf } from '../rules.ts';
import { whereOwn, whereReadable } from '../store/notes.ts';

export const NoteLicenceType = builder.enumType('NoteLicence', {
  description: 'What others may do with a note; licences of Creative Commons, version 4.0.',
  values: {
    CC_BY: { value: 'CC_BY', description: 'Anything, naming where it is from.' },
    CC_BY_SA: {
      value: 'CC_BY_SA',
      description: 'Anything, naming where it is from, and sharing what comes of it likewise.',
    },
    CC_BY_NC: {
      value: 'CC_BY_NC',
      description: 'Anything but earning money, naming where it is from.',
    },
    CC_BY_NC_SA: {
      value: 'CC_BY_NC_SA',
      description:
        'Anything but earning money, naming where it is from, and sharing what comes of it likewise.',
    },
  } as const,
});

const NoteStateType = builder.enumType('NoteState', {
  description: 'Who can read a note.',
  values: {
    DRAFT: {
      value: 'DRAFT',
      description: 'The parties and the secretariat, until every party agrees.',
    },
    PUBLISHED: { value: 'PUBLISHED', description: 'Everybody.' },
    WITHDRAWN: {
      value: 'WITHDRAWN',
      description: 'The parties and the secretariat: a party took its consent back.',
    },
  } as const,
});

const ConsentType = builder.prismaObject('LearningNoteConsent', {
  name: 'LearningNoteConsent',
  description: 'A party’s word on a note.',
  fields: (t) => ({
    member: t.relation('member', { type: MemberType, description: 'The party.' }),
    version: t.exposeInt('version', {
      nullable: true,
      description: 'The version that it agreed to publish; null: none yet, or not any more.',
    }),
    named: t.exposeBoolean('named', { description: 'Whether its name may stand there.' }),
    current: t.boolean({
      description: 'Whether it agreed to the text as it is now.',
      select: { version: true, note: { select: { version: true } } },
      resolve: ({ version, note }) => version === note.version,
    }),
    at: t.expose('at', { type: 'DateTime', nullable: true, description: 'When it said so.' }),
    withdrawnAt: t.expose('withdrawnAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it took its word back.',
    }),
  }),
});

/** What tells whether a note is the viewer's own: one of an exchange of its, or any for the secretariat. */
const owners = {
  exchange: {
    select: { parties: { where: { answer: 'ACCEPTED' }, select: { memberId: true } } },
  },
  consents: { select: { memberId: true } },
} as const satisfies Prisma.LearningNoteSelect;

type Owned = Prisma.LearningNoteGetPayload<{ select: typeof owners }>;

const memberOf = (viewer: Viewer) => (viewer.kind === 'person' ? viewer.memberId : null);

function isParty(viewer: Viewer, { exchange }: Owned): boolean {
  return exchange.parties.some(({ memberId }) => memberId === memberOf(viewer));
}

function isAsked(viewer: Viewer, { consents }: Owned): boolean {
  return consents.some(({ memberId }) => memberId === memberOf(viewer));
}

function isOwn(viewer: Viewer, note: Owned): boolean {
  return mayDecideForNetwork(viewer) || isParty(viewer, note) || isAsked(viewer, note);
}

export const LearningNoteType = builder.prismaNode('LearningNote', {
  nullable: true,
  id: { field: 'id', description: 'Its id, to be used wherever the API takes a learning note.' },
  description:
    'What the parties of an exchange chose to share with others. Everybody reads what is published; keys need read:library.',
  // The extra condition makes what may not be read nobody's.
  findUnique: (id, { viewer }) =>
    ({ id, AND: [whereReadable(viewer)] }) as Prisma.LearningNoteWhereUniqueInput,
  select: { id: true, version: true },
  fields: (t) => ({
    state: t.expose('state', { type: NoteStateType, description: 'Who can read it.' }),
    version: t.exposeInt('version', {
      description: 'Raised by every change, which asks every party anew.',
    }),
    title: t.exposeString('title', { description: 'Its title.' }),
    body: t.exposeString('body', {
      description: 'Its text, without any markup; an empty line parts paragraphs.',
    }),
    excerpt: t.string({
      description: 'The beginning of its text, on one line.',
      args: {
        length: t.arg.int({
          required: true,
          defaultValue: 200,
          description: 'At most so many characters, 20 to 1,000.',
        }),
      },
      select: { body: true },
      resolve: ({ body }, { length }) => excerptOf(body, Math.min(Math.max(length, 20), 1_000)),
    }),
    language: t.field({
      type: LanguageType,
      description: 'The language that it is written in.',
      select: { language: true },
      resolve: ({ language }) => ({ code: language }),
    }),
    licence: t.expose('licence', {
      type: NoteLicenceType,
      description: 'What others may do with it.',
    }),
    topics: t.field({
      type: [TopicType],
      description: 'What it is about.',
      complexity: { field: 1, multiplier: 3 },
      select: (_args, _context, nested) => ({
        topics: { orderBy: { position: 'asc' }, select: { topic: nested() } },
      }),
      resolve: ({ topics }) => topics.map(({ topic }) => topic),
    }),
    outcome: t.field({
      type: OutcomeTypeType,
      nullable: true,
      description: 'What the parties hoped for.',
      select: {
        exchange: {
          select: {
            outcome: true,
            agreements: { orderBy: { version: 'desc' }, take: 1, select: { outcome: true } },
          },
        },
      },
      resolve: ({ exchange: { outcome, agreements } }) => agreements[0]?.outcome ?? outcome,
    }),
    authors: t.stringList({
      description:
        'The names of those parties that agreed to be named; the others are not mentioned at all.',
      select: {
        consents: {
          where: { named: true },
          orderBy: { member: { name: 'asc' } },
          select: { version: true, member: { select: { name: true } } },
        },
      },
      resolve: ({ version, consents }) =>
        consents.filter((consent) => consent.version === version).map(({ member }) => member.name),
    }),
    createdAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was begun; for the parties and the secretariat.',
      select: { createdAt: true, ...owners },
      resolve: (note, _args, { viewer }) => (isOwn(viewer, note) ? note.createdAt : null),
    }),
    updatedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was changed last; for the parties and the secretariat.',
      select: { updatedAt: true, ...owners },
      resolve: (note, _args, { viewer }) => (isOwn(viewer, note) ? note.updatedAt : null),
    }),
    publishedAt: t.expose('publishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the last party agreed.',
    }),
    author: t.prismaField({
      type: MemberType,
      nullable: true,
      description:
        'Who wrote this version, for the parties and the secretariat; null also where that is the secretariat.',
      select: { memberId: true, ...owners },
      resolve: (query, note, _args, { viewer, prisma }) =>
        note.memberId !== null && isOwn(viewer, note)
          ? prisma.member.findUnique({ ...query, where: { id: note.memberId } })
          : null,
    }),
    exchange: t.prismaField({
      type: ExchangeType,
      nullable: true,
      description: 'Where it comes from, for the parties and the secretariat.',
      select: { exchangeId: true },
      resolve: (query, { exchangeId }, _args, { viewer, prisma }) =>
        prisma.exchange.findFirst({
          ...query,
          where: { AND: [{ id: exchangeId }, whereMayRead(viewer)] },
        }),
    }),
    consents: t.prismaField({
      type: [ConsentType],
      description: 'The word of each party, for the parties and the secretariat; empty for others.',
      complexity: { field: 1, multiplier: 3 },
      resolve: (query, { id }, _args, { viewer, prisma }) =>
        prisma.learningNoteConsent.findMany({
          ...query,
          where: { note: { AND: [{ id }, whereOwn(viewer)] } },
          orderBy: { memberId: 'asc' },
        }),
    }),
    viewerCanEdit: t.boolean({
      description: 'Whether the viewer may change the text, as far as the exchange allows it.',
      select: owners,
      resolve: (note, _args, { viewer }) => isParty(viewer, note) || mayDecideForNetwork(viewer),
    }),
    viewerCanPublish: t.boolean({
      description:
        'Whether the word of the viewer’s party, or of one that the secretariat names, is still wanted.',
      select: {
        version: true,
        exchange: owners.exchange,
        consents: { select: { memberId: true, version: true } },
      },
      resolve: ({ exchange, version, consents }, _args, { viewer }) => {
        const wanted = exchange.parties.filter(
          ({ memberId }) =>
            !consents.some((one) => one.memberId === memberId && one.version === version),
        );
        return mayDecideForNetwork(viewer)
          ? wanted.length > 0
          : wanted.some(({ memberId }) => memberId === memberOf(viewer));
      },
    }),
    viewerCanWithdraw: t.boolean({
      description: 'Whether the viewer may take it out of the library, or keep it from there.',
      select: { state: true, ...owners },
      resolve: (note, _args, { viewer }) =>
        note.state !== 'WITHDRAWN' && (isAsked(viewer, note) || mayDecideForNetwork(viewer)),
    }),
  }),
});

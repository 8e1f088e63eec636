import {
  audienceOf,
  maySee,
  mayMatchUnseen,
  memberFields,
  withheldFrom,
  type ConsentHolder,
} from '../access/consent.ts';
import { mayEditMember } from '../access/policy.ts';
import type { MemberField } from '../../generated/prisma/enums.ts';
import { LanguageType, TimeZoneType, CountryType, countryOf } from '../cldr/schema.ts';
import { builder } from '../schema/builder.ts';
import type { Context } from '../schema/context.ts';
import { checkPage, pageCost } from '../schema/cost.ts';
import { idsOfType } from '../schema/ids.ts';
import { localeArgument } from '../schema/locale-argument.ts';
import { TopicType } from '../taxonomy/schema.ts';
import {
  AudienceType,
  ExchangeFormatType,
  LanguageLevelType,
  MemberFieldType,
  MemberKindType,
  OfferLevelType,
  PriorityType,
} from './enums.ts';
import { clockTime } from './rules.ts';
import { directoryOrder, membersWhere, type MemberQuery } from './store.ts';

const LanguageSkillType = builder.prismaObject('LanguageSkill', {
  description: 'A language that a member works in.',
  fields: (t) => ({
    language: t.field({
      type: LanguageType,
      description: 'The language.',
      select: { language: true },
      resolve: ({ language }) => ({ code: language }),
    }),
    level: t.expose('level', { type: LanguageLevelType, description: 'How well.' }),
    main: t.boolean({
      description: 'Whether it is the language that the member works in first.',
      select: { position: true },
      resolve: ({ position }) => position === 0,
    }),
  }),
});

export const OfferType = builder.prismaObject('Offer', {
  description: 'A topic that a member can share.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Its id within the member.' }),
    topic: t.relation('topic', { description: 'What can be learned.' }),
    level: t.expose('level', { type: OfferLevelType, description: 'How far the knowledge goes.' }),
    formats: t.expose('formats', {
      type: [ExchangeFormatType],
      description: 'How it can be shared; empty: open to any.',
    }),
    note: t.exposeString('note', { nullable: true, description: 'In the member’s own words.' }),
  }),
});

export const NeedType = builder.prismaObject('Need', {
  description: 'A topic that a member wants to learn.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Its id within the member.' }),
    topic: t.relation('topic', { description: 'What is to be learned.' }),
    priority: t.expose('priority', { type: PriorityType, description: 'How much it matters now.' }),
    levelWanted: t.expose('levelWanted', {
      type: OfferLevelType,
      nullable: true,
      description: 'How far the knowledge of the other side should go; null: any helps.',
    }),
    formats: t.expose('formats', {
      type: [ExchangeFormatType],
      description: 'How it could be learned; empty: open to any.',
    }),
    note: t.exposeString('note', { nullable: true, description: 'In the member’s own words.' }),
  }),
});

const InterpretationType = builder.prismaObject('Interpretation', {
  description: 'A direction in which a member interprets for others.',
  fields: (t) => ({
    from: t.field({
      type: LanguageType,
      description: 'The language that is heard.',
      select: { from: true },
      resolve: ({ from }) => ({ code: from }),
    }),
    to: t.field({
      type: LanguageType,
      description: 'The language that is spoken.',
      select: { to: true },
      resolve: ({ to }) => ({ code: to }),
    }),
  }),
});

const WorkingGroupType = builder.prismaObject('WorkingGroup', {
  description: 'A group of members that plans work together.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Its stable name for scripts.' }),
    name: t.string({
      description: 'Its name in the language asked for.',
      args: localeArgument(t),
      select: { labels: true },
      resolve: ({ labels }, { locale }, context) => {
        const names = labels as Record<string, string>;
        return names[locale ?? context.locale] ?? names.en ?? Object.values(names)[0] ?? '';
      },
    }),
  }),
});

interface AvailabilityShape {
  readonly paused: boolean;
  readonly confirmedOn: Date | null;
  readonly capacity: number;
  readonly workFrom: number;
  readonly workTo: number;
}

const AvailabilityType = builder.objectRef<AvailabilityShape>('Availability').implement({
  description: 'Whether and how much a member can take part at present.',
  fields: (t) => ({
    paused: t.exposeBoolean('paused', { description: 'Whether it receives no requests for now.' }),
    confirmedOn: t.expose('confirmedOn', {
      type: 'Date',
      nullable: true,
      description: 'When it last said that it is available. Nobody is suggested on old word.',
    }),
    capacity: t.exposeInt('capacity', {
      description: 'How many exchanges it takes at a time, 0 to 20.',
    }),
    workFrom: t.string({
      description: 'When its working day begins, local time: `09:00`.',
      resolve: ({ workFrom }) => clockTime(workFrom),
    }),
    workTo: t.string({
      description: 'When its working day ends, local time: `17:00`.',
      resolve: ({ workTo }) => clockTime(workTo),
    }),
  }),
});

interface ConsentShape {
  readonly field: MemberField;
  readonly audience: ReturnType<typeof audienceOf>;
  readonly useForMatching: boolean;
}

const ConsentType = builder.objectRef<ConsentShape>('Consent').implement({
  description: 'Who may see a field of a member.',
  fields: (t) => ({
    field: t.expose('field', { type: MemberFieldType, description: 'Which field.' }),
    audience: t.expose('audience', {
      type: AudienceType,
      description: 'The widest audience that sees it.',
    }),
    useForMatching: t.exposeBoolean('useForMatching', {
      description:
        'Whether matching may use it for people who may not see it. It is never shown to them.',
    }),
  }),
});

const sees = (member: ConsentHolder, field: MemberField, { viewer }: Context): boolean =>
  maySee(viewer, member, field);

/** Fields below ask `sees` before they answer; what is withheld is null, empty, or the pseudonym. */
export const MemberType = builder.prismaNode('Member', {
  // An id of nobody is no fault: node and nodes answer null.
  nullable: true,
  id: { field: 'id', description: 'Its id, to be used wherever the API takes a member.' },
  description:
    'An organisation, movement, group or individual advocate that belongs to the network, as far as the viewer may see it.',
  authScopes: { directory: true },
  select: {
    id: true,
    visibility: true,
    consents: { select: { field: true, audience: true, useForMatching: true } },
  },
  fields: (t) => ({
    reference: t.string({
      nullable: true,
      description: 'The network’s own identifier for it; seen by those who see the name.',
      select: { reference: true },
      resolve: (member, _args, context) =>
        sees(member, 'NAME', context) ? member.reference : null,
    }),
    name: t.string({
      description: 'Its name, or a stable pseudonym where the name is withheld.',
      select: { name: true, pseudonym: true },
      resolve: (member, _args, context) =>
        sees(member, 'NAME', context) ? member.name : member.pseudonym,
    }),
    kind: t.field({
      type: MemberKindType,
      nullable: true,
      description: 'What sort of member it is.',
      select: { kind: true },
      resolve: (member, _args, context) => (sees(member, 'KIND', context) ? member.kind : null),
    }),
    country: t.field({
      type: CountryType,
      nullable: true,
      description: 'Where it works from.',
      select: { country: true },
      resolve: (member, _args, context) =>
        sees(member, 'COUNTRY', context) ? countryOf(member.country) : null,
    }),
    timeZone: t.field({
      type: TimeZoneType,
      nullable: true,
      description: 'The time it lives by; null also where it is unknown.',
      select: { timeZone: true },
      resolve: (member, _args, context) =>
        member.timeZone && sees(member, 'TIME_ZONE', context) ? { name: member.timeZone } : null,
    }),
    languages: t.field({
      type: [LanguageSkillType],
      description: 'The languages it works in, its main language first.',
      complexity: { field: 1, multiplier: 3 },
      select: (_args, _context, nested) => ({
        languages: nested({ orderBy: { position: 'asc' } }),
      }),
      resolve: (member, _args, context) =>
        sees(member, 'LANGUAGES', context) ? member.languages : [],
    }),
    offers: t.field({
      type: [OfferType],
      description: 'What it can share.',
      complexity: { field: 1, multiplier: 4 },
      select: (_args, _context, nested) => ({ offers: nested({ orderBy: { position: 'asc' } }) }),
      resolve: (member, _args, context) => (sees(member, 'OFFERS', context) ? member.offers : []),
    }),
    needs: t.field({
      type: [NeedType],
      description: 'What it wants to learn.',
      complexity: { field: 1, multiplier: 4 },
      select: (_args, _context, nested) => ({ needs: nested({ orderBy: { position: 'asc' } }) }),
      resolve: (member, _args, context) => (sees(member, 'NEEDS', context) ? member.needs : []),
    }),
    themes: t.field({
      type: [TopicType],
      description: 'What it works on, whether or not it offers or needs it.',
      complexity: { field: 1, multiplier: 3 },
      select: (_args, _context, nested) => ({
        themes: { orderBy: { position: 'asc' }, select: { topic: nested() } },
      }),
      resolve: (member, _args, context) =>
        sees(member, 'THEMES', context) ? member.themes.map(({ topic }) => topic) : [],
    }),
    workingGroups: t.field({
      type: [WorkingGroupType],
      description: 'The working groups that it is in.',
      complexity: { field: 1, multiplier: 2 },
      select: (_args, _context, nested) => ({
        workingGroups: { orderBy: { position: 'asc' }, select: { group: nested() } },
      }),
      resolve: (member, _args, context) =>
        sees(member, 'WORKING_GROUPS', context)
          ? member.workingGroups.map(({ group }) => group)
          : [],
    }),
    interprets: t.field({
      type: [InterpretationType],
      description: 'The languages between which it interprets for others.',
      complexity: { field: 1, multiplier: 2 },
      select: (_args, _context, nested) => ({
        interprets: nested({ orderBy: { position: 'asc' } }),
      }),
      resolve: (member, _args, context) =>
        sees(member, 'INTERPRETS', context) ? member.interprets : [],
    }),
    joinedOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'When it joined the network; null also where it is unknown.',
      select: { joinedOn: true },
      resolve: (member, _args, context) =>
        sees(member, 'JOINED_ON', context) ? member.joinedOn : null,
    }),
    genderFocus: t.boolean({
      nullable: true,
      description: 'Whether its work centres on gender.',
      select: { genderFocus: true },
      resolve: (member, _args, context) =>
        sees(member, 'GENDER_FOCUS', context) ? member.genderFocus : null,
    }),
    atRisk: t.boolean({
      nullable: true,
      description: 'Whether it is at risk.',
      select: { atRisk: true },
      resolve: (member, _args, context) =>
        sees(member, 'AT_RISK', context) ? member.atRisk : null,
    }),
    notes: t.string({
      nullable: true,
      description: 'What it wants the other party of an exchange to know.',
      select: { notes: true },
      resolve: (member, _args, context) => (sees(member, 'NOTES', context) ? member.notes : null),
    }),
    contacts: t.stringList({
      description: 'The e-mail addresses of its representatives.',
      complexity: { field: 1, multiplier: 2 },
      select: { representatives: { select: { email: true }, orderBy: { position: 'asc' } } },
      resolve: (member, _args, context) =>
        sees(member, 'CONTACT', context) ? member.representatives.map(({ email }) => email) : [],
    }),
    availability: t.field({
      type: AvailabilityType,
      nullable: true,
      description: 'Whether and how much it can take part at present.',
      select: { paused: true, confirmedOn: true, capacity: true, workFrom: true, workTo: true },
      resolve: (member, _args, context) => (sees(member, 'AVAILABILITY', context) ? member : null),
    }),
    withheld: t.field({
      type: [MemberFieldType],
      description:
        'The fields that the viewer may not see, whether or not there is anything in them.',
      resolve: (member, _args, { viewer }) => withheldFrom(viewer, member),
    }),
    visibility: t.field({
      type: AudienceType,
      nullable: true,
      description:
        'The widest audience of the directory fields; for the member itself and the secretariat.',
      resolve: (member, _args, { viewer }) =>
        mayEditMember(viewer, member.id) ? member.visibility : null,
    }),
    consents: t.field({
      type: [ConsentType],
      nullable: true,
      description: 'Every field and its audience; for the member itself and the secretariat.',
      complexity: { field: 1, multiplier: 16 },
      resolve: (member, _args, { viewer }) =>
        mayEditMember(viewer, member.id)
          ? memberFields.map((field) => ({
              field,
              audience: audienceOf(member, field),
              useForMatching: mayMatchUnseen(member, field),
            }))
          : null,
    }),
    viewerCanEdit: t.boolean({
      description: 'Whether the viewer may change this profile.',
      resolve: (member, _args, { viewer }) => mayEditMember(viewer, member.id),
    }),
  }),
});

const MemberFilter = builder.inputType('MemberFilter', {
  description:
    'Which members: any value within a list, and every list that is given. A member is found by a field only if the viewer may see that field.',
  fields: (t) => ({
    topics: t.idList({
      description: 'Offers, needs or works on one of these topics, or a narrower one.',
    }),
    offers: t.idList({ description: 'Offers one of these topics, or a narrower one.' }),
    needs: t.idList({ description: 'Needs one of these topics, or a narrower one.' }),
    languages: t.stringList({ description: 'Works in one of these languages (BCP 47).' }),
    countries: t.stringList({
      description: 'Works from one of these countries (ISO 3166-1 alpha-2).',
    }),
    regions: t.stringList({
      description: 'Works from one of these regions or subregions (UN M49).',
    }),
    kinds: t.field({ type: [MemberKindType], description: 'Is of one of these kinds.' }),
    workingGroups: t.stringList({ description: 'Is in one of these working groups, by key.' }),
  }),
});

builder.queryFields((t) => ({
  member: t.prismaField({
    type: MemberType,
    nullable: true,
    description: 'One member by its id; null where there is none.',
    authScopes: { directory: true },
    args: { id: t.arg.id({ required: true, description: 'The id of a member.' }) },
    resolve: (query, _root, { id }, { prisma }) =>
      prisma.member.findUnique({ ...query, where: { id: idsOfType('Member', [id])[0] ?? '' } }),
  }),
  members: t.prismaConnection(
    {
      type: MemberType,
      cursor: 'id',
      description: 'The directory, in alphabetical order of what members may see.',
      authScopes: { directory: true },
      args: {
        filter: t.arg({ type: MemberFilter, description: 'Which members.' }),
        search: t.arg.string({
          description: 'Words of a name or of a topic, in any language and spelling.',
        }),
      },
      complexity: pageCost,
      maxSize: checkPage,
      totalCount: async (_root, args, context) =>
        context.prisma.member.count({
          where: await membersWhere(context.prisma, context.viewer, memberQuery(args)),
        }),
      resolve: async (query, _root, args, { prisma, viewer }) =>
        prisma.member.findMany({
          ...query,
          where: await membersWhere(prisma, viewer, memberQuery(args)),
          orderBy: directoryOrder(viewer),
        }),
    },
    { name: 'MemberConnection', description: 'A page of members.' },
    { name: 'MemberEdge', description: 'A member on a page.' },
  ),
  workingGroups: t.prismaField({
    type: [WorkingGroupType],
    description: 'The working groups of the network.',
    complexity: { field: 1, multiplier: 10 },
    resolve: (query, _root, _args, { prisma }) =>
      prisma.workingGroup.findMany({ ...query, orderBy: { key: 'asc' } }),
  }),
}));

interface MembersArguments {
  readonly filter?: typeof MemberFilter.$inferInput | null;
  readonly search?: string | null;
}

function memberQuery({ filter, search }: MembersArguments): MemberQuery {
  const topics = (ids: readonly string[] | null | undefined) =>
    ids ? idsOfType('Topic', ids) : null;
  return {
    topics: topics(filter?.topics),
    offers: topics(filter?.offers),
    needs: topics(filter?.needs),
    languages: filter?.languages ?? null,
    countries: filter?.countries ?? null,
    regions: filter?.regions ?? null,
    kinds: filter?.kinds ?? null,
    workingGroups: filter?.workingGroups ?? null,
    search: search?.trim() || null,
  };
}

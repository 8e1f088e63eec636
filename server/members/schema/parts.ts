import type { MemberField } from '../../../generated/prisma/enums.ts';
import type { audienceOf } from '../../access/consent.ts';
import { LanguageType } from '../../cldr/schema.ts';
import { builder } from '../../schema/builder.ts';
import { localeArgument } from '../../schema/locale-argument.ts';
import { clockTime } from '../rules.ts';
import {
  AudienceType,
  ExchangeFormatType,
  LanguageLevelType,
  MemberFieldType,
  OfferLevelType,
  PriorityType,
} from './enums.ts';

export const LanguageSkillType = builder.prismaObject('LanguageSkill', {
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

export const InterpretationType = builder.prismaObject('Interpretation', {
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

export const WorkingGroupType = builder.prismaObject('WorkingGroup', {
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

export const AvailabilityType = builder.objectRef<AvailabilityShape>('Availability').implement({
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

export const ConsentType = builder.objectRef<ConsentShape>('Consent').implement({
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

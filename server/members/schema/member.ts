import type { MemberField } from '../../../generated/prisma/enums.ts';
import {
  audienceOf,
  type ConsentHolder,
  mayMatchUnseen,
  maySee,
  memberFields,
  withheldFrom,
} from '../../access/consent.ts';
import { mayEditMember } from '../../access/policy.ts';
import { countryOf, CountryType, TimeZoneType } from '../../cldr/schema.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import { TopicType } from '../../taxonomy/schema.ts';
import { AudienceType, MemberFieldType, MemberKindType } from './enums.ts';
import {
  AvailabilityType,
  ConsentType,
  InterpretationType,
  LanguageSkillType,
  NeedType,
  OfferType,
  WorkingGroupType,
} from './parts.ts';

const sees = (member: ConsentHolder, field: MemberField, { viewer }: Context): boolean =>
  maySee(viewer, member, field);

/** What every decision about a member's fields is made from. */
export const consentHolder = {
  id: true,
  visibility: true,
  consents: { select: { field: true, audience: true, useForMatching: true } },
} as const;

/** Fields below ask `sees` before they answer; what is withheld is null, empty, or the pseudonym. */
export const MemberType = builder.prismaNode('Member', {
  // An id of nobody is no fault: node and nodes answer null.
  nullable: true,
  id: { field: 'id', description: 'Its id, to be used wherever the API takes a member.' },
  description:
    'An organisation, movement, group or individual advocate that belongs to the network, as far as the viewer may see it.',
  authScopes: { directory: true },
  select: consentHolder,
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
    relays: t.boolean({
      nullable: true,
      description:
        'Whether it has agreed to stand between two others with its own languages; seen by those who see what it interprets.',
      select: { relays: true },
      resolve: (member, _args, context) =>
        sees(member, 'INTERPRETS', context) ? member.relays : null,
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

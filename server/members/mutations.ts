import { mayEditMember } from '../access/policy.ts';
import { message } from '../i18n/message.ts';
import { builder } from '../schema/builder.ts';
import type { Context } from '../schema/context.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../schema/errors.ts';
import { idsOfType } from '../schema/ids.ts';
import { resultOf } from '../schema/result.ts';
import { topicNames } from '../taxonomy/topic-names.ts';
import {
  AudienceType,
  ExchangeFormatType,
  LanguageLevelType,
  MemberFieldType,
  MemberKindType,
  OfferLevelType,
  PriorityType,
} from './enums.ts';
import {
  setAvailability,
  setConsent,
  setLanguages,
  setNeeds,
  setOffers,
  updateProfile,
} from './profile.ts';
import {
  checkConsents,
  checkLanguages,
  checkProfile,
  checkTopics,
  tooMany,
  type Checked,
  type Problem,
} from './rules.ts';

const onBehalf =
  'The member; only the secretariat names one, on its behalf. By default the viewer’s own.';

const errors = [InvalidInputError, NotFoundError, ForbiddenError];

/** What every change of a profile answers. */
function success(name: string) {
  return builder.objectRef<{ memberId: string }>(name).implement({
    description: 'The profile was changed.',
    fields: (t) => ({
      member: t.prismaField({
        type: 'Member',
        description: 'The member as it is now.',
        resolve: (query, { memberId }, _args, { prisma }) =>
          prisma.member.findUniqueOrThrow({ ...query, where: { id: memberId } }),
      }),
    }),
  });
}

/** The member that a change is about, once it is clear that the viewer may change it. */
async function memberToChange(given: string | null | undefined, context: Context): Promise<string> {
  const { viewer, prisma, locale } = context;
  const own = viewer.kind === 'person' ? viewer.memberId : null;
  const memberId = given ? idsOfType('Member', [given])[0] : own;
  // The same answer whether it does not exist or is not the viewer's to change: nobody learns which.
  if (
    !memberId ||
    !mayEditMember(viewer, memberId) ||
    !(await prisma.member.findUnique({ where: { id: memberId }, select: { id: true } }))
  ) {
    throw new NotFoundError(message(locale, 'error.noMember'), ['member']);
  }
  return memberId;
}

function accept<T>(result: Checked<T>, context: Context): T {
  if (result.value === null) throw invalid(result.problems, context);
  return result.value;
}

function invalid(problems: readonly Problem[], { locale }: Context): InvalidInputError {
  return new InvalidInputError(
    problems.map(({ path, key, values }) => ({ path, message: message(locale, key, values) })),
  );
}

const UpdateMemberInput = builder.inputType('UpdateMemberInput', {
  description: 'Changes to a profile; what is left out stays as it is.',
  fields: (t) => ({
    member: t.id({ description: onBehalf }),
    name: t.string({ description: 'Its name, 1 to 200 characters.' }),
    kind: t.field({ type: MemberKindType, description: 'What sort of member it is.' }),
    country: t.string({ description: 'ISO 3166-1 alpha-2.' }),
    timeZone: t.string({ description: 'An IANA name; empty: unknown.' }),
    workFrom: t.string({ description: 'When its working day begins, local time: `09:00`.' }),
    workTo: t.string({ description: 'When its working day ends, later than it begins: `17:00`.' }),
    capacity: t.int({ description: 'Exchanges at a time, 0 to 20.' }),
    notes: t.string({
      description: 'For the other party of an exchange, at most 4,000 characters; empty: none.',
    }),
    themes: t.idList({ description: 'The topics that it works on: the whole list, at most 50.' }),
    workingGroups: t.stringList({ description: 'The keys of its working groups: the whole list.' }),
    genderFocus: t.boolean({ description: 'Whether its work centres on gender.' }),
  }),
});

builder.mutationField('updateMember', (t) =>
  t.field({
    type: success('UpdateMemberSuccess'),
    description: 'Changes a profile.',
    authScopes: { signedIn: true },
    errors: resultOf('UpdateMember', errors),
    args: { input: t.arg({ type: UpdateMemberInput, required: true, description: 'The change.' }) },
    resolve: async (_root, { input }, context) => {
      const { prisma, viewer } = context;
      const memberId = await memberToChange(input.member, context);
      const stored = await prisma.member.findUniqueOrThrow({
        where: { id: memberId },
        select: { workFrom: true, workTo: true },
      });
      const profile = checkProfile(input, stored);
      const themes = input.themes ? [...new Set(idsOfType('Topic', input.themes))] : undefined;
      const workingGroups = input.workingGroups ? [...new Set(input.workingGroups)] : undefined;
      const problems = [
        ...profile.problems,
        ...(await unknownThemes(themes ?? [], context)),
        ...(await unknownGroups(workingGroups ?? [], context)),
        ...tooMany('themes', themes?.length ?? 0),
      ];
      if (profile.value === null || problems.length > 0) throw invalid(problems, context);
      await updateProfile(prisma, viewer, memberId, profile.value, { themes, workingGroups });
      return { memberId };
    },
  }),
);

async function unknownThemes(
  topicIds: readonly string[],
  { prisma, locale }: Context,
): Promise<Problem[]> {
  const names = await topicNames(prisma, topicIds, locale);
  return topicIds.flatMap((id, index) =>
    names.has(id) ? [] : [{ path: ['themes', String(index)], key: 'error.topic' as const }],
  );
}

async function unknownGroups(keys: readonly string[], { prisma }: Context): Promise<Problem[]> {
  const known = new Set(
    (await prisma.workingGroup.findMany({ where: { key: { in: [...keys] } } })).map(
      ({ key }) => key,
    ),
  );
  return keys.flatMap((found, index) =>
    known.has(found)
      ? []
      : [
          {
            path: ['workingGroups', String(index)],
            key: 'error.workingGroup' as const,
            values: { found },
          },
        ],
  );
}

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

const LanguageSkillInput = builder.inputType('LanguageSkillInput', {
  description: 'A language that a member works in.',
  fields: (t) => ({
    language: t.string({
      required: true,
      description: 'BCP 47; a regional variant counts as its language.',
    }),
    level: t.field({ type: LanguageLevelType, description: 'How well; C1 by default.' }),
  }),
});

const SetLanguagesInput = builder.inputType('SetLanguagesInput', {
  description: 'All languages that a member works in.',
  fields: (t) => ({
    member: t.id({ description: onBehalf }),
    languages: t.field({
      type: [LanguageSkillInput],
      required: true,
      description: 'The whole list, 1 to 50, main language first.',
    }),
  }),
});

builder.mutationField('setLanguages', (t) =>
  t.field({
    type: success('SetLanguagesSuccess'),
    description: 'Says in which languages a member works. The list replaces the one before.',
    authScopes: { signedIn: true },
    errors: resultOf('SetLanguages', errors),
    args: {
      input: t.arg({ type: SetLanguagesInput, required: true, description: 'The languages.' }),
    },
    resolve: async (_root, { input }, context) => {
      const memberId = await memberToChange(input.member, context);
      await setLanguages(
        context.prisma,
        context.viewer,
        memberId,
        accept(checkLanguages(input.languages), context),
      );
      return { memberId };
    },
  }),
);

const MemberInput = builder.inputType('MemberInput', {
  description: 'Which member.',
  fields: (t) => ({ member: t.id({ description: onBehalf }) }),
});

builder.mutationField('confirmAvailability', (t) =>
  t.field({
    type: success('ConfirmAvailabilitySuccess'),
    description: 'Says that a member is available, as of today; ends a pause.',
    authScopes: { signedIn: true },
    errors: resultOf('ConfirmAvailability', errors),
    args: { input: t.arg({ type: MemberInput, required: true, description: 'Which member.' }) },
    resolve: async (_root, { input }, context) => {
      const memberId = await memberToChange(input.member, context);
      await setAvailability(context.prisma, context.viewer, memberId, {
        paused: false,
        confirmedOn: context.now(),
      });
      return { memberId };
    },
  }),
);

builder.mutationField('pauseAvailability', (t) =>
  t.field({
    type: success('PauseAvailabilitySuccess'),
    description:
      'Says that a member wants no requests for now. It is suggested to nobody until it confirms again.',
    authScopes: { signedIn: true },
    errors: resultOf('PauseAvailability', errors),
    args: { input: t.arg({ type: MemberInput, required: true, description: 'Which member.' }) },
    resolve: async (_root, { input }, context) => {
      const memberId = await memberToChange(input.member, context);
      await setAvailability(context.prisma, context.viewer, memberId, { paused: true });
      return { memberId };
    },
  }),
);

const ConsentInput = builder.inputType('ConsentInput', {
  description: 'Who may see a field.',
  fields: (t) => ({
    field: t.field({ type: MemberFieldType, required: true, description: 'Which field.' }),
    audience: t.field({
      type: AudienceType,
      required: true,
      description: 'The widest audience that sees it.',
    }),
    useForMatching: t.boolean({
      description: 'Whether matching may use it for people who may not see it; off by default.',
    }),
  }),
});

const SetConsentInput = builder.inputType('SetConsentInput', {
  description: 'Who may see what of a member.',
  fields: (t) => ({
    member: t.id({ description: onBehalf }),
    visibility: t.field({
      type: AudienceType,
      description: 'The widest audience of the directory fields that have none of their own.',
    }),
    consents: t.field({
      type: [ConsentInput],
      description: 'Fields with an audience of their own; those not named stay as they are.',
    }),
  }),
});

builder.mutationField('setConsent', (t) =>
  t.field({
    type: success('SetConsentSuccess'),
    description: 'Says who may see what of a member.',
    authScopes: { signedIn: true },
    errors: resultOf('SetConsent', errors),
    args: { input: t.arg({ type: SetConsentInput, required: true, description: 'The consent.' }) },
    resolve: async (_root, { input }, context) => {
      const memberId = await memberToChange(input.member, context);
      const consents = accept(checkConsents(input.consents ?? []), context);
      await setConsent(context.prisma, context.viewer, memberId, {
        visibility: input.visibility ?? undefined,
        consents,
      });
      return { memberId };
    },
  }),
);

import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import { idsOfType } from '../../schema/ids.ts';
import { resultOf } from '../../schema/result.ts';
import { topicNames } from '../../taxonomy/topic-names.ts';
import { checkProfile, type Problem, tooMany } from '../rules.ts';
import { updateProfile } from '../store/profile.ts';
import { errors, invalid, memberToChange, onBehalf, success } from './change.ts';
import { MemberKindType } from './enums.ts';

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
    atRisk: t.boolean({
      description:
        'Whether it is at risk. Whoever becomes so is seen by the secretariat at most, whatever was said of single fields, until `setConsent` says otherwise, and named by no learning note until it agrees to that again.',
    }),
    relays: t.boolean({
      description: 'Whether it agrees to stand between two others with its own languages.',
    }),
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
        select: { workFrom: true, workTo: true, atRisk: true, visibility: true },
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

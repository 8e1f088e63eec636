import { builder } from '../../schema/builder.ts';
import { resultOf } from '../../schema/result.ts';
import { checkConsents } from '../rules.ts';
import { setConsent } from '../store/profile.ts';
import { accept, errors, memberToChange, onBehalf as onBehalfText, success } from './change.ts';
import { AudienceType, MemberFieldType } from './enums.ts';

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
    member: t.id({ description: onBehalfText }),
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
    description:
      'Says who may see what of a member. What a member keeps to itself, and that unseen fields may be used for matching, only the member can decide.',
    authScopes: { signedIn: true },
    errors: resultOf('SetConsent', errors),
    args: { input: t.arg({ type: SetConsentInput, required: true, description: 'The consent.' }) },
    resolve: async (_root, { input }, context) => {
      const memberId = await memberToChange(input.member, context);
      const { prisma, viewer } = context;
      const stored = await prisma.member.findUniqueOrThrow({
        where: { id: memberId },
        select: { visibility: true, consents: true },
      });
      const asked = { visibility: input.visibility ?? undefined, consents: input.consents ?? [] };
      const onBehalf = viewer.kind !== 'person' || viewer.memberId !== memberId;
      const changes = accept(checkConsents(asked, stored, { onBehalf }), context);
      await setConsent(prisma, viewer, memberId, changes);
      return { memberId };
    },
  }),
);

import { builder } from '../../schema/builder.ts';
import { resultOf } from '../../schema/result.ts';
import { checkConsents } from '../rules.ts';
import { setConsent } from '../store/profile.ts';
import { accept, errors, memberToChange, onBehalf, success } from './change.ts';
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

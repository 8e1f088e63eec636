import { builder } from '../../schema/builder.ts';
import { resultOf } from '../../schema/result.ts';
import { setAvailability } from '../store/profile.ts';
import { errors, memberToChange, onBehalf, success } from './change.ts';

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

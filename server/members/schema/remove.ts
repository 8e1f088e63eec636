import { mayRemoveMember } from '../../access/policy.ts';
import { message } from '../../i18n/message.ts';
import { builder } from '../../schema/builder.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../schema/errors.ts';
import { idOfType } from '../../schema/ids.ts';
import { resultOf } from '../../schema/result.ts';
import { removeMember } from '../store/remove.ts';

const RemoveMemberInput = builder.inputType('RemoveMemberInput', {
  description: 'Which member: exactly one of the two.',
  fields: (t) => ({
    member: t.id({ description: 'Its id.' }),
    reference: t.string({ description: 'The network’s own identifier for it.' }),
  }),
});

const RemoveMemberSuccess = builder
  .objectRef<{ memberId: string; exchangesEnded: number }>('RemoveMemberSuccess')
  .implement({
    description: 'The member is gone.',
    fields: (t) => ({
      member: t.globalID({
        description: 'The id that it had.',
        resolve: ({ memberId }) => ({ id: memberId, type: 'Member' }),
      }),
      exchangesEnded: t.exposeInt('exchangesEnded', {
        description: 'How many exchanges were open, and ended for it.',
      }),
    }),
  });

builder.mutationField('removeMember', (t) =>
  t.field({
    type: RemoveMemberSuccess,
    description:
      'Removes a member and all that was kept of it, for good: its open exchanges end, and its profile, people, messages, answers and drafts are deleted. What it agreed to publish stays, without its name. For its own representatives, the secretariat, and keys with `write:members`.',
    errors: resultOf('RemoveMember', [InvalidInputError, NotFoundError, ForbiddenError]),
    args: { input: t.arg({ type: RemoveMemberInput, required: true, description: 'Which.' }) },
    resolve: async (_root, { input }, { prisma, viewer, locale, now }) => {
      const { member, reference } = input;
      if ((member == null) === (reference == null))
        throw new InvalidInputError([
          { path: ['member'], message: message(locale, 'error.memberOrReference') },
        ]);
      if (viewer.kind === 'anonymous')
        throw new ForbiddenError('UNAUTHENTICATED', message(locale, 'error.unauthenticated'));
      const where =
        member == null ? { reference: reference ?? '' } : { id: idOfType('Member', member) ?? '' };
      const found =
        where.id === '' ? null : await prisma.member.findFirst({ where, select: { id: true } });
      // Whoever may not, learns nothing of who there is.
      if (viewer.kind === 'key' && !mayRemoveMember(viewer, found?.id ?? ''))
        throw new ForbiddenError('FORBIDDEN', message(locale, 'error.scope'));
      if (!found || !mayRemoveMember(viewer, found.id))
        throw new NotFoundError(message(locale, 'error.noMember'), ['member']);
      const exchangesEnded = await removeMember(prisma, viewer, found.id, now());
      return { memberId: found.id, exchangesEnded };
    },
  }),
);

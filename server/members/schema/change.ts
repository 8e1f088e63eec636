import { mayEditMember } from '../../access/policy.ts';
import { message } from '../../i18n/message.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../schema/errors.ts';
import { idOfType } from '../../schema/ids.ts';
import type { Checked, Problem } from '../rules.ts';

/** What each input says of the member that it is about. */
export const onBehalf =
  'The member; only the secretariat names one, on its behalf. By default the viewer’s own.';

/** What can go wrong with every change of a profile. */
export const errors = [InvalidInputError, NotFoundError, ForbiddenError];

/** What every change of a profile answers. */
export function success(name: string) {
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
export async function memberToChange(
  given: string | null | undefined,
  context: Context,
): Promise<string> {
  const { viewer, prisma, locale } = context;
  const own = viewer.kind === 'person' ? viewer.memberId : null;
  const memberId = given == null ? own : idOfType('Member', given);
  // The same answer whether it is no member, does not exist or is not the viewer's to change: nobody learns which.
  if (
    !memberId ||
    !mayEditMember(viewer, memberId) ||
    !(await prisma.member.findUnique({ where: { id: memberId }, select: { id: true } }))
  ) {
    throw new NotFoundError(message(locale, 'error.noMember'), ['member']);
  }
  return memberId;
}

export function accept<T>(result: Checked<T>, context: Context): T {
  if (result.value === null) throw invalid(result.problems, context);
  return result.value;
}

export function invalid(problems: readonly Problem[], { locale }: Context): InvalidInputError {
  return new InvalidInputError(
    problems.map(({ path, key, values }) => ({ path, message: message(locale, key, values) })),
  );
}

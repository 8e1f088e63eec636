import {
  DismissReason as DismissReasons,
  PrivateChoiceKind as PrivateChoiceKinds,
} from '../../../generated/prisma/enums.ts';
import { mayReadPairings, maySeeDecisionsOfSecretariat } from '../../access/policy.ts';
import type { Viewer } from '../../access/viewer.ts';
import { message } from '../../i18n/message.ts';
import { accept, errors, invalid, memberToChange } from '../../members/schema/change.ts';
import { MemberType } from '../../members/schema/member.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import { ForbiddenError, NotFoundError } from '../../schema/errors.ts';
import { idOfType } from '../../schema/ids.ts';
import { resultOf } from '../../schema/result.ts';
import { readPolicy } from '../../policy/store.ts';
import { checkNote, endOf, noteLimit } from './rules.ts';
import { avoid, choicesOf, dismiss, restore, stopAvoiding, type Two } from './store.ts';

const PrivateChoiceKindType = builder.enumType('PrivateChoiceKind', {
  description: 'For how long somebody is kept out of a list.',
  values: {
    NOT_NOW: {
      value: PrivateChoiceKinds.NOT_NOW,
      description: 'For some months, and out of the list of the one who chose it alone.',
    },
    NEVER: {
      value: PrivateChoiceKinds.NEVER,
      description: 'Until it is taken back, and out of both lists: the two are never introduced.',
    },
  } as const,
});

const DismissReasonType = builder.enumType('DismissReason', {
  description: 'Why not now.',
  values: {
    NOT_A_PRIORITY: {
      value: DismissReasons.NOT_A_PRIORITY,
      description: 'Other things matter more at present.',
    },
    NO_TIME: { value: DismissReasons.NO_TIME, description: 'There is no time.' },
    DOES_NOT_FIT: {
      value: DismissReasons.DOES_NOT_FIT,
      description: 'It is not what the member looks for.',
    },
    ALREADY_IN_TOUCH: {
      value: DismissReasons.ALREADY_IN_TOUCH,
      description: 'The two are in touch without Peerbridge.',
    },
    OTHER: { value: DismissReasons.OTHER, description: 'Another reason.' },
  } as const,
});

type StoredChoice = Awaited<ReturnType<typeof choicesOf>>[number];

const PrivateChoiceType = builder
  .objectRef<StoredChoice & { readonly until: string | null }>('PrivateChoice')
  .implement({
    description:
      'That a member wants somebody kept out of its list. The other one never learns of it.',
    fields: (t) => ({
      partner: t.prismaField({
        type: MemberType,
        description: 'The other one.',
        resolve: (query, { partnerId }, _args, { prisma }) =>
          prisma.member.findUniqueOrThrow({ ...query, where: { id: partnerId } }),
      }),
      kind: t.expose('kind', { type: PrivateChoiceKindType, description: 'For how long.' }),
      reason: t.expose('reason', {
        type: DismissReasonType,
        nullable: true,
        description: 'Why not now; a “never” needs no reason.',
      }),
      note: t.exposeString('note', {
        nullable: true,
        description: 'What the member added. It and the secretariat can read it.',
      }),
      on: t.expose('on', { type: 'Date', description: 'When it was said last.' }),
      until: t.field({
        type: 'Date',
        nullable: true,
        description: 'The day on which it ends by itself; null for a “never”.',
        resolve: ({ until }) => (until === null ? null : new Date(until)),
      }),
      bySecretariat: t.exposeBoolean('bySecretariat', {
        description: 'Whether it is a decision of the secretariat, which alone sees it.',
      }),
    }),
  });

builder.prismaObjectField('Member', 'privateChoices', (t) =>
  t.field({
    type: [PrivateChoiceType],
    nullable: true,
    description:
      'Whom it set aside, as far as that still holds, the latest first; for the member itself and the secretariat, null for others.',
    complexity: { field: 2, multiplier: 5 },
    select: { id: true },
    resolve: async ({ id }, _args, { prisma, viewer, now }) => {
      if (!mayReadPairings(viewer, id)) return null;
      const policy = await readPolicy(prisma);
      const today = now().toISOString().slice(0, 10);
      const choices = await choicesOf(prisma, id, {
        ofSecretariat: maySeeDecisionsOfSecretariat(viewer),
      });
      return choices
        .map((choice) => ({ ...choice, until: endOf(choice, policy) }))
        .filter(({ until }) => until === null || today < until);
    },
  }),
);

const onBehalf =
  'The member that chooses; only the secretariat names one. By default the viewer’s own.';
const about = 'Whom it is about.';

const DismissPairingInput = builder.inputType('DismissPairingInput', {
  description: 'A “not now”.',
  fields: (t) => ({
    member: t.id({ description: onBehalf }),
    partner: t.id({ required: true, description: about }),
    reason: t.field({ type: DismissReasonType, required: true, description: 'Why not now.' }),
    note: t.string({
      description: `Anything to add, at most ${noteLimit} characters; the secretariat can read it.`,
    }),
  }),
});

builder.mutationField('dismissPairing', (t) =>
  t.field({
    type: success('DismissPairingSuccess'),
    description:
      'Keeps somebody out of the list of a member for some months. Said again, it begins anew with the new reason. The other one is not told and still sees the member.',
    authScopes: { signedIn: true },
    errors: resultOf('DismissPairing', errors),
    args: { input: t.arg({ type: DismissPairingInput, required: true, description: 'What.' }) },
    resolve: async (_root, { input }, context) => {
      const two = await twoOf(input, context);
      const { note } = accept(checkNote(input.note), context);
      const choice = { reason: input.reason, note, on: context.now() };
      await dismiss(context.prisma, context.viewer, two, choice);
      return two;
    },
  }),
);

const RestorePairingInput = builder.inputType('RestorePairingInput', {
  description: 'Which “not now” to take back.',
  fields: (t) => ({
    member: t.id({ description: onBehalf }),
    partner: t.id({ required: true, description: about }),
  }),
});

builder.mutationField('restorePairing', (t) =>
  t.field({
    type: success('RestorePairingSuccess'),
    description: 'Takes a “not now” back. A “never” stays: `avoidMember` takes that back.',
    authScopes: { signedIn: true },
    errors: resultOf('RestorePairing', errors),
    args: { input: t.arg({ type: RestorePairingInput, required: true, description: 'Which.' }) },
    resolve: async (_root, { input }, context) => {
      const two = await twoOf(input, context);
      await restore(context.prisma, context.viewer, two);
      return two;
    },
  }),
);

const AvoidMemberInput = builder.inputType('AvoidMemberInput', {
  description: 'A “never introduce us”, or the end of one.',
  fields: (t) => ({
    member: t.id({ description: onBehalf }),
    partner: t.id({ required: true, description: about }),
    avoid: t.boolean({
      required: true,
      defaultValue: true,
      description: 'False takes it back.',
    }),
    bySecretariat: t.boolean({
      description:
        'For the secretariat: true for a decision of its own, which the member does not see; false for what the member itself asked for. By default its own, but for a member that the viewer represents; to take back, its own or else the member’s.',
    }),
  }),
});

builder.mutationField('avoidMember', (t) =>
  t.field({
    type: success('AvoidMemberSuccess'),
    description:
      'Says that two members must never be introduced, or takes that back. It holds in both lists, and in every other way of bringing them together. The other one is not told.',
    authScopes: { signedIn: true },
    errors: resultOf('AvoidMember', errors),
    args: { input: t.arg({ type: AvoidMemberInput, required: true, description: 'What.' }) },
    resolve: async (_root, { input }, context) => {
      const { prisma, viewer, locale } = context;
      const two = await twoOf(input, context);
      const decides = maySeeDecisionsOfSecretariat(viewer);
      if (input.bySecretariat && !decides)
        throw new ForbiddenError('FORBIDDEN', message(locale, 'error.forbidden'));
      const byDefault = decides && !actsFor(viewer, two.memberId);
      const bySecretariat = input.bySecretariat ?? byDefault;
      if (input.avoid) await avoid(prisma, viewer, two, { bySecretariat, on: context.now() });
      else {
        const either = input.bySecretariat == null && byDefault;
        await stopAvoiding(prisma, viewer, two, either ? [true, false] : [bySecretariat]);
      }
      return two;
    },
  }),
);

function actsFor(viewer: Viewer, memberId: string): boolean {
  return viewer.kind === 'person' && viewer.memberId === memberId;
}

/** What every private choice answers. */
function success(name: string) {
  return builder.objectRef<Two>(name).implement({
    description: 'It is noted, and lists keep to it from now on.',
    fields: (t) => ({
      member: t.prismaField({
        type: 'Member',
        description: 'The member that chose.',
        resolve: (query, { memberId }, _args, { prisma }) =>
          prisma.member.findUniqueOrThrow({ ...query, where: { id: memberId } }),
      }),
    }),
  });
}

/** The member that chooses, which the viewer must be allowed to act for, and the one that it is about. */
async function twoOf(
  input: { readonly member?: string | null; readonly partner: string },
  context: Context,
): Promise<Two> {
  const memberId = await memberToChange(input.member, context);
  const partnerId = await existing(input.partner, context);
  if (partnerId === memberId) throw invalid([{ path: ['partner'], key: 'error.self' }], context);
  return { memberId, partnerId };
}

/** The same answer whatever is wrong with an id: that of nobody, of something else, or none at all. */
async function existing(globalId: string, { prisma, locale }: Context): Promise<string> {
  const found = idOfType('Member', globalId);
  const member = found && (await prisma.member.findUnique({ where: { id: found } }));
  if (!member) throw new NotFoundError(message(locale, 'error.noPartner'), ['partner']);
  return member.id;
}

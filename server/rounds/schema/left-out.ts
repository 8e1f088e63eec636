import { message } from '../../i18n/message.ts';
import type { WouldReceive } from '../../matching/round/changes.ts';
import type { Unmatched } from '../../matching/round/result.ts';
import { MemberType } from '../../members/schema/member.ts';
import { builder } from '../../schema/builder.ts';
import { localeArgument } from '../../schema/locale-argument.ts';
import { changeSentence } from '../sentences.ts';
import { memberBehind } from './member-behind.ts';
import { UnmetNeedType, unmetNeeds } from './unmet-need.ts';
import type { ProposalView } from './view.ts';

const UnmatchedReasonType = builder.enumType('RoundUnmatchedReason', {
  description: 'Why somebody learns nothing in a round: the first of these that is true.',
  values: {
    NO_ARC: { value: 'NO_ARC', description: 'There is nobody it could learn from.' },
    CAPACITY: { value: 'CAPACITY', description: 'No place at one end or the other.' },
    NOT_IN_A_CIRCLE: { value: 'NOT_IN_A_CIRCLE', description: 'No circle holds it.' },
    BETTER_USED_ELSEWHERE: {
      value: 'BETTER_USED_ELSEWHERE',
      description: 'Those who could teach it are worth more elsewhere.',
    },
    FLOOR_OR_CAP: {
      value: 'FLOOR_OR_CAP',
      description: 'A floor, a cap or coverage keeps it out.',
    },
  } as const,
});

export const LeftOutType = builder
  .objectRef<{ unmatched: Unmatched; would: WouldReceive | null; view: ProposalView }>(
    'RoundLeftOut',
  )
  .implement({
    description: 'Somebody who learns nothing in a proposal.',
    fields: (t) => ({
      member: t.prismaField({
        type: MemberType,
        nullable: true,
        description: 'Who; null when it left the network.',
        resolve: (query, { unmatched, view }, _args, context) =>
          memberBehind(unmatched.id, query, view, context),
      }),
      reason: t.field({
        type: UnmatchedReasonType,
        description: 'Why.',
        resolve: ({ unmatched }) => unmatched.reason,
      }),
      explanation: t.string({
        description: 'Why, as a sentence.',
        args: localeArgument(t),
        resolve: ({ unmatched }, { locale }, context) =>
          message(locale ?? context.locale, `round.left.${unmatched.reason}`),
      }),
      needs: t.field({
        type: [UnmetNeedType],
        nullable: true,
        description:
          'Where there is nobody it could learn from: why each of its needs is met by nobody, and what would help. Null for other reasons, and where it keeps from the secretariat whether it is available.',
        // Whoever offers what is needed is tried, some hundreds at most.
        complexity: { field: 40, multiplier: 5 },
        resolve: async ({ unmatched, view }, _args, context) =>
          unmatched.reason === 'NO_ARC'
            ? unmetNeeds((await view.members()).get(unmatched.id), context)
            : null,
      }),
      change: t.string({
        nullable: true,
        description:
          'The smallest change after which it would learn something, found by solving again; null until known.',
        args: localeArgument(t),
        resolve: async ({ would, view }, args, context) => {
          if (!would) return null;
          const locale = args.locale ?? context.locale;
          const [nameOf, limit] = await Promise.all([view.names(), view.limits(locale)]);
          return changeSentence(would.change, { locale, nameOf, limit });
        },
      }),
      gain: t.float({
        nullable: true,
        description:
          'What the round would then be worth more; below 0 for less. Null until known, and where no change helps.',
        resolve: ({ would }) => (would?.change ? would.objective : null),
      }),
    }),
  });

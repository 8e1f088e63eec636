import type { PairingChange } from '../../matching/no-pairing/changes.ts';
import { consentHolder } from '../../members/schema/member.ts';
import type { Names } from '../../pairings/names.ts';
import { readNoPairingReasons } from '../../pairings/no-pairing/list.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import { localeArgument } from '../../schema/locale-argument.ts';
import { TopicType } from '../../taxonomy/schema.ts';
import { type UnmetRule, unmetSentence, wouldHelpSentence } from '../need-sentences.ts';

interface UnmetNeed {
  readonly topicId: string;
  readonly rule: UnmetRule;
  readonly change: PairingChange | null;
  readonly names: Names;
}

export const UnmetNeedType = builder.objectRef<UnmetNeed>('RoundUnmetNeed').implement({
  description: 'A need that nobody in a round could meet.',
  fields: (t) => ({
    topic: t.prismaField({
      type: TopicType,
      description: 'What is needed.',
      resolve: (query, { topicId }, _args, { prisma }) =>
        prisma.topic.findUniqueOrThrow({ ...query, where: { id: topicId } }),
    }),
    explanation: t.string({
      description: 'Why, as things stand now, as a sentence about the member.',
      args: localeArgument(t),
      resolve: ({ rule }, { locale }, context) => unmetSentence(rule, locale ?? context.locale),
    }),
    change: t.string({
      nullable: true,
      description:
        'The smallest change that would give a pairing for it; null where none is known.',
      args: localeArgument(t),
      resolve: ({ change, names }, { locale }, context) =>
        change && wouldHelpSentence(change, names, locale ?? context.locale),
    }),
  }),
});

/**
 * Why each need of a member has nobody in a round, by the rules of its pairings: do-not-introduce, safety and consent
 * read as if nobody offered it. Null where the viewer may not read them.
 */
export async function unmetNeeds(
  memberId: string | undefined,
  context: Context,
): Promise<UnmetNeed[] | null> {
  if (memberId === undefined) return null;
  const member = await context.prisma.member.findUnique({
    where: { id: memberId },
    select: consentHolder,
  });
  const found = member && (await readNoPairingReasons(context, member));
  if (!found) return null;
  const { reasons, met, names } = found;
  return [
    ...reasons.map(({ need, rule, change }) => ({ topicId: need.topic, rule, change, names })),
    ...met.map(({ topic }) => ({
      topicId: topic,
      rule: 'TOO_WEAK' as const,
      change: null,
      names,
    })),
  ];
}

import type { ExchangeKind } from '../../../generated/prisma/enums.ts';
import { parseLanguage } from '../../cldr/languages.ts';
import { memberToChange } from '../../members/schema/change.ts';
import { ExchangeFormatType } from '../../members/schema/enums.ts';
import type { Problem } from '../../members/rules.ts';
import { pairingOfTwo } from '../../pairings/next-best.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import {
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  PartnerUnavailableError,
  TooManyRequestsError,
} from '../../schema/errors.ts';
import { idOfType } from '../../schema/ids.ts';
import { resultOf } from '../../schema/result.ts';
import {
  learnedTopics,
  requestLimits,
  requestProblems,
  type RequestedShape,
} from '../rules/request.ts';
import { request } from '../store/request.ts';
import { ExchangeKindType, OutcomeTypeType } from './enums.ts';
import { exchangeSuccess } from './exchange.ts';
import { refuse, textOf } from './input.ts';
import { existingMembers } from './named.ts';

const RequestExchangeInput = builder.inputType('RequestExchangeInput', {
  description:
    'What is asked for. The secretariat names `member` to ask on its behalf; without it, it proposes an exchange between `partner` and `partners`, who are all asked.',
  fields: (t) => ({
    member: t.id({
      description:
        'The member that asks; only the secretariat names one. By default the viewer’s own.',
    }),
    partner: t.id({ required: true, description: 'Who is asked; of a circle who learns next.' }),
    partners: t.idList({
      description:
        'Further members: of a circle in the order of giving, of a group those that are invited.',
    }),
    kind: t.field({
      type: ExchangeKindType,
      defaultValue: 'TWO_WAY',
      description: 'Who learns from whom. In a group whoever asks is the host.',
    }),
    learn: t.idList({
      description:
        'Topics that whoever asks wants to learn. Where neither these nor `share` are given, what the two show of needs and offers is taken.',
    }),
    share: t.idList({ description: 'Topics that whoever asks shares.' }),
    formats: t.field({
      type: [ExchangeFormatType],
      description: 'How it could take place; by default any.',
    }),
    languages: t.stringList({ description: 'In which languages (BCP 47); by default any.' }),
    message: t.string({
      description: `A few words to those that are asked, at most ${requestLimits.message} characters.`,
    }),
    outcome: t.field({ type: OutcomeTypeType, description: 'What is hoped for.' }),
    places: t.int({
      description:
        'Of a group: how many can learn from the host; by default as many as are invited.',
    }),
    idempotencyKey: t.string({
      description:
        'Any text of up to 200 characters: sent again with the same key, the same request is done once.',
    }),
  }),
});
type Input = typeof RequestExchangeInput.$inferInput;

builder.mutationField('requestExchange', (t) =>
  t.field({
    type: exchangeSuccess('RequestExchangeSuccess', 'The exchange is asked for.'),
    description:
      'Asks one or more members for an exchange. It holds no place of anybody until it is accepted.',
    authScopes: { signedIn: true },
    errors: resultOf('RequestExchange', [
      InvalidInputError,
      NotFoundError,
      ForbiddenError,
      PartnerUnavailableError,
      TooManyRequestsError,
    ]),
    args: { input: t.arg({ type: RequestExchangeInput, required: true, description: 'What.' }) },
    resolve: async (_root, { input }, context) => {
      const { viewer } = context;
      const proposes =
        input.member == null &&
        viewer.kind === 'person' &&
        viewer.secretariat &&
        viewer.memberId === null;
      const memberId = proposes ? null : await memberToChange(input.member, context);
      const named = [
        ...(await existingMembers([input.partner], ['partner'], context)),
        ...(await existingMembers(
          (input.partners ?? []).slice(0, requestLimits.invited),
          ['partners'],
          context,
        )),
      ];
      const [first, ...others] = memberId === null ? named : [memberId, ...named];
      const shape = await shapeOf(input, first!, others, context);
      const kind = shape.kind;
      const parties = [shape.first, ...shape.others].map((id, index) => ({
        memberId: id,
        asked: memberId === null || index > 0,
        host: kind === 'GROUP' && index === 0,
      }));
      const exchangeId = await request(
        context,
        {
          kind,
          proposer: memberId === null ? 'SECRETARIAT' : 'MEMBER',
          parties,
          topics: learnedTopics(shape),
          message: textOf(context, ['message'], input.message, { max: requestLimits.message }),
          outcome: input.outcome ?? null,
          formats: [...new Set(input.formats ?? [])],
          languages: languagesOf(input, context),
          places: kind === 'GROUP' ? (shape.places ?? shape.others.length) : null,
        },
        { memberId, input, idempotencyKey: input.idempotencyKey },
      );
      return { exchangeId };
    },
  }),
);

async function shapeOf(
  input: Input,
  first: string,
  others: readonly string[],
  context: Context,
): Promise<RequestedShape> {
  const kind: ExchangeKind = input.kind ?? 'TWO_WAY';
  const places = input.places ?? null;
  const given = await topicsOf(input, context);
  const shape = { kind, first, others, places, ...given };
  const problems = requestProblems(shape);
  const tooMany = (input.partners?.length ?? 0) >= requestLimits.invited;
  if (tooMany && problems.length === 0)
    problems.push({
      path: ['partners'],
      key: 'exchange.error.partners',
      values: { kind, max: requestLimits.invited },
    });
  refuse(problems, context);
  const two = kind === 'TWO_WAY' || kind === 'ONE_WAY' || kind === 'JOINT';
  return two && input.learn == null && input.share == null
    ? { ...shape, ...(await usualTopics(kind, first, others[0]!, context)) }
    : shape;
}

/** What the pairing of the two is about. */
async function usualTopics(
  kind: ExchangeKind,
  first: string,
  other: string,
  context: Context,
): Promise<Pick<RequestedShape, 'learn' | 'share'>> {
  const pairing = await pairingOfTwo(context, first, other);
  if (!pairing) return { learn: [], share: [] };
  const topics = (opportunities: readonly { readonly topic: string }[]) =>
    opportunities.slice(0, requestLimits.topics).map(({ topic }) => topic);
  if (kind === 'JOINT')
    return { learn: pairing.together.slice(0, requestLimits.topics), share: [] };
  const learn = topics(pairing.learns);
  return { learn, share: kind === 'ONE_WAY' && learn.length > 0 ? [] : topics(pairing.shares) };
}

/** The topics that are named, all of which exist. */
async function topicsOf(
  { learn, share }: Input,
  context: Context,
): Promise<{ learn: string[]; share: string[] }> {
  const lists = { learn: learn ?? [], share: share ?? [] };
  const ids = [...lists.learn, ...lists.share]
    .slice(0, 2 * requestLimits.topics)
    .flatMap((id) => idOfType('Topic', id) ?? []);
  const found = await context.prisma.topic.findMany({
    where: { id: { in: ids } },
    select: { id: true },
  });
  const known = new Set(found.map(({ id }) => id));
  const problems: Problem[] = [];
  const checked = (field: 'learn' | 'share') =>
    lists[field].flatMap((id, index) => {
      if (index >= requestLimits.topics) return [id];
      const topic = idOfType('Topic', id);
      if (topic && known.has(topic)) return [topic];
      problems.push({ path: [field, String(index)], key: 'error.topic' });
      return [];
    });
  const value = { learn: checked('learn'), share: checked('share') };
  refuse(problems, context);
  return value;
}

function languagesOf({ languages }: Input, context: Context): string[] {
  const problems: Problem[] = [];
  const value = (languages ?? []).slice(0, requestLimits.topics).flatMap((tag, index) => {
    const language = parseLanguage(tag.trim());
    if (language) return [language];
    problems.push({
      path: ['languages', String(index)],
      key: 'error.language',
      values: { found: tag.slice(0, 60) },
    });
    return [];
  });
  refuse(problems, context);
  return [...new Set(value)];
}

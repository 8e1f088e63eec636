import type { ExchangeKind } from '../../../generated/prisma/enums.ts';
import { mayDecideForNetwork } from '../../access/policy.ts';
import { parseLanguage } from '../../cldr/languages.ts';
import { message } from '../../i18n/message.ts';
import { memberToChange } from '../../members/schema/change.ts';
import { ExchangeFormatType } from '../../members/schema/enums.ts';
import type { Problem } from '../../members/rules.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import {
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  PartnerUnavailableError,
  TooManyRequestsError,
} from '../../schema/errors.ts';
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
import { isOpen, namedTopics, usualTopics } from './requested-topics.ts';

const ExchangeStepInput = builder.inputType('ExchangeStepInput', {
  description: 'One step of a circle: one learns from the one before.',
  fields: (t) => ({
    topics: t.idList({ required: true, description: 'What; none where it is still open.' }),
  }),
});

const RequestExchangeInput = builder.inputType('RequestExchangeInput', {
  description:
    'What is asked for. The secretariat names `member` to ask on its behalf; without it, it proposes an exchange between `partner` and `partners`, who are all asked.',
  fields: (t) => ({
    member: t.id({
      description:
        'The member that asks; only the secretariat names one. By default the viewer’s own.',
    }),
    propose: t.boolean({
      description:
        'For somebody of the secretariat who also represents a member: true proposes an exchange between others, as whoever has no member always does.',
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
    steps: t.field({
      type: [ExchangeStepInput],
      description:
        'Of a circle, in place of `learn` and `share`: what passes at each step, first from whoever asks (of a proposal `partner`) to who learns next, at last back to that first one. Where none of the three is given, what they show of needs and offers is taken.',
    }),
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
      const proposes = isProposed(input, context);
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

/**
 * Whether the secretariat brings others together, and asks for no member.
 * @throws ForbiddenError where somebody else would
 */
function isProposed(
  { member, propose }: Input,
  { viewer, locale }: Pick<Context, 'viewer' | 'locale'>,
): boolean {
  const isSecretariat = mayDecideForNetwork(viewer);
  if (propose && !(isSecretariat && member == null))
    throw new ForbiddenError('FORBIDDEN', message(locale, 'exchange.error.proposes'));
  const own = viewer.kind === 'person' ? viewer.memberId : null;
  return isSecretariat && member == null && (propose ?? own === null);
}

async function shapeOf(
  input: Input,
  first: string,
  others: readonly string[],
  context: Context,
): Promise<RequestedShape> {
  const kind: ExchangeKind = input.kind ?? 'TWO_WAY';
  const places = input.places ?? null;
  const given = await namedTopics(input, context);
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
  return isOpen(input) ? { ...shape, ...(await usualTopics(shape, context)) } : shape;
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

import { message } from '../../i18n/message.ts';
import { builder } from '../../schema/builder.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../schema/errors.ts';
import { resultOf } from '../../schema/result.ts';
import { RoundBlockedError, RoundStateError } from '../errors.ts';
import { defaultRoundPolicy } from '../policy.ts';
import { publish } from '../store/publish.ts';
import { cancel, createRound, discard } from '../store/rounds.ts';
import { notADraft, roundOf } from './draft.ts';
import { policyOf, RoundPolicyInput } from './policy-input.ts';
import { RoundType } from './round.ts';
import { proposalOf } from './view.ts';

/** What everything done to a round answers. */
function success(name: string, description: string) {
  return builder.objectRef<{ roundId: string }>(name).implement({
    description,
    fields: (t) => ({
      round: t.prismaField({
        type: RoundType,
        description: 'The round as it is now.',
        resolve: (query, { roundId }, _args, { prisma }) =>
          prisma.round.findUniqueOrThrow({ ...query, where: { id: roundId } }),
      }),
    }),
  });
}

const CreateRoundInput = builder.inputType('CreateRoundInput', {
  description: 'A new round.',
  fields: (t) => ({ policy: t.field({ type: RoundPolicyInput, description: 'What is asked.' }) }),
});

builder.mutationField('createRound', (t) =>
  t.field({
    type: success('CreateRoundSuccess', 'The round is begun.'),
    description:
      'Begins a round: everybody who can be asked now takes part. Its first proposal is looked for in the background; nobody is asked before it is published.',
    authScopes: { secretariat: true },
    errors: resultOf('CreateRound', [InvalidInputError, ForbiddenError]),
    complexity: 500,
    args: { input: t.arg({ type: CreateRoundInput, required: true, description: 'Which.' }) },
    resolve: async (_root, { input }, context) => {
      const policy = await policyOf(input.policy, defaultRoundPolicy, context);
      return { roundId: await createRound(context, policy) };
    },
  }),
);

const PublishRoundInput = builder.inputType('PublishRoundInput', {
  description: 'Which proposal to publish.',
  fields: (t) => ({
    round: t.id({ required: true, description: 'A draft.' }),
    proposal: t.int({ required: true, description: 'The number of a solved proposal.' }),
    message: t.string({
      description: 'What everybody who is asked reads; at most 5,000 characters.',
    }),
  }),
});

/** Characters of a message. */
const messageLimit = 5_000;

builder.mutationField('publishRound', (t) =>
  t.field({
    type: success('PublishRoundSuccess', 'Everybody in it was asked.'),
    description:
      'Asks everybody in a proposal, all at once or nobody. The members decide; what they decline is filled by the next best.',
    authScopes: { secretariat: true },
    errors: resultOf('PublishRound', [
      InvalidInputError,
      NotFoundError,
      ForbiddenError,
      RoundStateError,
      RoundBlockedError,
    ]),
    complexity: 500,
    args: { input: t.arg({ type: PublishRoundInput, required: true, description: 'Which.' }) },
    resolve: async (_root, { input }, context) => {
      const { locale } = context;
      const { id: roundId } = await roundOf(input.round, context);
      const text = input.message?.trim() || null;
      const length = [...(text ?? '')].length;
      if (length > messageLimit)
        throw new InvalidInputError([
          {
            path: ['message'],
            message: message(locale, 'round.error.message', { length, max: messageLimit }),
          },
        ]);
      const outcome = await publish(context, { roundId, number: input.proposal, message: text });
      if (outcome.kind === 'NO_DRAFT') throw notADraft(context);
      if (outcome.kind === 'NOT_SOLVED')
        throw new RoundStateError(message(locale, 'round.error.proposal'), ['proposal']);
      if (outcome.kind === 'BLOCKED')
        throw new RoundBlockedError(
          message(locale, 'round.error.blocked', { count: outcome.blocked.length }),
          outcome.blocked,
          await proposalOf(context, { roundId, number: input.proposal }),
        );
      return { roundId };
    },
  }),
);

const DiscardRoundInput = builder.inputType('DiscardRoundInput', {
  description: 'Which round.',
  fields: (t) => ({ round: t.id({ required: true, description: 'A draft.' }) }),
});

builder.mutationField('discardRound', (t) =>
  t.field({
    type: success('DiscardRoundSuccess', 'It is given up.'),
    description: 'Gives a draft up, and ends what is being solved for it. Nobody is asked.',
    authScopes: { secretariat: true },
    errors: resultOf('DiscardRound', [NotFoundError, ForbiddenError, RoundStateError]),
    args: { input: t.arg({ type: DiscardRoundInput, required: true, description: 'Which.' }) },
    resolve: async (_root, { input }, context) => {
      const { id: roundId } = await roundOf(input.round, context);
      if (!(await discard(context, roundId))) throw notADraft(context);
      return { roundId };
    },
  }),
);

const CancelProposalInput = builder.inputType('CancelProposalInput', {
  description: 'Which proposal.',
  fields: (t) => ({
    round: t.id({ required: true, description: 'Its round.' }),
    proposal: t.int({ required: true, description: 'Its number.' }),
    keepBest: t.boolean({
      description:
        'Whether to take the best found so far, a moment later; by default there is no result.',
    }),
  }),
});

builder.mutationField('cancelProposal', (t) =>
  t.field({
    type: success('CancelProposalSuccess', 'The search has ended.'),
    description: 'Ends the search for a proposal.',
    authScopes: { secretariat: true },
    errors: resultOf('CancelProposal', [NotFoundError, ForbiddenError, RoundStateError]),
    args: { input: t.arg({ type: CancelProposalInput, required: true, description: 'Which.' }) },
    resolve: async (_root, { input }, context) => {
      const { id: roundId } = await roundOf(input.round, context);
      const key = { roundId, number: input.proposal };
      if (!(await cancel(context, key, input.keepBest ?? false)))
        throw new RoundStateError(message(context.locale, 'round.error.running'));
      return { roundId };
    },
  }),
);

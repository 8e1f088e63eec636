import { mayEditMember } from '../../access/policy.ts';
import { OutcomeVerdictType } from '../../exchanges/schema/enums.ts';
import { exchangeErrors, ExchangeType } from '../../exchanges/schema/exchange.ts';
import { message } from '../../i18n/message.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import { ExchangeStateError, ForbiddenError, LinkInvalidError } from '../../schema/errors.ts';
import { resultOf } from '../../schema/result.ts';
import { answerLimit } from '../rules.ts';
import { submit } from '../answers.ts';
import { FollowUpType, ownFollowUp } from './follow-up.ts';
import { closedLink, followUpOfLink } from './link.ts';

const words = `At most ${answerLimit} characters.`;

const SubmitFollowUpInput = builder.inputType('SubmitFollowUpInput', {
  description:
    'The answers to a follow-up, all of them: what is absent is not answered, or not any more. At least one.',
  fields: (t) => ({
    followUp: t.id({ description: 'The follow-up; for who is signed in.' }),
    token: t.string({ description: 'The token of the link in the e-mail; instead of the id.' }),
    seen: t.int({ description: 'The `version` of the exchange that was read.' }),
    idempotencyKey: t.string({
      description:
        'Any text of up to 200 characters: sent again with the same key, the same request is done once.',
    }),
    verdict: t.field({ type: OutcomeVerdictType, description: 'Was the outcome reached?' }),
    useful: t.int({ description: '1 (not at all) to 5 (very).' }),
    learned: t.string({ description: `What was learned? ${words}` }),
    changed: t.string({ description: `What has changed? ${words}` }),
    help: t.string({ description: `What is needed to go on? ${words}` }),
    again: t.boolean({ description: 'Would the member do it again, with these parties?' }),
    mayTell: t.boolean({ description: 'May the story be told to others?' }),
  }),
});

const SubmitFollowUpSuccess = builder
  .objectRef<{
    readonly followUpId: string;
    readonly exchangeId: string;
    readonly memberId: string;
  }>('SubmitFollowUpSuccess')
  .implement({
    description: 'The answers are kept. Nobody but the party and the secretariat reads them.',
    fields: (t) => ({
      followUp: t.prismaField({
        type: FollowUpType,
        description: 'The follow-up as it is now.',
        resolve: (query, { followUpId }, _args, { prisma }) =>
          prisma.followUp.findUniqueOrThrow({ ...query, where: { id: followUpId } }),
      }),
      exchange: t.prismaField({
        type: ExchangeType,
        nullable: true,
        description: 'The exchange as it is now; null with a link alone.',
        resolve: (query, { exchangeId, memberId }, _args, { prisma, viewer }) =>
          mayEditMember(viewer, memberId)
            ? prisma.exchange.findUnique({ ...query, where: { id: exchangeId } })
            : null,
      }),
    }),
  });

builder.mutationField('submitFollowUp', (t) =>
  t.field({
    type: SubmitFollowUpSuccess,
    description:
      'Answers a follow-up, or answers it anew: for the party, the secretariat on its behalf, and whoever holds the link of its e-mail, without signing in.',
    errors: resultOf('SubmitFollowUp', [...exchangeErrors, LinkInvalidError]),
    args: { input: t.arg({ type: SubmitFollowUpInput, required: true, description: 'What.' }) },
    resolve: async (_root, { input }, context) => {
      if (input.token == null)
        return submit(context, await signedIn(input.followUp, context), input);
      const followUpId = await followUpOfLink(input.token, context);
      return submit(context, followUpId, input, { byLink: true }).catch((error: unknown) => {
        // The error would show the exchange.
        throw error instanceof ExchangeStateError ? closedLink(context) : error;
      });
    },
  }),
);

function signedIn(id: string | null | undefined, context: Context): Promise<string> {
  const { viewer, locale } = context;
  if (viewer.kind === 'person') return ownFollowUp(id, context);
  throw viewer.kind === 'key'
    ? new ForbiddenError('FORBIDDEN', message(locale, 'error.scope'))
    : new ForbiddenError('UNAUTHENTICATED', message(locale, 'error.unauthenticated'));
}

import { message } from '../../i18n/message.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import { InvalidInputError } from '../../schema/errors.ts';
import { resultOf } from '../../schema/result.ts';
import { exchangeErrors, exchangeSuccess } from './exchange.ts';
import {
  doAction,
  exchangeFields,
  ExchangeInput,
  limits,
  noteDescription,
  textOf,
} from './input.ts';

builder.mutationField('startExchange', (t) =>
  t.field({
    type: exchangeSuccess('StartExchangeSuccess'),
    description:
      'Begins, once all have signed. Whoever was invited and has not answered is not waited for.',
    authScopes: { signedIn: true },
    errors: resultOf('StartExchange', exchangeErrors),
    args: { input: t.arg({ type: ExchangeInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, context) => doAction(context, input, 'START', 'startExchange'),
  }),
);

const HoldExchangeInput = builder.inputType('HoldExchangeInput', {
  description: 'A rest.',
  fields: (t) => ({
    ...exchangeFields(t),
    until: t.field({ type: 'Date', description: 'Until when, as far as that is known.' }),
    note: t.string({ description: noteDescription('A word to the others.') }),
  }),
});

/** Days are compared in UTC; a rest is planned for at most so many years. */
const longestRest = 5;

builder.mutationField('holdExchange', (t) =>
  t.field({
    type: exchangeSuccess('HoldExchangeSuccess'),
    description: 'Lets an exchange rest.',
    authScopes: { signedIn: true },
    errors: resultOf('HoldExchange', exchangeErrors),
    args: { input: t.arg({ type: HoldExchangeInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, context) => {
      const until = dayToCome(input.until, context);
      const note = textOf(context, ['note'], input.note, { max: limits.note });
      return doAction(context, input, 'HOLD', 'holdExchange', async () => ({
        detail: { until, ...(note && { note }) },
      }));
    },
  }),
);

function dayToCome(day: string | null | undefined, { now, locale }: Context): string | null {
  if (day == null) return null;
  const today = now();
  const latest = new Date(today);
  latest.setUTCFullYear(latest.getUTCFullYear() + longestRest);
  const iso = (date: Date) => date.toISOString().slice(0, 10);
  // A day such as 31 April is read as 1 May, and is not what somebody meant.
  if (iso(new Date(day)) === day && day > iso(today) && day <= iso(latest)) return day;
  const example = iso(new Date(today.getTime() + 30 * 24 * 60 * 60 * 1000));
  throw new InvalidInputError([
    { path: ['until'], message: message(locale, 'exchange.error.until', { found: day, example }) },
  ]);
}

builder.mutationField('resumeExchange', (t) =>
  t.field({
    type: exchangeSuccess('ResumeExchangeSuccess'),
    description: 'Goes on after a rest.',
    authScopes: { signedIn: true },
    errors: resultOf('ResumeExchange', exchangeErrors),
    args: { input: t.arg({ type: ExchangeInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, context) => doAction(context, input, 'RESUME', 'resumeExchange'),
  }),
);

builder.mutationField('completeExchange', (t) =>
  t.field({
    type: exchangeSuccess('CompleteExchangeSuccess'),
    description:
      'Says that the exchange is complete. It is, and its places are free, once every party has said so.',
    authScopes: { signedIn: true },
    errors: resultOf('CompleteExchange', exchangeErrors),
    args: { input: t.arg({ type: ExchangeInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, context) =>
      doAction(context, input, 'COMPLETE', 'completeExchange'),
  }),
);

const SendExchangeMessageInput = builder.inputType('SendExchangeMessageInput', {
  description: 'A message to the others.',
  fields: (t) => ({
    ...exchangeFields(t),
    text: t.string({
      required: true,
      description: `What to say, at most ${limits.message} characters. Line breaks are kept; HTML is text.`,
    }),
  }),
});

builder.mutationField('sendExchangeMessage', (t) =>
  t.field({
    type: exchangeSuccess('SendExchangeMessageSuccess', 'The others can read it.'),
    description: 'Writes to the others. As long as people talk, nothing expires.',
    authScopes: { signedIn: true },
    errors: resultOf('SendExchangeMessage', exchangeErrors),
    args: {
      input: t.arg({ type: SendExchangeMessageInput, required: true, description: 'What.' }),
    },
    resolve: (_root, { input }, context) => {
      const text = textOf(context, ['text'], input.text, { max: limits.message, required: true });
      return doAction(
        context,
        input,
        'SEND_MESSAGE',
        'sendExchangeMessage',
        async (transaction, { exchange, actor, now }) => {
          await transaction.exchangeMessage.create({
            data: {
              exchangeId: exchange.id,
              memberId: actor.by === 'MEMBER' ? actor.memberId : null,
              text: text ?? '',
              at: now,
            },
          });
        },
      );
    },
  }),
);

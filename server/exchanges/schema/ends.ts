import { builder } from '../../schema/builder.ts';
import { resultOf } from '../../schema/result.ts';
import { reviewDetail } from '../rules/decide.ts';
import { OutcomeVerdictType, ReviewDecisionType } from './enums.ts';
import { exchangeErrors, exchangeSuccess } from './exchange.ts';
import { doAction, exchangeFields, limits, noteDescription, textOf } from './input.ts';

const ReviewExchangeInput = builder.inputType('ReviewExchangeInput', {
  description: 'What the secretariat decided.',
  fields: (t) => ({
    ...exchangeFields(t),
    decision: t.field({ type: ReviewDecisionType, required: true, description: 'What.' }),
    note: t.string({ description: noteDescription('A word to the parties.') }),
  }),
});

builder.mutationField('reviewExchange', (t) =>
  t.field({
    type: exchangeSuccess('ReviewExchangeSuccess'),
    description: 'Decides whether an exchange in review can go on. For the secretariat.',
    authScopes: { secretariat: true },
    errors: resultOf('ReviewExchange', exchangeErrors),
    args: { input: t.arg({ type: ReviewExchangeInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, context) => {
      const note = textOf(context, ['note'], input.note, { max: limits.note });
      return doAction(context, input, 'REVIEW', 'reviewExchange', async (_transaction, at) => ({
        detail: { ...reviewDetail(at.exchange, input.decision), ...(note && { note }) },
      }));
    },
  }),
);

const CancelExchangeInput = builder.inputType('CancelExchangeInput', {
  description: 'An early end.',
  fields: (t) => ({
    ...exchangeFields(t),
    note: t.string({ description: noteDescription('A word to the others.') }),
  }),
});

builder.mutationField('cancelExchange', (t) =>
  t.field({
    type: exchangeSuccess('CancelExchangeSuccess'),
    description: 'Ends an exchange early. A learner leaves a group, which goes on with the others.',
    authScopes: { signedIn: true },
    errors: resultOf('CancelExchange', exchangeErrors),
    args: { input: t.arg({ type: CancelExchangeInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, context) => {
      const note = textOf(context, ['note'], input.note, { max: limits.note });
      return doAction(context, input, 'CANCEL', 'cancelExchange', async () => ({
        detail: { ...(note && { note }) },
      }));
    },
  }),
);

const StopExchangeForSafetyInput = builder.inputType('StopExchangeForSafetyInput', {
  description: 'An end at once.',
  fields: (t) => ({
    ...exchangeFields(t),
    note: t.string({
      description: noteDescription('What the secretariat should know; nobody else reads it.'),
    }),
  }),
});

builder.mutationField('stopExchangeForSafety', (t) =>
  t.field({
    type: exchangeSuccess('StopExchangeForSafetySuccess', 'It is stopped, for all.'),
    description:
      'Stops an exchange at once because somebody might come to harm. The others learn that it was stopped, and not by whom or why.',
    authScopes: { signedIn: true },
    errors: resultOf('StopExchangeForSafety', exchangeErrors),
    args: {
      input: t.arg({ type: StopExchangeForSafetyInput, required: true, description: 'Which.' }),
    },
    resolve: (_root, { input }, context) => {
      const remark = textOf(context, ['note'], input.note, { max: limits.note });
      return doAction(context, input, 'STOP_FOR_SAFETY', 'stopExchangeForSafety', async () => ({
        remark,
      }));
    },
  }),
);

const CloseExchangeInput = builder.inputType('CloseExchangeInput', {
  description: 'The end of an exchange that was completed.',
  fields: (t) => ({
    ...exchangeFields(t),
    verdict: t.field({
      type: OutcomeVerdictType,
      description: 'Whether the outcome that was hoped for came about.',
    }),
  }),
});

builder.mutationField('closeExchange', (t) =>
  t.field({
    type: exchangeSuccess('CloseExchangeSuccess'),
    description:
      'Closes an exchange that is complete, best after its last follow-up. For the secretariat.',
    authScopes: { secretariat: true },
    errors: resultOf('CloseExchange', exchangeErrors),
    args: { input: t.arg({ type: CloseExchangeInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, context) =>
      doAction(context, input, 'CLOSE', 'closeExchange', async (transaction, { exchange }) => {
        await transaction.exchange.update({
          where: { id: exchange.id },
          data: { verdict: input.verdict ?? null },
        });
      }),
  }),
);

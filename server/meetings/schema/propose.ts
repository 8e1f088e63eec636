import { exchangeErrors, exchangeSuccess } from '../../exchanges/schema/exchange.ts';
import { exchangeFields } from '../../exchanges/schema/input.ts';
import { accept, invalid } from '../../members/schema/change.ts';
import { builder } from '../../schema/builder.ts';
import { idOfType } from '../../schema/ids.ts';
import { resultOf } from '../../schema/result.ts';
import { checkProposal, limits } from '../rules.ts';
import { answerTimes, proposeTimes, settleTime, withdrawTimes } from '../store/proposals.ts';
import { chooserOf, exchangeOf, fieldsOfAction, proposalToAct, requestOf } from './request.ts';

export const zoneDescription =
  'The IANA zone of the times; by default that of the member that chooses.';
export const localDescription =
  'Local times, such as `2026-03-29T10:00`: to come, within a year, and not in an hour that daylight saving skips. Of an hour that comes twice the first is meant.';

const ProposeTimesInput = builder.inputType('ProposeTimesInput', {
  description: 'Times for a meeting.',
  fields: (t) => ({
    ...exchangeFields(t),
    times: t.stringList({
      required: true,
      description: `One to ${limits.times}. ${localDescription}`,
    }),
    timeZone: t.string({ description: zoneDescription }),
    minutes: t.int({
      required: true,
      description: `How long the meeting takes: ${limits.minutes.least} to ${limits.minutes.most}.`,
    }),
    note: t.string({ description: `Anything to add, at most ${limits.note} characters.` }),
  }),
});

builder.mutationField('proposeTimes', (t) =>
  t.field({
    type: exchangeSuccess('ProposeTimesSuccess'),
    description: 'Proposes times for a meeting to the other parties.',
    authScopes: { signedIn: true },
    errors: resultOf('ProposeTimes', exchangeErrors),
    args: { input: t.arg({ type: ProposeTimesInput, required: true, description: 'Which.' }) },
    resolve: async (_root, { input }, context) => {
      const exchangeId = await exchangeOf(input, context);
      const chooser = await chooserOf(input.member, context);
      const proposal = accept(checkProposal(input, chooser), context);
      await proposeTimes(context, requestOf(exchangeId, 'proposeTimes', input), proposal);
      return { exchangeId };
    },
  }),
);

const AnswerTimesInput = builder.inputType('AnswerTimesInput', {
  description: 'Which of the proposed times suit.',
  fields: (t) => ({
    proposal: t.id({ required: true, description: 'The proposal.' }),
    ...fieldsOfAction(t),
    fits: t.idList({
      required: true,
      description: 'Those of its times that suit; the others do not. Empty: none.',
    }),
  }),
});

builder.mutationField('answerTimes', (t) =>
  t.field({
    type: exchangeSuccess('AnswerTimesSuccess'),
    description:
      'Says which times suit a party; said again, it counts anew. When the last party has answered, the session is planned for the earliest time that suits all.',
    authScopes: { signedIn: true },
    errors: resultOf('AnswerTimes', exchangeErrors),
    args: { input: t.arg({ type: AnswerTimesInput, required: true, description: 'Which.' }) },
    resolve: async (_root, { input }, context) => {
      const { id: proposalId, exchangeId } = await proposalToAct(input.proposal, context);
      const fits = input.fits.map((id, i) => {
        const timeId = idOfType('ProposedTime', id);
        if (timeId) return timeId;
        throw invalid([{ path: ['fits', String(i)], key: 'meeting.noSuchTime' }], context);
      });
      const request = requestOf(exchangeId, 'answerTimes', input);
      await answerTimes(context, request, { proposalId, fits });
      return { exchangeId };
    },
  }),
);

const SettleTimeInput = builder.inputType('SettleTimeInput', {
  description: 'The time to settle on.',
  fields: (t) => ({
    proposal: t.id({ required: true, description: 'The proposal.' }),
    ...fieldsOfAction(t),
    time: t.id({ required: true, description: 'One of its times.' }),
  }),
});

builder.mutationField('settleTime', (t) =>
  t.field({
    type: exchangeSuccess('SettleTimeSuccess'),
    description:
      'Plans the session for one of the proposed times without waiting for everybody. For whoever proposed them, the host of a group and the secretariat. Somebody else must have said that it suits, and, but in a group, nobody that it does not.',
    authScopes: { signedIn: true },
    errors: resultOf('SettleTime', exchangeErrors),
    args: { input: t.arg({ type: SettleTimeInput, required: true, description: 'Which.' }) },
    resolve: async (_root, { input }, context) => {
      const { id: proposalId, exchangeId } = await proposalToAct(input.proposal, context);
      const timeId = idOfType('ProposedTime', input.time);
      if (!timeId) throw invalid([{ path: ['time'], key: 'meeting.noSuchTime' }], context);
      const request = requestOf(exchangeId, 'settleTime', input);
      await settleTime(context, request, { proposalId, timeId });
      return { exchangeId };
    },
  }),
);

const WithdrawTimesInput = builder.inputType('WithdrawTimesInput', {
  description: 'The proposal to take back.',
  fields: (t) => ({
    proposal: t.id({ required: true, description: 'The proposal.' }),
    ...fieldsOfAction(t),
  }),
});

builder.mutationField('withdrawTimes', (t) =>
  t.field({
    type: exchangeSuccess('WithdrawTimesSuccess'),
    description: 'Takes proposed times back. For whoever proposed them and the secretariat.',
    authScopes: { signedIn: true },
    errors: resultOf('WithdrawTimes', exchangeErrors),
    args: { input: t.arg({ type: WithdrawTimesInput, required: true, description: 'Which.' }) },
    resolve: async (_root, { input }, context) => {
      const { id, exchangeId } = await proposalToAct(input.proposal, context);
      await withdrawTimes(context, requestOf(exchangeId, 'withdrawTimes', input), id);
      return { exchangeId };
    },
  }),
);

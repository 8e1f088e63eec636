import { obstaclesTo } from '../../pairings/askable.ts';
import { builder } from '../../schema/builder.ts';
import { PartnerUnavailableError } from '../../schema/errors.ts';
import { resultOf } from '../../schema/result.ts';
import { requestLimits } from '../rules/request.ts';
import { acceptance, keepReceiving } from '../store/acceptance.ts';
import { unavailable } from '../store/request.ts';
import { DeclineReasonType } from './enums.ts';
import { exchangeErrors, exchangeSuccess } from './exchange.ts';
import {
  doAction,
  exchangeFields,
  ExchangeInput,
  limits,
  noteDescription,
  refuse,
  textOf,
} from './input.ts';
import { existingMembers } from './named.ts';

const keepReceivingDescription =
  'Whether more requests are welcome: false pauses them, true confirms that the member is available.';

const AcceptExchangeInput = builder.inputType('AcceptExchangeInput', {
  description: 'A yes.',
  fields: (t) => ({
    ...exchangeFields(t),
    keepReceiving: t.boolean({ description: keepReceivingDescription }),
  }),
});

builder.mutationField('acceptExchange', (t) =>
  t.field({
    type: exchangeSuccess('AcceptExchangeSuccess'),
    description:
      'Says yes. Once all have, each party gives one of its places; where one has none left, nothing is changed.',
    authScopes: { signedIn: true },
    errors: resultOf('AcceptExchange', exchangeErrors),
    args: { input: t.arg({ type: AcceptExchangeInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, context) =>
      doAction(context, input, 'ACCEPT', 'acceptExchange', async (transaction, at) => ({
        ...(await acceptance(transaction, at)),
        changed: await keepReceiving(transaction, at, input.keepReceiving),
      })),
  }),
);

const DeclineExchangeInput = builder.inputType('DeclineExchangeInput', {
  description: 'A no.',
  fields: (t) => ({
    ...exchangeFields(t),
    reason: t.field({ type: DeclineReasonType, required: true, description: 'Why.' }),
    note: t.string({ description: noteDescription('Anything to add; whoever asked reads it.') }),
    keepReceiving: t.boolean({ description: keepReceivingDescription }),
  }),
});

builder.mutationField('declineExchange', (t) =>
  t.field({
    type: exchangeSuccess('DeclineExchangeSuccess'),
    description:
      'Says no, kindly. An exchange of two, a circle and joint work end with it; a group goes on with others.',
    authScopes: { signedIn: true },
    errors: resultOf('DeclineExchange', exchangeErrors),
    args: { input: t.arg({ type: DeclineExchangeInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, context) => {
      const { reason } = input;
      const declineNote = textOf(context, ['note'], input.note, { max: limits.note });
      return doAction(context, input, 'DECLINE', 'declineExchange', async (transaction, at) => {
        if (at.actor.by === 'MEMBER')
          await transaction.exchangeParty.update({
            where: {
              exchangeId_memberId: { exchangeId: at.exchange.id, memberId: at.actor.memberId },
            },
            data: { declineReason: reason, declineNote },
          });
        return {
          detail: { reason },
          changed: await keepReceiving(transaction, at, input.keepReceiving),
        };
      });
    },
  }),
);

builder.mutationField('withdrawExchange', (t) =>
  t.field({
    type: exchangeSuccess('WithdrawExchangeSuccess'),
    description: 'Takes a request back that nobody has answered yet.',
    authScopes: { signedIn: true },
    errors: resultOf('WithdrawExchange', exchangeErrors),
    args: { input: t.arg({ type: ExchangeInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, context) =>
      doAction(context, input, 'WITHDRAW', 'withdrawExchange'),
  }),
);

const InviteToExchangeInput = builder.inputType('InviteToExchangeInput', {
  description: 'More members for a group.',
  fields: (t) => ({
    ...exchangeFields(t),
    partners: t.idList({ required: true, description: 'Whom to invite.' }),
  }),
});

builder.mutationField('inviteToExchange', (t) =>
  t.field({
    type: exchangeSuccess('InviteToExchangeSuccess'),
    description: 'Invites more members to a group, as long as it has places left; for its host.',
    authScopes: { signedIn: true },
    errors: resultOf('InviteToExchange', [...exchangeErrors, PartnerUnavailableError]),
    args: { input: t.arg({ type: InviteToExchangeInput, required: true, description: 'Whom.' }) },
    resolve: async (_root, { input }, context) => {
      const invited = await existingMembers(input.partners, ['partners'], context);
      const values = { kind: 'GROUP', max: requestLimits.invited };
      if (invited.length === 0 || invited.length > requestLimits.invited)
        refuse([{ path: ['partners'], key: 'exchange.error.partners', values }], context);
      return doAction(
        context,
        input,
        'INVITE',
        'inviteToExchange',
        async (transaction, { exchange, actor, now }) => {
          const present = exchange.parties.map(({ memberId }) => memberId);
          const host = exchange.parties.find((party) => party.host)?.memberId;
          const hostId = actor.by === 'MEMBER' ? actor.memberId : host;
          if (new Set([...present, ...invited]).size < present.length + invited.length)
            refuse([{ path: ['partners'], key: 'exchange.error.partnerTwice' }], context);
          // As many may wait for an answer as may be asked at once: nobody asks the whole network one by one.
          const waiting = exchange.parties.filter(({ answer }) => answer === 'PENDING').length;
          if (waiting + invited.length > requestLimits.invited)
            refuse([{ path: ['partners'], key: 'exchange.error.waiting', values }], context);
          const together = await obstaclesTo(
            transaction,
            { memberIds: [...present, ...invited], askedIds: invited, hostId: host },
            now.toISOString().slice(0, 10),
          );
          // What those that are in the group already have with each other is in nobody's way.
          const pairs = together.pairs.filter((pair) => pair.some((id) => invited.includes(id)));
          if (together.members.length > 0 || pairs.length > 0)
            throw unavailable(context, hostId ?? null, ['partners']);
          return {
            detail: {
              parties: invited.map((memberId) => ({ memberId, asked: true, host: false })),
            },
          };
        },
        { others: invited },
      );
    },
  }),
);

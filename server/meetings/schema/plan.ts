import { exchangeErrors, exchangeSuccess } from '../../exchanges/schema/exchange.ts';
import { exchangeFields } from '../../exchanges/schema/input.ts';
import { ExchangeFormatType } from '../../members/schema/enums.ts';
import { invalid } from '../../members/schema/change.ts';
import { builder } from '../../schema/builder.ts';
import { idOfType } from '../../schema/ids.ts';
import { resultOf } from '../../schema/result.ts';
import { limits } from '../rules.ts';
import { cancelSession, logSession, moveSession, planSession } from '../store/sessions.ts';
import { localDescription, zoneDescription } from './propose.ts';
import { chooserOf, exchangeOf, fieldsOfAction, requestOf, sessionToAct } from './request.ts';

const { least, most } = limits.minutes;
const minutesDescription = `How long it takes: ${least} to ${most}.`;
const placeDescription = `Where: a link or a place, at most ${limits.place} characters. Only the parties and the secretariat see it.`;
const kept = 'Absent: as it is.';

const PlanSessionInput = builder.inputType('PlanSessionInput', {
  description: 'A session that is to come.',
  fields: (t) => ({
    ...exchangeFields(t),
    startsAt: t.string({ required: true, description: localDescription }),
    timeZone: t.string({ description: zoneDescription }),
    minutes: t.int({ description: `${minutesDescription} By default 60.` }),
    format: t.field({ type: ExchangeFormatType, description: 'How; by default online.' }),
    place: t.string({ description: placeDescription }),
  }),
});

builder.mutationField('planSession', (t) =>
  t.field({
    type: exchangeSuccess('PlanSessionSuccess'),
    description: 'Plans a session at a time on which the parties have settled another way.',
    authScopes: { signedIn: true },
    errors: resultOf('PlanSession', exchangeErrors),
    args: { input: t.arg({ type: PlanSessionInput, required: true, description: 'When.' }) },
    resolve: async (_root, { input }, context) => {
      const exchangeId = await exchangeOf(input, context);
      const chooser = await chooserOf(input.member, context);
      const request = requestOf(exchangeId, 'planSession', input);
      await planSession(context, request, input, chooser);
      return { exchangeId };
    },
  }),
);

const MoveSessionInput = builder.inputType('MoveSessionInput', {
  description: 'What is to be another way with a session that is to come.',
  fields: (t) => ({
    session: t.id({ required: true, description: 'The session.' }),
    ...fieldsOfAction(t),
    startsAt: t.string({ description: `${localDescription} ${kept}` }),
    timeZone: t.string({ description: zoneDescription }),
    minutes: t.int({ description: `${minutesDescription} ${kept}` }),
    format: t.field({ type: ExchangeFormatType, description: `How. ${kept}` }),
    place: t.string({ description: `${placeDescription} ${kept} Empty: none.` }),
  }),
});

builder.mutationField('moveSession', (t) =>
  t.field({
    type: exchangeSuccess('MoveSessionSuccess'),
    description: 'Changes when, how or where a planned session takes place.',
    authScopes: { signedIn: true },
    errors: resultOf('MoveSession', exchangeErrors),
    args: { input: t.arg({ type: MoveSessionInput, required: true, description: 'What.' }) },
    resolve: async (_root, { input }, context) => {
      const { id, exchangeId } = await sessionToAct(input.session, context);
      const chooser = await chooserOf(input.member, context);
      const request = requestOf(exchangeId, 'moveSession', input);
      await moveSession(context, request, id, input, chooser);
      return { exchangeId };
    },
  }),
);

const CancelSessionInput = builder.inputType('CancelSessionInput', {
  description: 'The session that does not take place.',
  fields: (t) => ({
    session: t.id({ required: true, description: 'The session.' }),
    ...fieldsOfAction(t),
  }),
});

builder.mutationField('cancelSession', (t) =>
  t.field({
    type: exchangeSuccess('CancelSessionSuccess'),
    description: 'Cancels a planned session.',
    authScopes: { signedIn: true },
    errors: resultOf('CancelSession', exchangeErrors),
    args: { input: t.arg({ type: CancelSessionInput, required: true, description: 'Which.' }) },
    resolve: async (_root, { input }, context) => {
      const { id, exchangeId } = await sessionToAct(input.session, context);
      await cancelSession(context, requestOf(exchangeId, 'cancelSession', input), id);
      return { exchangeId };
    },
  }),
);

const LogSessionInput = builder.inputType('LogSessionInput', {
  description: 'What is told of a session that was held.',
  fields: (t) => ({
    ...exchangeFields(t),
    session: t.id({ description: 'One that was planned or noted; absent: it was not, until now.' }),
    startsAt: t.string({
      description: 'The local time at which it began. Absent: the one that was planned.',
    }),
    timeZone: t.string({ description: zoneDescription }),
    minutes: t.int({ description: `${minutesDescription} Absent: as planned, or 60.` }),
    format: t.field({ type: ExchangeFormatType, description: 'How. Absent: as planned.' }),
    note: t.string({
      description: `A note, at most ${limits.note} characters. It takes the place of the writer’s last one for the same readers; an empty one takes that away.`,
    }),
    shared: t.boolean({
      required: true,
      defaultValue: false,
      description:
        'Whether the other parties read the note; else only the writer and the secretariat.',
    }),
    absent: t.idList({
      description:
        'The parties that did not come, as the writer says: they take the place of those that it said before. Absent: nothing is said of it.',
    }),
  }),
});

builder.mutationField('logSession', (t) =>
  t.field({
    type: exchangeSuccess('LogSessionSuccess'),
    description:
      'Writes down that a session was held, or adds to it: each party its own note, and who did not come. Whoever is said to have been absent can answer with a note.',
    authScopes: { signedIn: true },
    errors: resultOf('LogSession', exchangeErrors),
    args: { input: t.arg({ type: LogSessionInput, required: true, description: 'What.' }) },
    resolve: async (_root, { input }, context) => {
      const exchangeId = await exchangeOf(input, context);
      const session = input.session == null ? null : await sessionToAct(input.session, context);
      const chooser = await chooserOf(input.member, context);
      const absent = input.absent?.map((id, i) => {
        const memberId = idOfType('Member', id);
        if (memberId) return memberId;
        throw invalid([{ path: ['absent', String(i)], key: 'meeting.noParty' }], context);
      });
      const request = requestOf(exchangeId, 'logSession', input);
      const told = { ...input, absent: absent ?? null };
      await logSession(context, request, session?.id ?? null, told, chooser);
      return { exchangeId };
    },
  }),
);

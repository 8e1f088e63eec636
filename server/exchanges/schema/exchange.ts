import type { Prisma } from '../../../generated/prisma/client.ts';
import type { ExchangeAction } from '../../../generated/prisma/enums.ts';
import type { Viewer } from '../../access/viewer.ts';
import { LanguageType } from '../../cldr/schema.ts';
import { message } from '../../i18n/message.ts';
import { ExchangeFormatType } from '../../members/schema/enums.ts';
import { readPeriods } from '../../policy/store.ts';
import type { Periods } from '../../policy/periods.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import {
  ExchangeStateError,
  ForbiddenError,
  InvalidInputError,
  NoFreePlaceError,
  NotFoundError,
  StaleVersionError,
} from '../../schema/errors.ts';
import { idOfType } from '../../schema/ids.ts';
import { actionsOf } from '../rules/decide.ts';
import { type Actor, readsUntil } from '../rules/exchange.ts';
import { nextActionOf } from '../rules/next-action.ts';
import { actorsOf } from '../store/act.ts';
import { exchangeSelect, toExchange } from '../store/exchange.ts';
import { whereMayRead, whereUntold } from '../store/visible.ts';
import {
  ExchangeActionType,
  ExchangeKindType,
  ExchangeProposerType,
  ExchangeStateType,
  OutcomeTypeType,
  OutcomeVerdictType,
  ReviewReasonType,
} from './enums.ts';
import { ExchangeEventType, historyOf } from './history.ts';
import { NextActionType } from './next-action.ts';
import { ExchangeMessageType, ExchangePartyType, ExchangeTopicType } from './party.ts';

/** Messages that are read at once. */
const messagePage = 100;

const isSecretariat = (viewer: Viewer) => viewer.kind === 'person' && viewer.secretariat;

export const ExchangeType = builder.prismaNode('Exchange', {
  nullable: true,
  id: { field: 'id', description: 'Its id, to be used wherever the API takes an exchange.' },
  description:
    'A peer-learning exchange and its whole life; for its parties and the secretariat, as if there were none for others.',
  // The extra condition makes the exchanges of others nobody's.
  findUnique: (id, { viewer }) =>
    ({ id, AND: [whereMayRead(viewer)] }) as Prisma.ExchangeWhereUniqueInput,
  select: exchangeSelect,
  fields: (t) => ({
    kind: t.expose('kind', { type: ExchangeKindType, description: 'Who learns from whom.' }),
    state: t.expose('state', { type: ExchangeStateType, description: 'How far it has come.' }),
    proposer: t.expose('proposer', {
      type: ExchangeProposerType,
      description: 'Who brought the parties together.',
    }),
    version: t.int({
      description: 'The number of its last event; for `seen` of what is done next.',
      select: (_args, { viewer }) => ({
        version: true,
        _count: { select: { events: { where: whereUntold(viewer) } } },
      }),
      resolve: ({ version, _count }) => version - _count.events,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was asked for.' }),
    quietSince: t.expose('quietSince', {
      type: 'DateTime',
      description: 'When somebody did or said something last.',
    }),
    completedAt: t.expose('completedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was complete.',
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it came to its end, whichever that was.',
    }),
    parties: t.relation('parties', {
      type: ExchangePartyType,
      description: 'Who takes part, or was asked to; in a circle in the order of giving.',
      complexity: { field: 1, multiplier: 3 },
      query: { orderBy: { position: 'asc' } },
    }),
    topics: t.relation('topics', {
      type: ExchangeTopicType,
      description: 'What is learned.',
      complexity: { field: 1, multiplier: 3 },
      query: { orderBy: [{ position: 'asc' }, { id: 'asc' }] },
    }),
    message: t.exposeString('message', {
      nullable: true,
      description: 'What was written with the request.',
    }),
    outcome: t.expose('outcome', {
      type: OutcomeTypeType,
      nullable: true,
      description: 'What whoever asked hopes for.',
    }),
    formats: t.expose('formats', {
      type: [ExchangeFormatType],
      description: 'How it could take place; empty: open to any.',
    }),
    languages: t.field({
      type: [LanguageType],
      description: 'In which languages; empty: open to any.',
      complexity: { field: 1, multiplier: 2 },
      select: { languages: true },
      resolve: ({ languages }) => languages.map((code) => ({ code })),
    }),
    places: t.exposeInt('places', {
      nullable: true,
      description: 'Of a group: how many can learn from the host.',
    }),
    toReview: t.field({
      type: [ReviewReasonType],
      description:
        'What the secretariat has still to look at. That somebody is at risk stands here for the secretariat alone.',
      resolve: ({ toReview }, _args, { viewer }) =>
        toReview.filter((reason) => reason !== 'SAFETY' || isSecretariat(viewer)),
    }),
    changesWanted: t.boolean({
      description:
        'Whether the secretariat looked, and waits for the parties to change their agreement.',
      resolve: ({ changesWanted }) => changesWanted,
    }),
    onHoldUntil: t.expose('onHoldUntil', {
      type: 'Date',
      nullable: true,
      description: 'Until when it rests, as far as that is known.',
    }),
    verdict: t.expose('verdict', {
      type: OutcomeVerdictType,
      nullable: true,
      description: 'Whether the outcome came about, as the secretariat sees it at the end.',
    }),
    messages: t.prismaField({
      type: [ExchangeMessageType],
      description: `What the parties wrote to each other, the oldest first: the latest ${messagePage}, or those before a message.`,
      args: { before: t.arg.id({ description: 'Only what was written before this message.' }) },
      complexity: { field: 1, multiplier: 20 },
      resolve: async (query, row, { before }, { prisma, viewer }) => {
        const until =
          viewer.kind === 'person' && viewer.memberId && !viewer.secretariat
            ? readsUntil(toExchange(row), viewer.memberId)
            : null;
        const latest = await prisma.exchangeMessage.findMany({
          ...query,
          where: {
            exchangeId: row.id,
            ...(until && { at: { lte: until } }),
            ...(before && { id: { lt: isUuid(before) ? before : row.id } }),
          },
          orderBy: { id: 'desc' },
          take: messagePage,
        });
        return latest.toReversed();
      },
    }),
    history: t.field({
      type: [ExchangeEventType],
      description: 'What happened, in order.',
      complexity: { field: 1, multiplier: 10 },
      resolve: (row, _args, context) => historyOf(context, toExchange(row)),
    }),
    viewerCan: t.field({
      type: [ExchangeActionType],
      description: 'What the viewer can do with it now.',
      args: {
        member: t.arg.id({
          description: 'The party on whose behalf; only for the secretariat. By default its own.',
        }),
      },
      select: {
        followUps: {
          where: { askedAt: { not: null }, answeredAt: null },
          select: { memberId: true },
        },
        proposals: { where: { settledAt: null }, select: { memberId: true } },
      },
      resolve: (row, { member }, { viewer }) => {
        const on = member == null ? null : (idOfType('Member', member) ?? '');
        const exchange = toExchange(row);
        const actors = actorsOf(viewer, exchange, on);
        // There has to be something to answer.
        const answers = (action: ExchangeAction, actor: Actor): boolean => {
          const own = actor.by === 'MEMBER' ? actor.memberId : null;
          if (action === 'SUBMIT_FOLLOW_UP')
            return row.followUps.some(({ memberId }) => memberId === own);
          return (
            action !== 'ANSWER_TIMES' || row.proposals.some(({ memberId }) => memberId !== own)
          );
        };
        return [
          ...new Set(
            actors.flatMap((actor) =>
              actionsOf(exchange, actor).filter((action) => answers(action, actor)),
            ),
          ),
        ];
      },
    }),
    nextAction: t.field({
      type: NextActionType,
      nullable: true,
      description: 'What has to be done next, by whom and by when; null where all is done.',
      resolve: async (row, _args, context) =>
        nextActionOf(toExchange(row), await periodsOf(context)),
    }),
  }),
});

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

const periods = new WeakMap<Context, Promise<Periods>>();

/** Read once for a request. */
export function periodsOf(context: Context): Promise<Periods> {
  let read = periods.get(context);
  if (!read) periods.set(context, (read = readPeriods(context.prisma)));
  return read;
}

/** The exchange behind an id of the API, by its id in the database, once it is clear that the viewer may know of it. */
export async function exchangeToAct(globalId: string, context: Context): Promise<string> {
  const { prisma, viewer, locale } = context;
  const id = idOfType('Exchange', globalId);
  const exchange =
    id &&
    (await prisma.exchange.findFirst({
      where: { AND: [{ id }, whereMayRead(viewer)] },
      select: { id: true },
    }));
  if (!exchange) throw new NotFoundError(message(locale, 'exchange.error.none'), ['exchange']);
  return exchange.id;
}

/** What can go wrong with every action on an exchange. */
export const exchangeErrors = [
  InvalidInputError,
  NotFoundError,
  ForbiddenError,
  ExchangeStateError,
  NoFreePlaceError,
  StaleVersionError,
];

/** Resolves the exchange that something names. */
export function exchangeBehind(
  query: object,
  { exchangeId }: { readonly exchangeId: string },
  _args: unknown,
  { prisma }: Context,
) {
  return prisma.exchange.findUniqueOrThrow({ ...query, where: { id: exchangeId } });
}

/** What every action on an exchange answers. */
export function exchangeSuccess(name: string, description = 'It is done, and the others know.') {
  return builder.objectRef<{ exchangeId: string }>(name).implement({
    description,
    fields: (t) => ({
      exchange: t.prismaField({
        type: ExchangeType,
        description: 'The exchange as it is now.',
        resolve: exchangeBehind,
      }),
    }),
  });
}

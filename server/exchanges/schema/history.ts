import type { ExchangeAction } from '../../../generated/prisma/enums.ts';
import type { Viewer } from '../../access/viewer.ts';
import { dayInWords } from '../../i18n/dates.ts';
import type { Locale } from '../../i18n/locales.ts';
import { listOf, message } from '../../i18n/message.ts';
import { readNames } from '../../pairings/names.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import { localeArgument } from '../../schema/locale-argument.ts';
import { type Exchange, type ExchangeEvent, isPrivate, readsUntil } from '../rules/exchange.ts';
import { readEvents } from '../store/exchange.ts';
import {
  ActorKindType,
  DeclineReasonType,
  ExchangeActionType,
  ExchangeStateType,
} from './enums.ts';

/** An event as a viewer may read it. */
export interface ToldEvent extends ExchangeEvent {
  /** Empty for a member that was removed meanwhile. */
  readonly nameOf: (memberId: string) => string;
}

/** What happened in an exchange, as far as the viewer may know it, in order; `after`: since that version, as the viewer counts. */
export async function historyOf(
  context: Context,
  exchange: Exchange,
  after = 0,
): Promise<ToldEvent[]> {
  const events = (await readEvents(context.prisma, exchange.id))
    .flatMap((event) => told(event, exchange, context.viewer) ?? [])
    // Without gaps: they would tell that there was something else.
    .map((event, index) => ({ ...event, number: index + 1 }))
    .slice(Math.max(0, after));
  const ids = events.flatMap(({ memberId, detail }) => [
    ...(memberId ? [memberId] : []),
    ...(detail.parties ?? []).map((party) => party.memberId),
  ]);
  const { memberName } = await readNames(context, [], ids);
  return events.map((event) => ({ ...event, nameOf: memberName }));
}

/** What remains of an event for a viewer; null: nothing. */
function told(event: ExchangeEvent, exchange: Exchange, viewer: Viewer): ExchangeEvent | null {
  if (viewer.kind !== 'person') return null;
  if (viewer.secretariat) return event;
  const own = viewer.memberId ?? '';
  const until = readsUntil(exchange, own);
  if (until !== null && event.at > until) return null;
  if (event.memberId === own) return event;
  if (isPrivate(event)) return null;
  // Nobody is to be blamed, or found, for having stopped what was not safe.
  if (event.action === 'STOP_FOR_SAFETY') return { ...event, by: 'SYSTEM', memberId: null };
  const host = exchange.parties.find((party) => party.host);
  return event.action === 'DECLINE' && host && host.memberId !== own
    ? { ...event, detail: {} }
    : event;
}

const noted: readonly ExchangeAction[] = ['HOLD', 'CANCEL', 'REVIEW'];

export const ExchangeEventType = builder.objectRef<ToldEvent>('ExchangeEvent').implement({
  description: 'Something that happened in an exchange.',
  fields: (t) => ({
    number: t.exposeInt('number', {
      description: '1, 2, 3 … within the exchange, as the viewer knows it.',
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    action: t.expose('action', { type: ExchangeActionType, description: 'What was done.' }),
    by: t.expose('by', { type: ActorKindType, description: 'On whose part.' }),
    member: t.prismaField({
      type: 'Member',
      nullable: true,
      description: 'The party on whose part it was done; null: none, or not to be known.',
      resolve: (query, { memberId }, _args, { prisma }) =>
        memberId ? prisma.member.findUnique({ ...query, where: { id: memberId } }) : null,
    }),
    state: t.expose('state', {
      type: ExchangeStateType,
      description: 'The state that it led to.',
    }),
    summary: t.string({
      description: 'The same as a sentence.',
      args: localeArgument(t),
      resolve: (event, { locale }, context) => summaryOf(event, locale ?? context.locale),
    }),
    reason: t.field({
      type: DeclineReasonType,
      nullable: true,
      description: 'Why somebody declined.',
      resolve: ({ detail }) => detail.reason ?? null,
    }),
    note: t.string({
      nullable: true,
      description: 'What was written to the others with it.',
      resolve: ({ action, detail }) => (noted.includes(action) ? (detail.note ?? null) : null),
    }),
  }),
});

/** An event as a sentence. */
export function summaryOf(event: ToldEvent, locale: Locale): string {
  const { action, detail, state, by, memberId, nameOf } = event;
  const given = detail as Readonly<Record<string, unknown>>;
  const text = (name: string): string => {
    const value = given[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : 'none';
  };
  return message(locale, `exchange.event.${action}`, {
    who: whoOf(event, locale),
    by,
    proposer: text('proposer'),
    others: listOf(
      locale,
      (detail.parties ?? []).map((party) => nameOf(party.memberId) || formerMember(locale)),
    ),
    reason: detail.reason ?? 'none',
    why: detail.reason ? message(locale, `exchange.reason.${detail.reason}`) : '',
    decision: text('decision'),
    version: text('version'),
    until: detail.until ? 'day' : 'none',
    day: detail.until ? dayInWords(locale, new Date(detail.until)) : '',
    what: text('what'),
    settled: given['settled'] === true ? 'yes' : 'no',
    step: text('step'),
    left: memberId !== null && state !== 'CANCELLED' ? 'yes' : 'no',
  });
}

function whoOf({ by, memberId, nameOf }: ToldEvent, locale: Locale): string {
  if (memberId === null) return message(locale, 'exchange.who.secretariat');
  const name = nameOf(memberId) || formerMember(locale);
  return by === 'SECRETARIAT' ? message(locale, 'exchange.who.onBehalf', { name }) : name;
}

function formerMember(locale: Locale): string {
  return message(locale, 'exchange.who.former');
}

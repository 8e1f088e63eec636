import type { Prisma } from '../../../generated/prisma/client.ts';
import type { ExchangeAction } from '../../../generated/prisma/enums.ts';
import { readCounterparts } from '../../access/counterparts.ts';
import { actorOf, type Viewer } from '../../access/viewer.ts';
import { record } from '../../audit/store.ts';
import type { PrismaClient, Transaction } from '../../database/database.ts';
import { message } from '../../i18n/message.ts';
import type { News } from '../../notifications/store.ts';
import type { Context } from '../../schema/context.ts';
import { InvalidInputError, NotFoundError } from '../../schema/errors.ts';
import { idOfType } from '../../schema/ids.ts';
import { decide, refusalOf } from '../rules/decide.ts';
import { type Actor, type EventDetail, type Exchange, partyOf } from '../rules/exchange.ts';
import type { Facts } from '../rules/transitions.ts';

import { claim, keyLimit } from './idempotency.ts';
import { inTurn, lockExchange } from './locks.ts';
import { refused } from './refused.ts';
import { follow, writeDecided } from './write.ts';

/** One action on an exchange. */
export interface ActRequest {
  /** Of the database; `exchangeToAct` finds it. */
  readonly exchangeId: string;
  readonly action: ExchangeAction;
  /** The name of the mutation, for the audit trail. */
  readonly mutation: string;
  /** All that came with it: what makes two requests with one key the same. */
  readonly input: unknown;
  readonly idempotencyKey?: string | null;
  /** The version of the exchange that the caller had read. */
  readonly seen?: number | null;
  /** The member on whose behalf the secretariat does it, as the API gave its id. */
  readonly on?: string | null;
  /** Somebody without a session who may do just this, which the caller has checked. */
  readonly as?: { readonly memberId: string; readonly audit: string };
  /** Members beside the parties that it is about, by their ids in the database. */
  readonly others?: readonly string[];
}

/** The exchange as it is, locked, and who acts. */
export interface Acting {
  readonly exchange: Exchange;
  readonly actor: Actor;
  readonly now: Date;
  /** That the event will have. */
  readonly number: number;
}

/** What belongs to an action beside the exchange itself. */
export interface Written {
  readonly facts?: Facts;
  /** Nothing that a party may not read. */
  readonly detail?: EventDetail & Prisma.InputJsonObject;
  /** For the secretariat alone. */
  readonly remark?: string | null;
  /** Instead of what the table says. */
  readonly news?: readonly News[];
  /** Members of whom matching has to know something new. */
  readonly changed?: readonly string[];
}

/** Stores what belongs to an action, once it is known that the actor may do it; `NOTHING`: there is nothing to be done. */
export type Write = (transaction: Transaction, at: Acting) => Promise<Written | 'NOTHING' | void>;

/**
 * Does one action in one transaction: locks, asks the table, lets `write` store what belongs to it, writes event, audit row and
 * news. A request that comes again with its key is not done again.
 *
 * @throws NotFoundError for an exchange that is not the viewer's, ExchangeStateError, NoFreePlaceError, StaleVersionError,
 * InvalidInputError for a key that was used for something else
 */
export async function act(context: Context, request: ActRequest, write?: Write): Promise<void> {
  const { prisma, viewer, locale } = context;
  const { exchangeId, action, mutation, as } = request;
  const now = context.now();
  const audit = as?.audit ?? actorOf(viewer);
  checkKey(context, request.idempotencyKey);

  await inTurn(prisma, async (transaction) => {
    if (request.idempotencyKey) {
      const key = { actor: audit, key: request.idempotencyKey, mutation, input: request.input };
      const claimed = await claim(transaction, key, exchangeId, now);
      if (claimed === 'OTHER') throw usedOtherwise(context);
      if (claimed !== 'NEW') return;
    }
    const exchange = await lockExchange(transaction, exchangeId, request.others);
    if (!exchange) throw new NotFoundError(message(locale, 'exchange.error.none'), ['exchange']);
    const actor = as
      ? ({ by: 'MEMBER', memberId: as.memberId } as const)
      : chooseActor(context, exchange, request);
    const early = refusalOf(exchange, actor, action);
    if (early) throw refused(context, exchange, actor, early, request.seen);

    const number = exchange.version + 1;
    const written = await write?.(transaction, { exchange, actor, now, number });
    if (written === 'NOTHING') return;
    const { facts, detail, remark, news, changed } = written ?? {};
    const decided = decide(exchange, actor, action, { at: now, facts, detail });
    if (decided.refused) throw refused(context, exchange, actor, decided, request.seen);

    await writeDecided(transaction, exchange, decided);
    const { memberId } = decided.event;
    if (remark)
      await transaction.exchangeRemark.create({
        data: { exchangeId, number, memberId, text: remark, at: now },
      });
    await record(transaction, {
      actor: audit,
      action: mutation,
      subject: exchangeId,
      ...(decided.event.by === 'SECRETARIAT' && memberId && { detail: { onBehalfOf: memberId } }),
    });
    await follow(transaction, exchange, decided, { news, changed });
  });
  await refreshCounterparts(context);
}

/**
 * What happens where nobody does anything. `stillDue` is asked of the exchange as it is once it is locked: what happened
 * meanwhile comes first.
 *
 * @returns whether it was done
 */
export async function actAsSystem(
  prisma: PrismaClient,
  now: Date,
  exchangeId: string,
  action: ExchangeAction,
  stillDue: (exchange: Exchange) => boolean = () => true,
): Promise<boolean> {
  return inTurn(prisma, async (transaction) => {
    const exchange = await lockExchange(transaction, exchangeId);
    if (!exchange || !stillDue(exchange)) return false;
    const decided = decide(exchange, { by: 'SYSTEM' }, action, { at: now });
    if (decided.refused) return false;
    await writeDecided(transaction, exchange, decided);
    const entry = { actor: 'system', action: systemAction(action), subject: exchangeId };
    await record(transaction, entry);
    await follow(transaction, exchange, decided);
    return true;
  });
}

function systemAction(action: ExchangeAction): string {
  return `${action.toLowerCase()}Exchange`;
}

/**
 * On whose part the viewer acts: the member that it names, else its own where that is a party, else the secretariat. Who is
 * both does what only the secretariat may as the secretariat.
 */
function chooseActor(
  { viewer, locale }: Pick<Context, 'viewer' | 'locale'>,
  exchange: Exchange,
  { on, action }: Pick<ActRequest, 'on' | 'action'>,
): Actor {
  const actors = actorsOf(viewer, exchange, on == null ? null : (idOfType('Member', on) ?? ''));
  const actor =
    actors.find((one) => refusalOf(exchange, one, action)?.refused !== 'WHO') ?? actors[0];
  if (actor) return actor;
  throw on == null
    ? new NotFoundError(message(locale, 'exchange.error.none'), ['exchange'])
    : new NotFoundError(message(locale, 'error.noMember'), ['member']);
}

/** All on whose part the viewer can act; `on`: a member by its id in the database. */
export function actorsOf(viewer: Viewer, exchange: Exchange, on: string | null = null): Actor[] {
  if (viewer.kind !== 'person') return [];
  const { memberId: own, secretariat } = viewer;
  const memberId = on ?? own;
  const isParty = memberId !== null && partyOf(exchange, memberId) !== undefined;
  const asMember: Actor[] =
    isParty && (memberId === own || secretariat)
      ? [{ by: 'MEMBER', memberId, throughSecretariat: memberId !== own }]
      : [];
  return on === null && secretariat ? [...asMember, { by: 'SECRETARIAT' }] : asMember;
}

/** Who accepts sees more of the other party in the same answer. */
export async function refreshCounterparts(context: Context): Promise<void> {
  const { viewer, prisma } = context;
  if (viewer.kind !== 'person' || !viewer.memberId) return;
  context.viewer = { ...viewer, counterparts: await readCounterparts(prisma, viewer.memberId) };
}

export function checkKey({ locale }: Pick<Context, 'locale'>, key?: string | null): void {
  if (key != null && (key === '' || key.length > keyLimit))
    throw new InvalidInputError([
      {
        path: ['idempotencyKey'],
        message: message(locale, 'exchange.error.keyLength', { max: keyLimit }),
      },
    ]);
}

export function usedOtherwise({ locale }: Pick<Context, 'locale'>): InvalidInputError {
  const issue = { path: ['idempotencyKey'], message: message(locale, 'exchange.error.keyUsed') };
  return new InvalidInputError([issue]);
}

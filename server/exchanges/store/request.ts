import type {
  ExchangeFormat,
  ExchangeKind,
  ExchangeProposer,
  OutcomeType,
} from '../../../generated/prisma/enums.ts';
import { actorOf } from '../../access/viewer.ts';
import { record } from '../../audit/store.ts';
import type { Transaction } from '../../database/database.ts';
import { message } from '../../i18n/message.ts';
import { type Obstacles, obstaclesTo } from '../../pairings/askable.ts';
import { readPeriods } from '../../policy/store.ts';
import type { Context } from '../../schema/context.ts';
import { PartnerUnavailableError, TooManyRequestsError } from '../../schema/errors.ts';
import type { ExchangeEvent } from '../rules/exchange.ts';
import { begin } from '../rules/replay.ts';
import type { LearnedTopic } from '../rules/request.ts';
import { transitions } from '../rules/transitions.ts';
import { checkKey, usedOtherwise } from './act.ts';
import { claim } from './idempotency.ts';
import { inTurn, lockMembers } from './locks.ts';
import { follow, writeEvent, writeParty } from './write.ts';

/** An exchange that is asked for, checked. */
export interface RequestedExchange {
  readonly kind: ExchangeKind;
  readonly proposer: ExchangeProposer;
  /** In the order of their positions; in a circle each gives to the next, and the last to the first. */
  readonly parties: readonly {
    readonly memberId: string;
    readonly asked: boolean;
    readonly host: boolean;
  }[];
  readonly topics: readonly LearnedTopic[];
  readonly message: string | null;
  readonly outcome: OutcomeType | null;
  readonly formats: readonly ExchangeFormat[];
  /** BCP 47 */
  readonly languages: readonly string[];
  readonly places: number | null;
}

/** Who asks, and when. */
export interface Asking {
  /** As the audit trail names whoever it is. */
  readonly audit: string;
  /** On whose part; both null-like for a round and for the secretariat itself. */
  readonly by: 'MEMBER' | 'SECRETARIAT';
  readonly memberId: string | null;
  readonly now: Date;
}

/**
 * Asks for an exchange, as a part of a transaction: locks all whom it is about, checks that they can be asked, writes the
 * exchange, its first event, the audit row and the news.
 */
export async function requestInTransaction(
  transaction: Transaction,
  { audit, by, memberId, now }: Asking,
  asked: RequestedExchange,
): Promise<{ readonly id: string } | Obstacles> {
  const memberIds = asked.parties.map((party) => party.memberId);
  await lockMembers(transaction, memberIds);
  const obstacles = await obstaclesTo(
    transaction,
    {
      memberIds,
      askedIds: asked.parties.filter((party) => party.asked).map((party) => party.memberId),
      hostId: asked.parties.find(({ host }) => host)?.memberId,
    },
    now.toISOString().slice(0, 10),
  );
  if (obstacles.members.length > 0 || obstacles.pairs.length > 0) return obstacles;

  const { kind, proposer, parties, topics, places } = asked;
  const { id } = await transaction.exchange.create({
    data: {
      kind,
      proposer,
      places,
      message: asked.message,
      outcome: asked.outcome,
      formats: [...asked.formats],
      languages: [...asked.languages],
      state: 'REQUESTED',
      version: 1,
      quietSince: now,
      createdAt: now,
      topics: { create: topics.map((topic, position) => ({ ...topic, position })) },
    },
    select: { id: true },
  });
  const event: ExchangeEvent = {
    exchangeId: id,
    number: 1,
    at: now,
    action: 'REQUEST',
    by,
    memberId,
    state: 'REQUESTED',
    detail: { kind, proposer, places, parties },
  };
  const after = begin(event);
  for (const party of after.parties) await writeParty(transaction, id, party);
  await writeEvent(transaction, event);
  await record(transaction, {
    actor: audit,
    action: 'requestExchange',
    subject: id,
    ...(by === 'SECRETARIAT' && memberId && { detail: { onBehalfOf: memberId } }),
  });
  const transition = transitions.find(({ action }) => action === 'REQUEST')!;
  await follow(transaction, null, { event, after, transition });
  return { id };
}

/**
 * Asks for an exchange, once for each key.
 *
 * @throws TooManyRequestsError, PartnerUnavailableError, InvalidInputError for a key that was used for something else
 */
export async function request(
  context: Context,
  asked: RequestedExchange,
  given: {
    readonly memberId: string | null;
    readonly input: unknown;
    readonly idempotencyKey?: string | null;
  },
): Promise<string> {
  const { prisma, viewer, locale } = context;
  const now = context.now();
  const audit = actorOf(viewer);
  const { memberId } = given;
  const own = viewer.kind === 'person' && memberId !== null && viewer.memberId === memberId;
  checkKey(context, given.idempotencyKey);

  return inTurn(prisma, async (transaction) => {
    const key = given.idempotencyKey;
    if (key) {
      // Of whoever acts for another member by now it is another request, and the exchange of the first nobody's of theirs.
      const input = { memberId, asked: given.input };
      const repeatable = { actor: audit, key, mutation: 'requestExchange', input };
      const claimed = await claim(transaction, repeatable, null, now);
      if (claimed === 'OTHER') throw usedOtherwise(context);
      if (claimed !== 'NEW') return claimed.exchangeId;
    }
    // Before the requests of the member are counted: two that are sent at once must not both be the last.
    await lockMembers(
      transaction,
      asked.parties.map((party) => party.memberId),
    );
    if (memberId !== null) {
      const { openRequests } = await readPeriods(transaction);
      const open = await transaction.exchange.findMany({
        where: {
          state: 'REQUESTED',
          proposer: 'MEMBER',
          parties: { some: { memberId, asked: false } },
        },
        select: { id: true },
      });
      if (open.length >= openRequests)
        throw new TooManyRequestsError(
          message(locale, 'exchange.tooMany', { limit: openRequests }),
          openRequests,
          open.map(({ id }) => id),
        );
    }
    const asking = { audit, by: own ? 'MEMBER' : 'SECRETARIAT', memberId, now } as const;
    const outcome = await requestInTransaction(transaction, asking, asked);
    if (!('id' in outcome)) throw unavailable(context, memberId, ['partner']);
    if (key)
      await transaction.idempotencyKey.update({
        where: { actor_key: { actor: audit, key } },
        data: { exchangeId: outcome.id },
      });
    return outcome.id;
  });
}

export function unavailable(
  { locale }: Pick<Context, 'locale'>,
  memberId: string | null,
  path: readonly string[],
): PartnerUnavailableError {
  return new PartnerUnavailableError(message(locale, 'exchange.unavailable'), memberId, path);
}

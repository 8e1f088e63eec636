import { randomUUIDv7 } from 'node:crypto';
import type { Prisma } from '../../../generated/prisma/client.ts';
import type {
  ExchangeFormat,
  ExchangeKind,
  ExchangeProposer,
  OutcomeType,
} from '../../../generated/prisma/enums.ts';
import { record } from '../../audit/store.ts';
import type { Transaction } from '../../database/database.ts';
import { insertRows } from '../../database/insert-rows.ts';
import { networkChanged } from '../../database/network-version.ts';
import { exchangeChanged } from '../../notifications/live.ts';
import { notify } from '../../notifications/store.ts';
import { type Obstacles, obstaclesToEach } from '../../pairings/askable.ts';
import type { ExchangeEvent } from '../rules/exchange.ts';
import { begin } from '../rules/replay.ts';
import type { LearnedTopic } from '../rules/request.ts';
import { transitions } from '../rules/transitions.ts';
import { lockMembers } from './locks.ts';
import { newsOf } from './write.ts';

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
  readonly by: 'MEMBER' | 'SECRETARIAT';
  /** On whose part; null for a round and for the secretariat itself. */
  readonly memberId: string | null;
  readonly now: Date;
}

/** Either all were asked for, or none, and what stands in the way of each. */
export type AskedFor =
  { readonly ids: readonly string[] } | { readonly obstacles: readonly (Obstacles | null)[] };

const request = transitions.find(({ action }) => action === 'REQUEST')!;

/**
 * Asks for exchanges, all of them or none, as a part of a transaction: locks all whom they are about, checks that they
 * can be asked, writes the exchanges, their first events, the audit rows and the news. Hundreds take as many statements
 * as one.
 */
export async function askAll(
  transaction: Transaction,
  { audit, by, memberId, now }: Asking,
  asked: readonly RequestedExchange[],
): Promise<AskedFor> {
  const everybody = [
    ...new Set(asked.flatMap(({ parties }) => parties.map((party) => party.memberId))),
  ];
  await lockMembers(transaction, everybody);
  const obstacles = await obstaclesToEach(
    transaction,
    asked.map(({ parties }) => ({
      memberIds: parties.map((party) => party.memberId),
      askedIds: parties.filter((party) => party.asked).map((party) => party.memberId),
      hostId: parties.find(({ host }) => host)?.memberId,
    })),
    now.toISOString().slice(0, 10),
  );
  if (obstacles.some((found) => found !== null)) return { obstacles };

  const begun = asked.map((one) => {
    const { kind, proposer, places, parties } = one;
    const event: ExchangeEvent = {
      exchangeId: randomUUIDv7(),
      number: 1,
      at: now,
      action: 'REQUEST',
      by,
      memberId,
      state: 'REQUESTED',
      detail: { kind, proposer, places, parties },
    };
    return { asked: one, event, after: begin(event) };
  });
  await insertRows(
    transaction,
    'Exchange',
    begun.map(({ asked: { kind, proposer, places, message, outcome, ...one }, after }) => ({
      id: after.id,
      kind,
      proposer,
      places,
      message,
      outcome,
      formats: [...one.formats],
      languages: [...one.languages],
      state: after.state,
      version: after.version,
      quietSince: now,
      createdAt: now,
    })),
  );
  await insertRows(
    transaction,
    'ExchangeTopic',
    begun.flatMap(({ asked: { topics }, after: { id: exchangeId } }) =>
      topics.map((topic, position) => ({ id: randomUUIDv7(), ...topic, exchangeId, position })),
    ),
  );
  await insertRows(
    transaction,
    'ExchangeParty',
    begun.flatMap(({ after: { id: exchangeId, parties } }) =>
      parties.map((party) => ({ ...party, exchangeId })),
    ),
  );
  await insertRows(
    transaction,
    'ExchangeEvent',
    begun.map(({ event }) => ({ ...event, detail: event.detail as Prisma.InputJsonObject })),
  );
  const ids = begun.map(({ after }) => after.id);
  const onBehalf = by === 'SECRETARIAT' && memberId && { detail: { onBehalfOf: memberId } };
  await record(
    transaction,
    ...ids.map((subject) => ({ actor: audit, action: 'requestExchange', subject, ...onBehalf })),
  );
  await notify(
    transaction,
    now,
    begun.flatMap(({ event, after }) => newsOf(after, event, request)),
  );
  await exchangeChanged(transaction, ...ids);
  if (ids.length > 0) await networkChanged(transaction, everybody);
  return { ids };
}

import type { Prisma } from '../../../generated/prisma/client.ts';
import type { ExchangeAction, PartyAnswer } from '../../../generated/prisma/enums.ts';
import { actorOf, type Viewer } from '../../access/viewer.ts';
import { record } from '../../audit/store.ts';
import type { PrismaClient } from '../../database/database.ts';
import { type Decided, decide } from '../rules/decide.ts';
import { type Actor, type EventDetail, type Exchange, openStates } from '../rules/exchange.ts';
import { answerable } from '../rules/transitions.ts';
import { inTurn, lockExchange } from './locks.ts';
import { follow, writeDecided } from './write.ts';

/** The open exchanges that a member takes part in, or can still answer. */
export function openWith(memberId: string): Prisma.ExchangeWhereInput {
  const withAnswer = (answer: PartyAnswer) => ({ parties: { some: { memberId, answer } } });
  return {
    OR: [
      { state: { in: [...openStates] }, ...withAnswer('ACCEPTED') },
      { state: { in: [...answerable] }, ...withAnswer('PENDING') },
    ],
  };
}

/**
 * Takes a member out of every exchange that is open, by the table: what it asked for is withdrawn, what it was asked for
 * declined, what has begun cancelled, and a group goes on without it. Where the table knows no way out, as for somebody who
 * accepted and others have not, it expires. The others hear what they always hear of such an end.
 *
 * @returns how many it left
 */
export async function leaveExchanges(
  prisma: PrismaClient,
  viewer: Viewer,
  memberId: string,
  now: Date,
): Promise<number> {
  const open = await prisma.exchange.findMany({
    where: openWith(memberId),
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  let left = 0;
  for (const { id } of open)
    await inTurn(prisma, async (transaction) => {
      const exchange = await lockExchange(transaction, id);
      const decided = exchange && wayOut(exchange, viewer, memberId, now);
      if (!decided) return;
      await writeDecided(transaction, exchange, decided);
      await record(transaction, {
        actor: actorOf(viewer),
        action: 'leaveExchange',
        subject: id,
        detail: { member: memberId },
      });
      await follow(transaction, exchange, decided);
      left += 1;
    });
  return left;
}

const ways: readonly [ExchangeAction, EventDetail][] = [
  ['WITHDRAW', {}],
  ['DECLINE', { reason: 'OTHER' }],
  ['CANCEL', {}],
];

/** Null: the member is not in it any more. */
function wayOut(exchange: Exchange, viewer: Viewer, memberId: string, at: Date): Decided | null {
  const own = viewer.kind === 'person' && viewer.memberId === memberId;
  const actor: Actor = { by: 'MEMBER', memberId, ...(!own && { throughSecretariat: true }) };
  for (const [action, detail] of ways) {
    const decided = decide(exchange, actor, action, { at, detail });
    if (!decided.refused) return decided;
  }
  const expired = decide(exchange, { by: 'SYSTEM' }, 'EXPIRE', { at });
  const answer = exchange.parties.find((party) => party.memberId === memberId)?.answer;
  return !expired.refused && (answer === 'PENDING' || answer === 'ACCEPTED') ? expired : null;
}

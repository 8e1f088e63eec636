import { actorOf } from '../../access/viewer.ts';
import { message } from '../../i18n/message.ts';
import { readPeriods } from '../../policy/store.ts';
import type { Context } from '../../schema/context.ts';
import { PartnerUnavailableError, TooManyRequestsError } from '../../schema/errors.ts';
import { checkKey, usedOtherwise } from './act.ts';
import { askAll, type RequestedExchange } from './ask.ts';
import { claim } from './idempotency.ts';
import { inTurn, lockMembers } from './locks.ts';

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
    const outcome = await askAll(transaction, asking, [asked]);
    if (!('ids' in outcome)) throw unavailable(context, memberId, ['partner']);
    const exchangeId = outcome.ids[0]!;
    if (key)
      await transaction.idempotencyKey.update({
        where: { actor_key: { actor: audit, key } },
        data: { exchangeId },
      });
    return exchangeId;
  });
}

export function unavailable(
  { locale }: Pick<Context, 'locale'>,
  memberId: string | null,
  path: readonly string[],
): PartnerUnavailableError {
  return new PartnerUnavailableError(message(locale, 'exchange.unavailable'), memberId, path);
}

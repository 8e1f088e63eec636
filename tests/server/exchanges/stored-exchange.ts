import type { Prisma } from '../../../generated/prisma/client.ts';
import type { PrismaClient } from '../../../server/database/database.ts';

/**
 * Writes an exchange of two members as it is, without the history that led to it: the first one asked, and the second has accepted
 * unless the exchange is only requested.
 */
export async function storeExchange(
  prisma: PrismaClient,
  [asker, partner]: readonly [string, string],
  at: Date,
  more: Partial<Prisma.ExchangeCreateInput> = {},
): Promise<string> {
  const { state = 'REQUESTED' } = more;
  const accepted = state !== 'REQUESTED';
  const { id } = await prisma.exchange.create({
    data: {
      kind: 'TWO_WAY',
      state,
      proposer: 'MEMBER',
      version: 1,
      quietSince: at,
      createdAt: at,
      parties: {
        create: [
          { memberId: asker, position: 0, asked: false, answer: 'ACCEPTED', holdsPlace: accepted },
          {
            memberId: partner,
            position: 1,
            asked: true,
            answer: accepted ? 'ACCEPTED' : 'PENDING',
            holdsPlace: accepted,
          },
        ],
      },
      ...more,
    },
  });
  return id;
}

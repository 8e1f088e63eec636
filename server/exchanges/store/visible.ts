import type { Prisma } from '../../../generated/prisma/client.ts';
import type { Viewer } from '../../access/viewer.ts';

/** The exchanges that a viewer may read: those of its own member, and all for the secretariat. Keys read none. */
export function whereMayRead(viewer: Viewer): Prisma.ExchangeWhereInput {
  if (viewer.kind !== 'person') return nothing;
  if (viewer.secretariat) return {};
  return viewer.memberId ? { parties: { some: { memberId: viewer.memberId } } } : nothing;
}

/** The events of which a viewer never hears: the same as `isPrivate`, of others. */
export function whereUntold(viewer: Viewer): Prisma.ExchangeEventWhereInput {
  if (viewer.kind === 'person' && viewer.secretariat) return { number: { in: [] } };
  const memberId = viewer.kind === 'person' ? viewer.memberId : null;
  return {
    AND: [
      {
        OR: [
          { action: 'SUBMIT_FOLLOW_UP' },
          { action: 'LOG_SESSION', detail: { path: ['private'], equals: true } },
        ],
      },
      memberId ? { OR: [{ memberId: null }, { memberId: { not: memberId } }] } : {},
    ],
  };
}

const nothing: Prisma.ExchangeWhereInput = { AND: [{ id: { in: [] } }] };

import type { Prisma } from '../../../generated/prisma/client.ts';
import type { Viewer } from '../../access/viewer.ts';

/** The exchanges that a viewer may read: those of its own member, and all for the secretariat. Keys read none. */
export function whereMayRead(viewer: Viewer): Prisma.ExchangeWhereInput {
  if (viewer.kind !== 'person') return nothing;
  if (viewer.secretariat) return {};
  return viewer.memberId ? { parties: { some: { memberId: viewer.memberId } } } : nothing;
}

const nothing: Prisma.ExchangeWhereInput = { AND: [{ id: { in: [] } }] };

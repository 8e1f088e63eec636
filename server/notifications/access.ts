import type { Prisma } from '../../generated/prisma/client.ts';
import type { Viewer } from '../access/viewer.ts';

/** What stands in the inbox of the viewer: what is addressed to it, while it acts for whom it is about. */
export function ownNews(viewer: Viewer): Prisma.NotificationWhereInput {
  if (viewer.kind !== 'person') return { id: { in: [] } };
  const { email, memberId, secretariat } = viewer;
  return {
    email,
    OR: [
      ...(memberId ? [{ memberId }] : []),
      ...(secretariat ? [{ memberId: null }] : []),
      { id: { in: [] } },
    ],
  };
}

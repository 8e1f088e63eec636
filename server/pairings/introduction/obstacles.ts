import { maySee } from '../../access/consent.ts';
import { consentHolder } from '../../members/schema/member.ts';
import type { Asking } from '../names.ts';
import { obstaclesTo } from '../askable.ts';

/** Who stands in the way of asking members together: one that takes no requests, or two that cannot be asked together. */
export type InTheWay = readonly [string] | readonly [string, string];

/**
 * What stands in the way of asking all of these members together, as far as the viewer may know. Of whoever keeps its
 * availability to itself nothing is told but that it cannot be asked together with the others: the same as of two that said
 * "never", or are in an exchange with each other.
 */
export async function inTheWayOf(
  { prisma, viewer }: Asking,
  memberIds: readonly string[],
  host: boolean,
  today: string,
): Promise<InTheWay[]> {
  const hostId = host ? memberIds[0] : undefined;
  const introduction = { memberIds, askedIds: memberIds, ...(hostId && { hostId }) };
  const { members, pairs } = await obstaclesTo(prisma, introduction, today);
  const rows = await prisma.member.findMany({
    where: { id: { in: [...members] } },
    select: consentHolder,
  });
  const told = new Set(
    rows.flatMap((row) => (maySee(viewer, row, 'AVAILABILITY') ? [row.id] : [])),
  );
  const untold = new Set(members.filter((id) => !told.has(id)));
  const apart = new Set(pairs.map((pair) => pair.join(' ')));
  const isApart = (one: string, other: string) =>
    apart.has(`${one} ${other}`) || untold.has(one) || untold.has(other);
  // In a group those that learn do not meet each other.
  const meeting = host ? memberIds.slice(0, 1) : memberIds;
  const two = meeting.flatMap((one, at) =>
    memberIds
      .slice(at + 1)
      .filter((other) => isApart(one, other))
      .map((other) => [one, other] as const),
  );
  return [...memberIds.filter((id) => told.has(id)).map((id) => [id] as const), ...two];
}

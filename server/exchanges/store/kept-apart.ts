import type { Transaction } from '../../database/database.ts';

/**
 * Whether two of the members must never be introduced, by their own word or the secretariat's. Before somebody is asked it stands in the
 * way; said only later, it is for the secretariat to look at, as nobody else may learn of it.
 */
export async function someKeptApart(
  database: Transaction,
  memberIds: readonly string[],
): Promise<boolean> {
  const among = { in: [...memberIds] };
  const never = await database.privateChoice.findFirst({
    where: { kind: 'NEVER', memberId: among, partnerId: among },
    select: { memberId: true },
  });
  return never !== null;
}

import type { DismissReason } from '../../../generated/prisma/enums.ts';
import { actorOf, type Viewer } from '../../access/viewer.ts';
import { record } from '../../audit/store.ts';
import type { PrismaClient, Transaction } from '../../database/database.ts';
import { networkChanged } from '../../database/network-version.ts';

/** The member that chooses, and the one that it is about, which never learns of it. */
export interface Two {
  readonly memberId: string;
  readonly partnerId: string;
}

/**
 * Writes of private choices. Each is one transaction: the choice, the audit row, the news for matching. Where nothing
 * changes nothing is written. The audit row does not say whom a choice is about: more people read it than may know.
 */

/** Sets the partner aside from `on` for some months; said again it begins anew, with the new reason. */
export async function dismiss(
  prisma: PrismaClient,
  viewer: Viewer,
  two: Two,
  choice: { reason: DismissReason; note: string | null; on: Date },
): Promise<void> {
  const key = { ...two, kind: 'NOT_NOW', bySecretariat: false } as const;
  await write(prisma, viewer, two, 'dismissPairing', async ({ privateChoice }) => {
    await privateChoice.upsert({
      where: { memberId_partnerId_kind_bySecretariat: key },
      create: { ...key, ...choice },
      update: choice,
    });
    return 1;
  });
}

/** Takes a "not now" back. */
export async function restore(prisma: PrismaClient, viewer: Viewer, two: Two): Promise<void> {
  await write(prisma, viewer, two, 'restorePairing', async ({ privateChoice }) => {
    const { count } = await privateChoice.deleteMany({ where: { ...two, kind: 'NOT_NOW' } });
    return count;
  });
}

/** Says that the two must never be introduced: the member's own word, or the secretariat's. */
export async function avoid(
  prisma: PrismaClient,
  viewer: Viewer,
  two: Two,
  choice: { bySecretariat: boolean; on: Date },
): Promise<void> {
  await write(prisma, viewer, two, 'avoidMember', async ({ privateChoice }) => {
    const data = { ...two, kind: 'NEVER', ...choice } as const;
    const { count } = await privateChoice.createMany({ data, skipDuplicates: true });
    return count;
  });
}

/** Takes a "never" back: of those who may have said it, the first who did. */
export async function stopAvoiding(
  prisma: PrismaClient,
  viewer: Viewer,
  two: Two,
  bySecretariat: readonly boolean[],
): Promise<void> {
  await write(prisma, viewer, two, 'avoidMember', async ({ privateChoice }) => {
    for (const said of bySecretariat) {
      const { count } = await privateChoice.deleteMany({
        where: { ...two, kind: 'NEVER', bySecretariat: said },
      });
      if (count > 0) return count;
    }
    return 0;
  });
}

/** What a member chose, the latest first; what the secretariat decided only where it is asked for. */
export function choicesOf(
  prisma: PrismaClient,
  memberId: string,
  { ofSecretariat }: { ofSecretariat: boolean },
) {
  return prisma.privateChoice.findMany({
    where: { memberId, ...(!ofSecretariat && { bySecretariat: false }) },
    orderBy: [{ on: 'desc' }, { partnerId: 'asc' }, { kind: 'asc' }, { bySecretariat: 'asc' }],
  });
}

/** @param change answers how many rows it changed */
async function write(
  prisma: PrismaClient,
  viewer: Viewer,
  { memberId }: Two,
  action: string,
  change: (transaction: Transaction) => Promise<number>,
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    if ((await change(transaction)) === 0) return;
    await record(transaction, { actor: actorOf(viewer), action, subject: memberId });
    await networkChanged(transaction, [memberId]);
  });
}

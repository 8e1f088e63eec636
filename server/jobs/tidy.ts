import type { PrismaClient } from '../database/database.ts';

const day = 24 * 60 * 60 * 1000;
/** How long it is remembered that something was done for a key, in days. */
const keysKept = 30;
/** How long news are kept, in days: longer than anything is reminded of. */
const newsKept = 800;

/** Forgets what serves nobody any more; of those who act for nobody, everything that was kept by their address. */
export async function tidy(prisma: PrismaClient, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * day);
  await prisma.idempotencyKey.deleteMany({ where: { at: { lt: before(keysKept) } } });
  await prisma.notification.deleteMany({ where: { at: { lt: before(newsKept) } } });
  for (const table of ['Notification', 'Mailbox'])
    await prisma.$executeRawUnsafe(`
      DELETE FROM "${table}" WHERE NOT EXISTS (
        SELECT 1 FROM "Representative" WHERE "Representative"."email" = "${table}"."email"
      ) AND NOT EXISTS (
        SELECT 1 FROM "User" WHERE "User"."email" = "${table}"."email" AND "secretariat"
      )`);
}

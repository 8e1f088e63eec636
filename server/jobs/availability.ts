import type { PrismaClient } from '../database/database.ts';
import { notify } from '../notifications/store.ts';
import { readPeriods } from '../policy/store.ts';

const day = 24 * 60 * 60 * 1000;
/** Members that are asked in one transaction. */
const pageSize = 100;

interface Unconfirmed {
  readonly id: string;
  /** When it last said that it is available, or else joined Peerbridge. */
  readonly since: Date;
}

/**
 * Asks members that have not said for a while whether they are available, once for each period of silence: after a long pause of
 * the server once for all of it.
 */
export async function askAvailability(
  prisma: PrismaClient,
  now: Date,
  signal?: AbortSignal,
): Promise<void> {
  const { confirmAvailabilityDays } = await readPeriods(prisma);
  const latest = new Date(now.getTime() - confirmAvailabilityDays * day);
  const first = '00000000-0000-0000-0000-000000000000';
  for (let last = first; ;) {
    if (signal?.aborted) return;
    // Those that were not asked in this period yet.
    const members = await prisma.$queryRaw<Unconfirmed[]>`
      SELECT "id", "since" FROM (
        SELECT "id", COALESCE("confirmedOn"::timestamptz, "createdAt") AS "since" FROM "Member"
        WHERE NOT "paused" AND "capacity" > 0 AND "id" > ${last}::uuid
      ) AS "member"
      WHERE "since" <= ${latest} AND NOT EXISTS (
        SELECT 1 FROM "Notification"
        WHERE "memberId" = "member"."id" AND "kind" = 'CONFIRM_AVAILABILITY' AND "at" > ${latest} AND "at" >= "since"
      )
      ORDER BY "id" LIMIT ${pageSize}`;
    if (members.length > 0)
      await prisma.$transaction((transaction) =>
        notify(
          transaction,
          now,
          members.map(({ id, since }) => ({
            kind: 'CONFIRM_AVAILABILITY',
            exchangeId: null,
            to: { memberIds: [id] },
            once: `availability ${id} ${since.getTime()} ${stageOf(since)}`,
          })),
        ),
      );
    if (members.length < pageSize) return;
    last = members.at(-1)!.id;
  }

  function stageOf(since: Date): number {
    return Math.floor((now.getTime() - since.getTime()) / (confirmAvailabilityDays * day));
  }
}

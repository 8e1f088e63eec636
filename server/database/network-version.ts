import type { Transaction } from './database.ts';

const key = 'network-version';

/** More members than this that change at once are written down as everything: reading all anew is quicker then. */
export const mostListed = 1_000;

/** Rows that the journal keeps. Whoever has not looked for longer reads everything anew. */
const journalLength = 10_000;

/** Ids of members that were changed, added or removed; `everything`: also topics, or too many to list. */
export type Changed = readonly string[] | 'everything';

/**
 * Raises the version of the network, and writes into the journal what changed. Belongs at the end of the transaction that
 * changes it: until that commits, others who change the network wait here, so that versions, and the rows of the journal,
 * follow each other in the order of the commits. No members at all: what lists are computed with changed, but nobody in them.
 */
export async function networkChanged(transaction: Transaction, changed: Changed): Promise<void> {
  const all = changed === 'everything' || changed.length > mostListed;
  await transaction.$executeRaw`
    WITH "now" AS (
      INSERT INTO "Setting" ("key", "value") VALUES (${key}, '1'::jsonb)
      ON CONFLICT ("key") DO UPDATE SET "value" = to_jsonb(("Setting"."value" #>> '{}')::bigint + 1)
      RETURNING ("value" #>> '{}')::bigint AS "version"
    )
    INSERT INTO "NetworkChange" ("version", "memberId")
    SELECT "version", unnest(${all ? [null] : [...new Set(changed)]}::uuid[]) FROM "now"`;
  // After the lock on the version is held, so that no two delete at once.
  await transaction.$executeRaw`
    DELETE FROM "NetworkChange" WHERE "id" <= (SELECT max("id") FROM "NetworkChange") - ${journalLength}::bigint`;
}

/** The version of the network; the same number means the same members and topics. It only grows. */
export async function networkVersion(database: Transaction): Promise<number> {
  const setting = await database.setting.findUnique({ where: { key } });
  return Number(setting?.value ?? 0);
}

/**
 * What changed after `version`, and the version that the network has now. `everything` also where the journal does not
 * reach back that far; its oldest version may have lost some of its rows.
 */
export async function changesSince(
  database: Transaction,
  version: number,
): Promise<{ readonly version: number; readonly members: readonly string[] } | 'everything'> {
  const [found] = await database.$queryRaw<
    { version: bigint; oldest: bigint | null; members: (string | null)[] }[]
  >`
    SELECT
      ("value" #>> '{}')::bigint AS "version",
      (SELECT min("version") FROM "NetworkChange") AS "oldest",
      ARRAY(SELECT DISTINCT "memberId"::text FROM "NetworkChange" WHERE "version" > ${version}::bigint) AS "members"
    FROM "Setting" WHERE "key" = ${key}`;
  if (!found) return version === 0 ? { version, members: [] } : 'everything';
  const now = Number(found.version);
  if (now === version) return { version, members: [] };
  const reaches = found.oldest !== null && version >= Number(found.oldest) && version < now;
  const members = found.members.flatMap((id) => id ?? []);
  return reaches && members.length === found.members.length
    ? { version: now, members }
    : 'everything';
}

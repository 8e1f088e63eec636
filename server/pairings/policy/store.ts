import { actorOf, type Viewer } from '../../access/viewer.ts';
import { record } from '../../audit/store.ts';
import type { PrismaClient, Transaction } from '../../database/database.ts';
import { networkChanged } from '../../database/network-version.ts';
import type { Policy } from '../../matching/policy.ts';
import { policyOf } from './rules.ts';

/** The setting that holds what differs from the defaults, by name. */
const key = 'policy';

export async function readPolicy(database: Transaction): Promise<Policy> {
  const setting = await database.setting.findUnique({ where: { key } });
  return policyOf((setting?.value ?? {}) as Record<string, unknown>);
}

/** Sets constants that were checked; null puts the default back. The next list of every process uses them. */
export async function writePolicy(
  prisma: PrismaClient,
  viewer: Viewer,
  changes: Readonly<Record<string, number | null>>,
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    // Name by name in one statement, so that two who change different ones at once both have their way.
    await transaction.$executeRaw`
      INSERT INTO "Setting" ("key", "value") VALUES (${key}, jsonb_strip_nulls(${JSON.stringify(changes)}::jsonb))
      ON CONFLICT ("key") DO UPDATE
      SET "value" = jsonb_strip_nulls("Setting"."value" || ${JSON.stringify(changes)}::jsonb)`;
    await record(transaction, {
      actor: actorOf(viewer),
      action: 'setPolicy',
      detail: { changes: { ...changes } },
    });
    await networkChanged(transaction, []);
  });
}

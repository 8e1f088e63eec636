import type { Transaction } from './database.ts';

const key = 'network-version';

/**
 * Marks that members or topics changed. Belongs at the end of the transaction that changes them: until it commits,
 * others who change the network wait here, so versions follow each other in the order of the commits.
 */
export async function networkChanged(transaction: Transaction): Promise<void> {
  await transaction.$executeRaw`
    INSERT INTO "Setting" ("key", "value") VALUES (${key}, '1'::jsonb)
    ON CONFLICT ("key") DO UPDATE SET "value" = to_jsonb(("Setting"."value" #>> '{}')::bigint + 1)`;
}

/** The version of the network; the same number means the same members and topics. */
export async function networkVersion(database: Transaction): Promise<string> {
  const setting = await database.setting.findUnique({ where: { key } });
  return String(setting?.value ?? 0);
}

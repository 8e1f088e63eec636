import { randomBytes } from 'node:crypto';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { Transaction } from './database.ts';

/** Reads a setting of the installation; when it has none yet, `initial` becomes it, also for processes that start at the same moment. */
export async function readSetting<T extends Prisma.InputJsonValue>(
  database: Transaction,
  key: string,
  initial: () => T,
): Promise<T> {
  const found = await database.setting.findUnique({ where: { key } });
  if (found) return found.value as T;
  await database.setting.createMany({ data: [{ key, value: initial() }], skipDuplicates: true });
  return (await database.setting.findUniqueOrThrow({ where: { key } })).value as T;
}

/** Signs session cookies, and seals forms; made once and shared by every process on the database. */
export function readSigningSecret(database: Transaction): Promise<string> {
  return readSetting(database, 'signing-secret', () => randomBytes(32).toString('base64url'));
}

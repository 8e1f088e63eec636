import { actorOf, type Viewer } from '../access/viewer.ts';
import { record } from '../audit/store.ts';
import type { PrismaClient, Transaction } from '../database/database.ts';
import { networkChanged } from '../database/network-version.ts';
import type { Policy } from '../matching/policy.ts';
import type { Periods } from './periods.ts';
import { type Numbers, periodsOf, policyOf, type PolicyProblem, policyProblems } from './rules.ts';

/** The setting that holds what differs from the defaults, by name. */
const key = 'policy';

async function readStored(database: Transaction): Promise<Record<string, unknown>> {
  const setting = await database.setting.findUnique({ where: { key } });
  return (setting?.value ?? {}) as Record<string, unknown>;
}

/** What pairings are computed with. */
export async function readPolicy(database: Transaction): Promise<Policy> {
  return policyOf(await readStored(database));
}

/** The periods and limits that exchanges live by. */
export async function readPeriods(database: Transaction): Promise<Periods> {
  return periodsOf(await readStored(database));
}

/** Both. */
export async function readNumbers(database: Transaction): Promise<Numbers> {
  const stored = await readStored(database);
  return { ...policyOf(stored), ...periodsOf(stored) };
}

export interface PolicyChange {
  readonly name: string;
  /** Null puts the default back. */
  readonly value?: number | null;
}

/** Sets constants, or answers why not. The next list, and the next sweep, of every process use them. */
export async function writePolicy(
  prisma: PrismaClient,
  viewer: Viewer,
  changes: readonly PolicyChange[],
): Promise<readonly PolicyProblem[]> {
  return prisma.$transaction(async (transaction) => {
    // Two who change numbers that have to fit each other come one after the other.
    await transaction.$executeRaw`
      INSERT INTO "Setting" ("key", "value") VALUES (${key}, '{}'::jsonb) ON CONFLICT ("key") DO NOTHING`;
    await transaction.$queryRaw`SELECT 1 FROM "Setting" WHERE "key" = ${key} FOR UPDATE`;
    const problems = policyProblems(changes, await readStored(transaction));
    if (problems.length > 0) return problems;
    const values = Object.fromEntries(changes.map(({ name, value }) => [name, value ?? null]));
    await transaction.$executeRaw`
      UPDATE "Setting" SET "value" = jsonb_strip_nulls("value" || ${JSON.stringify(values)}::jsonb) WHERE "key" = ${key}`;
    await record(transaction, {
      actor: actorOf(viewer),
      action: 'setPolicy',
      detail: { changes: { ...values } },
    });
    await networkChanged(transaction, []);
    return [];
  });
}

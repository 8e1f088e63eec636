import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { type Progress, silently } from '../progress.ts';

/** Runs one or more statements as one transaction and answers the rows of the last; an error undoes them all. */
export type RunSql = (sql: string) => Promise<readonly Record<string, unknown>[]>;

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

export const migrationsFolder = new URL('../../prisma/migrations/', import.meta.url);

/** The migrations of `prisma/migrations`, oldest first. */
export async function readMigrations(): Promise<readonly Migration[]> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => ({
      name,
      sql: await readFile(new URL(`${name}/migration.sql`, migrationsFolder), 'utf8'),
    })),
  );
}

/**
 * Applies what is missing and answers the names of what was applied. Each migration and its entry in the journal
 * are one transaction, so a process killed here leaves nothing half done; `prisma migrate deploy` promises less.
 * The journal is Prisma's own, so that either can follow the other.
 */
export async function migrate(
  run: RunSql,
  progress: Progress = silently,
): Promise<readonly string[]> {
  const applied = await appliedMigrations(run);
  const missing = (await readMigrations()).filter(({ name }) => !applied.has(name));
  if (missing.length > 0) {
    await progress('Updating the tables of the database', async () => {
      for (const migration of missing) {
        await run(`${migration.sql}\n;${journalEntry(migration)}`);
      }
    });
  }
  return missing.map(({ name }) => name);
}

async function appliedMigrations(run: RunSql): Promise<Set<unknown>> {
  const [journal] = await run(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS "exists"`);
  if (!journal?.exists) return new Set();
  const rows = await run(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return new Set(rows.map((row) => row.migration_name));
}

function journalEntry({ name, sql }: Migration): string {
  const checksum = createHash('sha256').update(sql).digest('hex');
  return `
    CREATE TABLE IF NOT EXISTS _prisma_migrations (
      id VARCHAR(36) PRIMARY KEY,
      checksum VARCHAR(64) NOT NULL,
      finished_at TIMESTAMPTZ,
      migration_name VARCHAR(255) NOT NULL,
      logs TEXT,
      rolled_back_at TIMESTAMPTZ,
      started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
      applied_steps_count INTEGER NOT NULL DEFAULT 0
    );
    INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
    VALUES ('${randomUUID()}', '${checksum}', now(), '${name}', 1)`;
}

import { readdir, readFile } from 'node:fs/promises';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';

const migrationsFolder = new URL('../../prisma/migrations/', import.meta.url);

/** The migrations of `prisma/migrations`, oldest first. */
export async function readMigrations(): Promise<MigrationList> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir: migrationsFolder.pathname,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.sort().map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: {
            tag: 'ok' as const,
            value: await readFile(new URL(`${name}/migration.sql`, migrationsFolder), 'utf8'),
          },
        },
      })),
    ),
  };
}

/**
 * Applies what is missing and answers the names of what was applied. Records it the way `prisma migrate deploy`
 * does, so that either can follow the other.
 */
export async function migrate(
  adapter: SqlMigrationAwareDriverAdapterFactory,
): Promise<readonly string[]> {
  const migrationsList = await readMigrations();
  const applied = await appliedMigrations(adapter);
  if (migrationsList.migrationDirectories.every(({ path }) => applied.has(path))) return [];

  const engine = await openSchemaEngine(adapter);
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList,
      filters: { externalTables: [], externalEnums: [] },
    });
    return appliedMigrationNames;
  } finally {
    engine.free();
  }
}

/** Prisma's schema engine: compiled to WebAssembly, so that nothing is downloaded. */
export async function openSchemaEngine(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  schema?: string,
): Promise<SchemaEngine> {
  const engine = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasmFile = new URL(
    './schema_engine_bg.wasm',
    import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg'),
  );
  const { instance } = await WebAssembly.instantiate(await readFile(wasmFile), {
    './schema_engine_bg.js': engine as never,
  });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return engine.SchemaEngine.new(
    { datamodels: schema ? [['schema.prisma', schema]] : undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
}

/** A look of our own comes first: the engine is several megabytes to load, and most starts have nothing to apply. */
async function appliedMigrations(
  adapter: SqlMigrationAwareDriverAdapterFactory,
): Promise<Set<unknown>> {
  const connection = await adapter.connect();
  try {
    const rows = async (sql: string) =>
      (await connection.queryRaw({ sql, args: [], argTypes: [] })).rows;
    const [[exists]] = (await rows(`SELECT to_regclass('_prisma_migrations') IS NOT NULL`)) as [
      [boolean],
    ];
    if (!exists) return new Set();
    const names = await rows(
      'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    );
    return new Set(names.map(([name]) => name));
  } finally {
    await connection.dispose();
  }
}

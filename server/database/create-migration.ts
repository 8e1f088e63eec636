import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { migrationsFolder, readMigrations } from './migrate.ts';
import { openSchemaEngine } from './schema-engine.ts';

/**
 * `npm run migration -- NAME`: writes what `prisma/schema.prisma` asks for beyond the existing migrations into a new one.
 * Read it before committing it: the engine cannot tell a renamed column from a dropped and an added one. What cannot
 * run in a transaction, such as `CREATE INDEX CONCURRENTLY`, does not belong into a migration.
 */
const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  process.stderr.write('Usage: npm run migration -- NAME (lower-case letters, digits and _)\n');
  process.exit(2);
}

const lockFile = { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' };
const schema = await readFile(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8');
const shadow = new PGlite();
const engine = await openSchemaEngine(new PrismaPGlite(shadow), schema);
const { stdout: sql } = await engine.diff({
  from: {
    tag: 'migrations',
    baseDir: migrationsFolder.pathname,
    lockfile: lockFile,
    shadowDbInitScript: '',
    migrationDirectories: (await readMigrations()).map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  },
  to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
  script: true,
  exitCode: null,
  filters: { externalTables: [], externalEnums: [] },
});
await shadow.close();

if (!sql || sql.trim().startsWith('-- This is an empty migration')) {
  process.stderr.write('The migrations already say all that schema.prisma does.\n');
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = new URL(`${stamp}_${name}/`, migrationsFolder);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL('migration.sql', folder), sql);
  await writeFile(new URL(lockFile.path, migrationsFolder), lockFile.content);
  process.stderr.write(`Wrote prisma/migrations/${stamp}_${name}/migration.sql\n`);
}

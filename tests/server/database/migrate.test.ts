import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sqlOf } from '../../../server/database/embedded.ts';
import {
  migrate,
  migrationsFolder,
  readMigrations,
  type RunSql,
} from '../../../server/database/migrate.ts';
import { openSchemaEngine } from '../../../server/database/schema-engine.ts';
import { sqlOn } from '../../../server/database/server.ts';
import { databaseKinds, newTestDatabase } from '../database.ts';
import { newServerDatabase } from './server-database.ts';

interface Place {
  readonly run: RunSql;
  close(): Promise<void>;
}

const open: Record<(typeof databaseKinds)[number], () => Promise<Place>> = {
  embedded: async () => {
    const pglite = await PGlite.create();
    return { run: sqlOf(pglite), close: () => pglite.close() };
  },
  server: async () => {
    const client = new Client({ connectionString: await newServerDatabase() });
    await client.connect();
    return { run: sqlOn(client), close: () => client.end() };
  },
};

describe.each(databaseKinds)('migrating, on %s', (kind) => {
  let place: Place;
  beforeAll(async () => void (place = await open[kind]()));
  beforeEach(() => place.run('DROP SCHEMA public CASCADE; CREATE SCHEMA public'));
  afterAll(() => place.close());

  const tables = async () =>
    (await place.run(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)).map(
      ({ tablename }) => tablename,
    );

  it('applies every migration once', async () => {
    const names = (await readMigrations()).map(({ name }) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(await migrate(place.run)).toEqual(names);
    expect(await migrate(place.run)).toEqual([]);
    expect(await tables()).toContain('Member');
  });

  it('leaves nothing of a migration that fails, and can follow once it does not', async () => {
    // The last migration fails in its last statement: there is no room for its entry in the journal.
    await place.run(
      'CREATE TABLE _prisma_migrations (occupied integer, migration_name text, finished_at date, rolled_back_at date)',
    );
    await expect(migrate(place.run)).rejects.toThrow('_prisma_migrations');
    expect(await tables()).toEqual(['_prisma_migrations']);
    await place.run('DROP TABLE _prisma_migrations');
    await migrate(place.run);
    expect(await tables()).toContain('Member');
  });
});

it('keeps the journal as prisma migrate deploy does, which finds nothing to do after it', async () => {
  const connectionString = await newTestDatabase('server');
  const engine = await openSchemaEngine(new PrismaPg({ connectionString }));
  const migrations = await readMigrations();
  const diagnosis = await engine.diagnoseMigrationHistory({
    migrationsList: {
      baseDir: migrationsFolder.pathname,
      lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
      shadowDbInitScript: '',
      migrationDirectories: migrations.map(({ name, sql }) => ({
        path: name,
        migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
      })),
    },
    optInToShadowDatabase: false,
    filters: { externalTables: [], externalEnums: [] },
  });
  expect(diagnosis).toMatchObject({
    hasMigrationsTable: true,
    history: null,
    editedMigrationNames: [],
    failedMigrationNames: [],
  });
  engine.free();
});

import { writeFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { migrate } from '../../server/database/migrate.ts';
import { silently } from '../../server/progress.ts';
import { openServer } from '../../server/database/server.ts';

/**
 * `make-template.ts FILE` writes a migrated PGlite data folder into a file; `make-template.ts URL` migrates
 * the database there. A process of its own, since the schema engine keeps connections to what it migrated,
 * and a database that somebody is connected to cannot be copied.
 */
const target = process.argv[2] ?? '';
if (target.startsWith('postgresql:')) {
  await (await openServer(target, silently)).close();
} else {
  const pglite = await PGlite.create();
  await migrate(new PrismaPGlite(pglite));
  await writeFile(target, (await pglite.dumpDataDir('none')).stream());
}
process.exit();

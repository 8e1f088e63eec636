import { writeFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { sqlOf } from '../../server/database/embedded.ts';
import { migrate } from '../../server/database/migrate.ts';
import { silently } from '../../server/progress.ts';
import { openServer } from '../../server/database/server.ts';

/**
 * `make-template.ts FILE` writes a migrated PGlite data folder into a file; `make-template.ts URL` migrates
 * the database there. A process of its own, since PGlite never gives back the memory that it took.
 */
const target = process.argv[2] ?? '';
if (target.startsWith('postgresql:')) {
  await (await openServer(target, silently)).close();
} else {
  const pglite = await PGlite.create();
  await migrate(sqlOf(pglite));
  await writeFile(target, (await pglite.dumpDataDir('none')).stream());
}
process.exit();

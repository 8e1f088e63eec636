import { writeFile } from 'node:fs/promises';
import { openDatabase } from '../../server/database/database.ts';
import { loadDemonstration } from '../../server/demo/store.ts';
import { silently } from '../../server/progress.ts';
import { loadBuiltin } from '../../server/taxonomy/store.ts';

/**
 * Makes what the databases of tests are copied from: migrated, with the built-in taxonomy.
 *
 * - `make-template.ts FOLDER FILE`: a data folder of the embedded database, and the same as a file that PGlite loads
 * - `make-template.ts URL [demonstration]`: in a database of a real server, on request with the demonstration network
 *
 * A process of its own, since PGlite never gives back the memory that it took.
 */
const [target = '', other] = process.argv.slice(2);
const isServer = target.startsWith('postgresql:');
const database = await openDatabase({
  databaseUrl: isServer ? target : null,
  dataDir: isServer ? '' : target,
});
await loadBuiltin(database.prisma);
if (other === 'demonstration') await loadDemonstration(database, 'always', silently);
if (database.underneath.kind === 'embedded') {
  const { pglite } = database.underneath;
  await writeFile(other ?? '', (await pglite.dumpDataDir('none')).stream());
}
await database.close();
process.exit();

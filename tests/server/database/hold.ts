import { openDatabase } from '../../../server/database/database.ts';
import { reportFailure } from '../../../server/failure.ts';

/** `hold.ts DATA_DIR [ADDRESS]`: opens the embedded database, says so, and keeps it until it is killed. */
const [dataDir = '', address] = process.argv.slice(2);
try {
  const database = await openDatabase({ databaseUrl: null, dataDir });
  if (address) database.announce(address);
  process.stdout.write('It is open.\n');
  setInterval(() => undefined, 1_000_000);
} catch (error) {
  await reportFailure(error);
}

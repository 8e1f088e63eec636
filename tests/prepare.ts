import { reportFailure } from '../server/failure.ts';
import { prepareClient, prepareWeb } from '../server/prepare.ts';
import { progressOn } from '../server/progress.ts';

/** Makes what the tests and checks read and git does not hold: the database client and the built web app. */
try {
  const progress = progressOn(process.stderr);
  await prepareClient(progress);
  await prepareWeb(progress);
} catch (error) {
  await reportFailure(error);
}

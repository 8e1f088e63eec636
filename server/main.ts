import { readConfig } from './config.ts';
import { reportFailure } from './failure.ts';
import { prepareClient, prepareWeb } from './prepare.ts';
import { progressOn } from './progress.ts';

/** The front door: `npm start`. */
try {
  const config = readConfig(process.env);
  const progress = progressOn(process.stderr);
  await prepareClient(progress);
  await prepareWeb(progress);
  // Only now is there a database client to import.
  const { serve } = await import('./serve.ts');
  await serve(config, progress);
} catch (error) {
  reportFailure(error);
}

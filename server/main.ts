import { readConfig } from './config.ts';
import { reportFailure } from './failure.ts';
import { keepCompiled, prepareClient, prepareWeb } from './prepare.ts';
import { progressOn } from './progress.ts';
// Before anything takes time: who started this process is to be known from the beginning.
import './shell.ts';

// Who reads this may leave, such as `head`; the service stays.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

/** The front door: `npm start`. */
try {
  keepCompiled();
  const config = readConfig(process.env);
  const progress = progressOn(process.stderr);
  await prepareClient(progress);
  if (!config.development) await prepareWeb(progress);
  // Only now is there a database client to import.
  const { serve } = await import('./serve.ts');
  await serve(config, progress);
} catch (error) {
  await reportFailure(error);
}

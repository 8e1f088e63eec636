import type { Command } from './command.ts';
import { prepareWeb } from './prepare.ts';

export const serveCommand: Command = {
  usage: '',
  summary: 'Serves the web app and the API until it is stopped, like npm start.',
  help: [],
  options: {},
  takes: [0, 0],
  async run({ config, progress }) {
    await prepareWeb(progress);
    // Only here: --help need not load the whole house.
    const { serve } = await import('./serve.ts');
    await serve(config, progress);
    // Until a signal ends the process.
    await new Promise(() => undefined);
  },
};

import type { Command } from '../command.ts';
import { Failure } from '../failure.ts';
import { exportMembers } from './write.ts';

export const exportMembersCommand: Command = {
  usage: '[--format csv|json]',
  summary: 'Prints all members as import takes them; importing that changes nothing.',
  help: ['It holds everything, hidden fields too: keep it as safe as the database.'],
  options: { format: { type: 'string' } },
  takes: [0, 0],
  async run({ values, database }) {
    const format = values.format ?? 'csv';
    if (format !== 'csv' && format !== 'json')
      throw new Failure(2, `--format: found "${format}", allowed are csv and json.`);
    const { prisma } = await database();
    for await (const text of exportMembers(prisma, format)) {
      // A slow reader, such as a pipe to another machine, is waited for.
      if (!process.stdout.write(text))
        await new Promise((resolve) => process.stdout.once('drain', resolve));
    }
  },
};

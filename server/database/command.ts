import type { Command } from '../command.ts';
import { loadBuiltin } from '../taxonomy/store.ts';

export const migrateCommand: Command = {
  usage: '',
  summary: 'Makes or updates the tables, and loads the built-in topics. A start does the same.',
  help: [],
  options: {},
  takes: [0, 0],
  async run({ database, print }) {
    const { prisma } = await database();
    await loadBuiltin(prisma);
    print('The database is up to date.\n');
  },
};

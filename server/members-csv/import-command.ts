import { open as openFile } from 'node:fs/promises';
import type { Command } from '../command.ts';
import { Failure, reasonOf } from '../failure.ts';
import { locales } from '../i18n/locales.ts';
import { loadBuiltin } from '../taxonomy/store.ts';
import { columns } from './columns.ts';
import { importMembers } from './import.ts';

export const importMembersCommand: Command = {
  usage: 'FILE.csv [--dry-run] [--json] [--create-topics] [--locale en]',
  page: '/en/members/import',
  summary: 'Brings members from a file: all of them, or none and every problem with its line.',
  help: [
    '--dry-run        checks and counts, writes nothing',
    '--json           prints { created, updated, unchanged, problems } as one JSON document',
    '--create-topics  makes topics that are not in the taxonomy, named in the language of --locale',
    `--locale L       ${locales.join(', ')}; en by default`,
    '',
    'The columns; lists are separated by ";":',
    ...columns.map(
      ({ name, required, allowed }) =>
        `  ${name.padEnd(15)}${required ? 'required: ' : ''}${allowed}`,
    ),
  ],
  options: {
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
    'create-topics': { type: 'boolean' },
    locale: { type: 'string' },
  },
  takes: [1, 1],
  async run({ positionals: [file = ''], values, database, progress, print, now }) {
    const locale = locales.find((candidate) => candidate === (values.locale ?? 'en'));
    if (!locale)
      throw new Failure(
        2,
        `--locale: found "${values.locale}", allowed are ${locales.join(', ')}.`,
      );
    const source = await open(file);
    const { prisma } = await database();
    await loadBuiltin(prisma);

    const result = await progress(`Importing ${file}`, (detail) =>
      importMembers(prisma, source, {
        dryRun: values['dry-run'] === true,
        createTopics: values['create-topics'] === true,
        locale,
        today: now.toISOString().slice(0, 10),
        actor: 'command',
        progress: (rows) => detail(`${rows} rows`),
      }),
    );
    const { created, updated, unchanged, problems } = result;
    if (values.json) print(`${JSON.stringify(result)}\n`);
    if (problems.length > 0) {
      const lines = problems.map(
        ({ line, column, message }) => `${file}:${line}: ${column}: ${message}`,
      );
      throw new Failure(
        1,
        [
          ...lines,
          `Nothing was imported. Mend ${problems.length === 1 ? 'this line' : 'these lines'} and import again.`,
        ].join('\n'),
      );
    }
    const counts = `${created} created, ${updated} updated, ${unchanged} unchanged.`;
    if (!values.json)
      print(values['dry-run'] ? `Nothing was written. It would be: ${counts}\n` : `${counts}\n`);
  },
};

/** Fails here, and not in the middle of the import, when the file cannot be read. */
async function open(path: string): Promise<AsyncIterable<Uint8Array>> {
  try {
    const file = await openFile(path);
    if ((await file.stat()).isDirectory()) throw new Error('it is a folder');
    return file.createReadStream();
  } catch (error) {
    throw new Failure(1, `${path} cannot be read (${reasonOf(error)}).`);
  }
}

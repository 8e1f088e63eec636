#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
import { parseArgs } from 'node:util';
import type { Command } from './command.ts';
import { type Config, readConfig } from './config.ts';
import type { Database } from './database/database.ts';
import { Failure, reasonOf, reportFailure } from './failure.ts';
import { keepCompiled, prepareClient } from './prepare.ts';
import { type Progress, progressOn } from './progress.ts';

/** The command line. What a command needs is imported when it is called: most need a database client that has to be made first. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  'import members': async () =>
    (await import('./members-csv/import-command.ts')).importMembersCommand,
  'export members': async () =>
    (await import('./members-csv/export-command.ts')).exportMembersCommand,
  pair: async () => (await import('./pairings/command.ts')).pairCommand,
  'round solve': async () => (await import('./rounds/command.ts')).solveRoundCommand,
  'round verify': async () => (await import('./rounds/command.ts')).verifyRoundCommand,
  'api-key create': async () => (await import('./partners/command.ts')).createKeyCommand,
  'api-key list': async () => (await import('./partners/command.ts')).listKeysCommand,
  'api-key revoke': async () => (await import('./partners/command.ts')).revokeKeyCommand,
  'sign-in-link': async () => (await import('./access/command.ts')).signInLinkCommand,
  migrate: async () => (await import('./database/command.ts')).migrateCommand,
  serve: async () => (await import('./serve-command.ts')).serveCommand,
};

const program = 'npm run -s peerbridge --';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough, such as `head`, is no failure; a full disk is.
  if (error.code !== 'EPIPE') {
    process.stderr.write(`The output cannot be written (${reasonOf(error)}).\n`);
    process.exitCode = 3;
  }
  process.exit();
});
process.stderr.on('error', () => undefined);

try {
  keepCompiled();
  await main(process.argv.slice(2));
} catch (error) {
  await reportFailure(error);
}

async function main(args: string[]): Promise<void> {
  const words = args.filter((arg) => !arg.startsWith('-'));
  const name = Object.keys(commands).find(
    (candidate) => candidate === words.slice(0, candidate.split(' ').length).join(' '),
  );
  const wantsHelp = args.includes('--help') || args.includes('-h');
  if (name === undefined) {
    const within = Object.keys(commands).filter(
      (candidate) => candidate.split(' ')[0] === words[0],
    );
    if (wantsHelp || args.length === 0) {
      await prepareClient(progressOn(process.stderr));
      process.stdout.write(await overview(within.length > 0 ? within : Object.keys(commands)));
      return;
    }
    const wrong =
      words.length > 0
        ? `There is no command "${words.slice(0, 2).join(' ')}".`
        : 'No command was given.';
    const listed = (within.length > 0 ? within : Object.keys(commands)).join(', ');
    throw new Failure(2, `${wrong} The commands are: ${listed}. See ${program} --help.`);
  }

  const progress = progressOn(process.stderr);
  await prepareClient(progress);
  const command = await (commands[name] as () => Promise<Command>)();
  if (wantsHelp) {
    process.stdout.write(helpOf(name, command));
    return;
  }

  const rest = withoutName(args, name.split(' '));
  const { values, positionals } = parse(name, command, rest);
  const config = readConfig(process.env);
  let opened: Promise<Database> | null = null;
  try {
    await command.run({
      positionals,
      values,
      config,
      progress,
      database: () => (opened ??= open(config, progress, command)),
      print: (text) => process.stdout.write(text),
      now: new Date(),
    });
  } finally {
    const database = await (opened as Promise<Database> | null)?.catch(() => null);
    await database?.close();
  }
}

async function open(config: Config, progress: Progress, { page }: Command): Promise<Database> {
  const { openDatabase } = await import('./database/database.ts');
  try {
    return await openDatabase(config, progress);
  } catch (error) {
    const { HeldFailure } = await import('./database/lock.ts');
    if (!page || !(error instanceof HeldFailure) || !error.address) throw error;
    throw new Failure(3, `${error.message} Or do the same at ${error.address}${page}.`);
  }
}

function parse(name: string, { options, takes: [least, most], usage }: Command, args: string[]) {
  const failure = (reason: string) =>
    new Failure(
      2,
      `${name}: ${reason}\nUsage: ${program} ${name} ${usage}\nSee ${program} ${name} --help.`,
    );
  let parsed;
  try {
    parsed = parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw failure(reasonOf(error));
  }
  const found = parsed.positionals.length;
  if (found < least) throw failure('something is missing.');
  if (found > most) throw failure(`"${parsed.positionals[most]}" is too much.`);
  return parsed as { values: Record<string, string | boolean | undefined>; positionals: string[] };
}

/** The words of the name may stand between options; each is taken out where it first occurs. */
function withoutName(args: readonly string[], name: readonly string[]): string[] {
  const rest = [...args];
  for (const word of name) rest.splice(rest.indexOf(word), 1);
  return rest;
}

function helpOf(name: string, { usage, summary, help }: Command): string {
  return [
    `${program} ${name} ${usage}`.trim(),
    '',
    summary,
    ...(help.length > 0 ? ['', ...help] : []),
    '',
  ].join('\n');
}

async function overview(names: readonly string[]): Promise<string> {
  const lines = await Promise.all(
    names.map(async (name) => {
      const { usage, summary } = await (commands[name] as () => Promise<Command>)();
      return `  ${`${name} ${usage}`.trim()}\n      ${summary}`;
    }),
  );
  return [
    `Peerbridge: ${program} COMMAND`,
    '',
    ...lines,
    '',
    'Every command has --help. Errors go to stderr; exit codes: 0 success, 1 the input was bad, 2 wrong use, 3 the system failed.',
    'DATA_DIR and DATABASE_URL say which database; see README.md.',
    '',
  ].join('\n');
}

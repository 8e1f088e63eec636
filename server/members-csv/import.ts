import type { PrismaClient } from '../database/database.ts';
import type { Locale } from '../i18n/locales.ts';
import { CompactRows } from './compact-rows.ts';
import { compareContacts } from './contacts.ts';
import { type Fault, inWords, type Problem, type Report } from './fault.ts';
import { type RawRow, readRows } from './read.ts';
import { Repeats } from './repeats.ts';
import { checkRow, type Lookups, type MemberRow } from './rules.ts';
import { applyRows, type Counts } from './store.ts';
import { readTopics } from '../taxonomy/store.ts';
import { TopicDirectory } from './topics.ts';

export interface ImportOptions {
  /** Checks everything and writes nothing; the counts say what would happen. */
  readonly dryRun: boolean;
  /** Creates topics that are unknown, named in `locale`. */
  readonly createTopics: boolean;
  readonly locale: Locale;
  /** The language in which problems are told; default English. */
  readonly toldIn?: Locale;
  /** `YYYY-MM-DD`: an import confirms that its members are available. */
  readonly today: string;
  /** Who imports, as the audit trail names it; default `command`. */
  readonly actor?: string;
  /** Hears how many rows are written, a thousand at a time. */
  readonly progress?: (rowsDone: number) => void;
  /** Makes the pseudonyms of new members; default random. */
  readonly newPseudonym?: () => string;
}

export interface ImportResult extends Counts {
  /** The first of them in the order of the file; if there are any, nothing was written. */
  readonly problems: readonly Problem[];
  /** How many problems there are, those that are not listed included. */
  readonly problemCount: number;
}

/** More would not be read by anybody. */
const listedProblems = 1000;

/**
 * Imports members.csv, all or nothing: every row is checked before the first is written, and all are written in
 * one transaction. Members are known by their `id`, so importing a file again changes nothing.
 */
export async function importMembers(
  prisma: PrismaClient,
  source: AsyncIterable<Uint8Array>,
  options: ImportOptions,
): Promise<ImportResult> {
  return importCells(prisma, readRows(source), options);
}

/** The same from rows that are cut into cells already; problems among them are reported with the others. */
export async function importCells(
  prisma: PrismaClient,
  cut: AsyncIterable<RawRow | Fault> | Iterable<RawRow | Fault>,
  options: ImportOptions,
): Promise<ImportResult> {
  const lookups = await readLookups(prisma, options);
  const faults = new Faults();
  const rows = new CompactRows();
  for await (const item of cut) {
    if ('key' in item) {
      faults.add(item);
      continue;
    }
    const row = checkRow(item, lookups, (fault) => faults.add(fault));
    if (row) rows.add(row);
  }
  return apply(prisma, rows, lookups, faults, options);
}

/**
 * The same from rows in memory, numbered from 1. Their values are taken as they are: topics by key, languages
 * and countries as canonical codes, addresses in lower case.
 */
export async function importRows(
  prisma: PrismaClient,
  rows: readonly Omit<MemberRow, 'line'>[],
  options: ImportOptions,
): Promise<ImportResult> {
  const lookups = await readLookups(prisma, options);
  const faults = new Faults();
  const numbered = new CompactRows();
  for (const [index, row] of rows.entries()) {
    const line = index + 1;
    const report =
      (column: string): Report =>
      (wrong) =>
        faults.add({ line, column, ...wrong });
    lookups.repeats.reference(row.reference, line, report('id'));
    for (const address of row.contacts ?? []) {
      lookups.repeats.contact(address, row.reference, line, report('contact_email'));
    }
    numbered.add({ ...row, line });
  }
  return apply(prisma, numbered, lookups, faults, options);
}

async function readLookups(prisma: PrismaClient, options: ImportOptions): Promise<Lookups> {
  const groups = await prisma.workingGroup.findMany({
    select: { key: true },
    orderBy: { key: 'asc' },
  });
  return {
    topics: new TopicDirectory(
      await readTopics(prisma),
      options.createTopics ? options.locale : null,
    ),
    workingGroups: groups.map(({ key }) => key),
    repeats: new Repeats(),
  };
}

async function apply(
  prisma: PrismaClient,
  rows: CompactRows,
  { topics }: Lookups,
  faults: Faults,
  { dryRun, today, toldIn = 'en', actor = 'command', progress, newPseudonym }: ImportOptions,
): Promise<ImportResult> {
  if (faults.count === 0) {
    const options = { dryRun, today, actor, progress, newPseudonym };
    const applied = await applyRows(prisma, rows, topics, options);
    if (applied.faults.length === 0) return { ...applied.counts, problems: [], problemCount: 0 };
    for (const fault of applied.faults) faults.add(fault);
  } else {
    for (const fault of (await compareContacts(prisma, rows)).faults) faults.add(fault);
  }
  return { created: 0, updated: 0, unchanged: 0, ...faults.listed(toldIn) };
}

class Faults {
  count = 0;
  readonly #first: Fault[] = [];

  add(fault: Fault): void {
    this.count += 1;
    if (this.#first.length < listedProblems) this.#first.push(fault);
  }

  listed(locale: Locale): Pick<ImportResult, 'problems' | 'problemCount'> {
    const inOrder = this.#first.toSorted((one, other) => one.line - other.line);
    return { problems: inOrder.map((fault) => inWords(fault, locale)), problemCount: this.count };
  }
}

import { record } from '../audit/store.ts';
import type { PrismaClient, Transaction } from '../database/database.ts';
import { mostListed, networkChanged } from '../database/network-version.ts';
import { nameNoMore } from '../library/store/naming.ts';
import { newId } from '../members/new-id.ts';
import { newPseudonym } from '../members/pseudonym.ts';
import { hideFields } from '../members/store/hide.ts';
import type { CompactRows } from './compact-rows.ts';
import { compareContacts } from './contacts.ts';
import type { Fault } from './fault.ts';
import { merge, type MergeContext, type Merged } from './merge.ts';
import type { MemberRow } from './rules.ts';
import { storedMember } from './stored-member.ts';
import { deleteOthers, upsert, type ListTable, type RowOf } from './tables.ts';
import type { NewTopic } from './topics.ts';

export interface Counts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

export interface ApplyOptions {
  /** Counts what would happen and writes nothing. */
  readonly dryRun: boolean;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** Who imports, as the audit trail names it. */
  readonly actor: string;
  readonly progress?: (rowsDone: number) => void;
  readonly newPseudonym?: () => string;
}

/** Milliseconds; an import of a large network takes its time, and must not be cut off. */
const transactionTimes = { maxWait: 60_000, timeout: 3_600_000 };
/** Any number that other programs on the same database are unlikely to lock. */
const importLock = 7_233_522;

/** Writes rows that are sound each by itself, and the topics that they need: all, or none and the faults met. */
export async function applyRows(
  prisma: PrismaClient,
  rows: CompactRows,
  topics: { readonly ids: ReadonlyMap<string, string>; readonly added: readonly NewTopic[] },
  options: ApplyOptions,
): Promise<{ readonly counts: Counts; readonly faults: readonly Fault[] }> {
  return prisma.$transaction(async (transaction) => {
    // Two imports at once would each create the members that they share.
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${importLock})`;
    const { faults, moving } = await compareContacts(transaction, rows);
    const counts = { created: 0, updated: 0, unchanged: 0 };
    if (faults.length > 0) return { counts, faults };

    if (!options.dryRun) {
      await lockMembers(transaction, rows);
      await addTopics(transaction, topics.added);
    }
    const context: MergeContext = {
      topicIds: topics.ids,
      today: options.today,
      newId: () => newId(options.today),
      newPseudonym: options.newPseudonym ?? newPseudonym,
    };
    // An address that moves comes to its new member when it has gone from the other.
    const moved: RowOf<'Representative'>[] = [];
    const changed: string[] = [];
    let done = 0;
    for (const chunk of rows.chunks()) {
      const stored = await readStored(transaction, chunk);
      const merged = chunk.map((row) => merge(row, stored.get(row.reference) ?? null, context));
      for (const { outcome } of merged) counts[outcome] += 1;
      if (!options.dryRun) {
        const written = await write(transaction, merged, moving, options.today);
        moved.push(...written.waiting);
        // Beyond that number they are not listed; a large network need not be remembered in whole.
        if (changed.length <= mostListed) changed.push(...written.changed);
      }
      done += chunk.length;
      options.progress?.(done);
    }
    if (options.dryRun) return { counts, faults };

    await upsert(transaction, 'Representative', moved);
    await record(transaction, {
      actor: options.actor,
      action: 'importMembers',
      detail: { ...counts, topicsCreated: topics.added.length },
    });
    await networkChanged(transaction, topics.added.length > 0 ? 'everything' : changed);
    return { counts, faults };
  }, transactionTimes);
}

/**
 * Locks the members that the rows change in the order of their ids, as exchanges lock their parties: in the order of the file the two
 * could wait for each other for good.
 */
async function lockMembers(transaction: Transaction, rows: CompactRows): Promise<void> {
  const references: string[] = [];
  for (const chunk of rows.chunks()) for (const { reference } of chunk) references.push(reference);
  await transaction.$executeRaw`
    WITH "locked" AS (
      SELECT "id" FROM "Member" WHERE "reference" = ANY (${references}::text[]) ORDER BY "id" FOR NO KEY UPDATE
    )
    SELECT count(*) FROM "locked"`;
}

const listTables = [
  'LanguageSkill',
  'Offer',
  'Need',
  'MemberTheme',
  'Interpretation',
  'MemberWorkingGroup',
  'Representative',
] as const satisfies ListTable[];

/** Answers the ids of the members that differ now, and the representatives that wait until their addresses are free. */
async function write(
  transaction: Transaction,
  merged: readonly Merged[],
  moving: ReadonlySet<string>,
  today: string,
): Promise<{ readonly changed: string[]; readonly waiting: RowOf<'Representative'>[] }> {
  await upsert(
    transaction,
    'Member',
    merged.flatMap(({ member }) => member ?? []),
  );
  await hideFields(
    transaction,
    merged.filter(({ hides }) => hides).map(({ id }) => id),
  );
  await nameNoMore(
    transaction,
    merged.filter(({ unnamed }) => unnamed).map(({ id }) => id),
  );
  for (const table of listTables) {
    const differing = merged.filter(({ lists }) => lists[table]);
    const rows = differing.flatMap(({ lists }) => lists[table] as RowOf<typeof table>[]);
    const owners = differing.filter(({ outcome }) => outcome === 'updated').map(({ id }) => id);
    await deleteOthers(transaction, table, owners, rows);
    if (table !== 'Representative') await upsert(transaction, table, rows);
  }
  const { now = [], later = [] } = Object.groupBy(
    merged.flatMap(({ lists }) => lists.Representative ?? []),
    ({ email }) => (moving.has(String(email)) ? 'later' : 'now'),
  );
  await upsert(transaction, 'Representative', now);
  const { unchanged = [], changed = [] } = Object.groupBy(merged, ({ outcome }) =>
    outcome === 'unchanged' ? 'unchanged' : 'changed',
  );
  const confirmed = await confirm(transaction, unchanged, today);
  return { changed: [...changed, ...confirmed].map(({ id }) => id), waiting: later };
}

/** Answers those whose confirmation was older. */
async function confirm(
  transaction: Transaction,
  members: readonly Merged[],
  today: string,
): Promise<{ id: string }[]> {
  if (members.length === 0) return [];
  return transaction.$queryRaw`
    UPDATE "Member" SET "confirmedOn" = ${today}::date
    WHERE id = ANY (${members.map(({ id }) => id)}::uuid[]) AND "confirmedOn" IS DISTINCT FROM ${today}::date
    RETURNING id`;
}

async function readStored(transaction: Transaction, rows: readonly MemberRow[]) {
  const members = await transaction.member.findMany({
    ...storedMember,
    where: { reference: { in: rows.map(({ reference }) => reference) } },
  });
  return new Map(members.map((member) => [member.reference, member]));
}

async function addTopics(transaction: Transaction, added: readonly NewTopic[]): Promise<void> {
  if (added.length === 0) return;
  await transaction.topic.createMany({ data: added.map(({ id, key }) => ({ id, key })) });
  await transaction.topicLabel.createMany({
    data: added.map(({ id, locale, label, normalised }) => ({
      topicId: id,
      locale,
      label,
      normalised,
      preferred: true,
    })),
  });
}

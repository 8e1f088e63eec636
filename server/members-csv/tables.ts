import type { Transaction } from '../database/database.ts';

/**
 * The tables that an import writes: by what a row is known, and what an import may change of a row that exists.
 * 100,000 members are a million rows. Prisma's createMany was measured at 6,000 of them a second and a gigabyte of
 * memory; one statement per table, which takes its rows from JSON, at 40,000.
 */
const tables = {
  Member: {
    key: ['id'],
    given: [
      'name',
      'searchName',
      'sortName',
      'kind',
      'country',
      'timeZone',
      'capacity',
      'joinedOn',
      'genderFocus',
      'atRisk',
      'visibility',
      'confirmedOn',
      'updatedAt',
    ],
    once: ['reference', 'pseudonym'],
  },
  LanguageSkill: { key: ['memberId', 'language'], given: ['level', 'position'], once: [] },
  Offer: { key: ['id'], given: ['level', 'position'], once: ['memberId', 'topicId', 'formats'] },
  Need: { key: ['id'], given: ['priority', 'position'], once: ['memberId', 'topicId', 'formats'] },
  MemberTheme: { key: ['memberId', 'topicId'], given: ['position'], once: [] },
  Interpretation: { key: ['memberId', 'from', 'to'], given: ['position'], once: [] },
  MemberWorkingGroup: { key: ['memberId', 'key'], given: ['position'], once: [] },
  Representative: { key: ['id'], given: ['position'], once: ['memberId', 'email'] },
} as const satisfies Record<string, TableShape>;

interface TableShape {
  readonly key: readonly string[];
  /** Columns that an import changes. */
  readonly given: readonly string[];
  /** Columns that are written with a new row only. */
  readonly once: readonly string[];
}

type Tables = typeof tables;
export type Table = keyof Tables;
export type ListTable = Exclude<Table, 'Member'>;
/** A row as JSON; every column is given, since what is missing would be null. */
export type RowOf<T extends Table> = Record<
  Tables[T]['key' | 'given' | 'once'][number],
  string | number | boolean | null | readonly string[]
>;

/** Inserts rows, and updates those whose key exists. */
export async function upsert<T extends Table>(
  transaction: Transaction,
  table: T,
  rows: readonly RowOf<T>[],
): Promise<void> {
  if (rows.length === 0) return;
  const { key, given, once } = tables[table];
  const all = [...key, ...once, ...given].map(quote).join(', ');
  const changes = given.map((name) => `${quote(name)} = EXCLUDED.${quote(name)}`).join(', ');
  await transaction.$executeRawUnsafe(
    `INSERT INTO ${quote(table)} (${all})
     SELECT ${all} FROM json_populate_recordset(NULL::${quote(table)}, $1::json)
     ON CONFLICT (${key.map(quote).join(', ')}) DO UPDATE SET ${changes}`,
    JSON.stringify(rows),
  );
}

/** Deletes from the lists of the owners what is not among the rows. */
export async function deleteOthers<T extends ListTable>(
  transaction: Transaction,
  table: T,
  owners: readonly string[],
  rows: readonly RowOf<T>[],
): Promise<void> {
  if (owners.length === 0) return;
  const same = tables[table].key.map((name) => `kept.${quote(name)} = stored.${quote(name)}`);
  await transaction.$executeRawUnsafe(
    `DELETE FROM ${quote(table)} AS stored
     WHERE stored."memberId" = ANY ($1::uuid[]) AND NOT EXISTS (
       SELECT FROM json_populate_recordset(NULL::${quote(table)}, $2::json) AS kept
       WHERE ${same.join(' AND ')})`,
    owners,
    JSON.stringify(rows),
  );
}

/** Only names of the table above are quoted. */
function quote(name: string): string {
  return `"${name}"`;
}

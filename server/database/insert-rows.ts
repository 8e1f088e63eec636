import { Prisma } from '../../generated/prisma/client.ts';
import type { Transaction } from './database.ts';

/** The tables that hundreds of rows come into at a time. */
interface Rows {
  readonly Exchange: Prisma.ExchangeCreateManyInput;
  readonly ExchangeTopic: Prisma.ExchangeTopicCreateManyInput;
  readonly ExchangeParty: Prisma.ExchangePartyCreateManyInput;
  readonly ExchangeEvent: Prisma.ExchangeEventCreateManyInput;
  readonly RoundExchange: Prisma.RoundExchangeCreateManyInput;
  readonly AuditEvent: Prisma.AuditEventCreateManyInput;
  readonly Notification: Prisma.NotificationCreateManyInput;
}

/** Defaults are those of the database, which makes no ids. */
type Row<Table extends keyof Rows> = Rows[Table] &
  ('id' extends keyof Rows[Table] ? { readonly id: string } : unknown);

/**
 * Inserts rows as one JSON text, which the database takes apart: with a parameter for each value, as `createMany` does,
 * most of the time goes into parameters. A column that only some of the rows name is null in the others.
 * @returns how many were inserted: with `skipDuplicates` fewer where some were there already
 */
export async function insertRows<Table extends keyof Rows>(
  transaction: Transaction,
  table: Table,
  rows: readonly Row<Table>[],
  { skipDuplicates = false } = {},
): Promise<number> {
  if (rows.length === 0) return 0;
  const columns = new Set(rows.flatMap((row) => Object.keys(row)));
  const name = Prisma.raw(`"${table}"`);
  const list = Prisma.raw([...columns].map((column) => `"${column}"`).join(', '));
  // JSON of the database knows no half of a pair of surrogates.
  const json = JSON.stringify(rows, (_key, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed() : value,
  );
  return transaction.$executeRaw`
    INSERT INTO ${name} (${list})
    SELECT ${list} FROM jsonb_populate_recordset(NULL::${name}, ${json}::jsonb)
    ${Prisma.raw(skipDuplicates ? 'ON CONFLICT DO NOTHING' : '')}`;
}

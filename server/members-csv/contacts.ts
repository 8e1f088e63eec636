import type { Transaction } from '../database/database.ts';
import type { CompactRows } from './compact-rows.ts';
import type { Fault } from './fault.ts';
import type { MemberRow } from './rules.ts';
import { quoted } from './suggestion.ts';

/**
 * Compares the addresses of the rows with those that represent other members in the database. One that the same
 * file takes away from its member moves; any other is a problem.
 */
export async function compareContacts(
  database: Transaction,
  rows: CompactRows,
): Promise<{ readonly faults: readonly Fault[]; readonly moving: ReadonlySet<string> }> {
  const foreign: { email: string; owner: string; line: number }[] = [];
  for (const chunk of rows.chunks()) foreign.push(...(await foreignContacts(database, chunk)));
  if (foreign.length === 0) return { faults: [], moving: new Set() };

  const givenUp = new Set<string>();
  const owners = new Set(foreign.map(({ owner }) => owner));
  for (const chunk of rows.chunks()) {
    for (const { reference, contacts } of chunk) {
      if (contacts && owners.has(reference)) givenUp.add(reference);
    }
  }
  const moves = ({ owner }: { owner: string }) => givenUp.has(owner);
  return {
    moving: new Set(foreign.filter(moves).map(({ email }) => email)),
    faults: foreign
      .filter((contact) => !moves(contact))
      .map(({ email, owner, line }) => ({
        line,
        column: 'contact_email',
        key: 'import.foreignContact',
        values: { found: quoted(email), owner: quoted(owner) },
      })),
  };
}

async function foreignContacts(database: Transaction, rows: readonly MemberRow[]) {
  const emails = rows.flatMap(({ contacts }) => contacts ?? []);
  if (emails.length === 0) return [];
  const stored = await database.$queryRaw<{ email: string; owner: string }[]>`
    SELECT email, reference AS owner
    FROM "Representative" JOIN "Member" ON "Member".id = "memberId"
    WHERE email = ANY (${emails}::text[])`;
  const owners = new Map(stored.map(({ email, owner }) => [email, owner]));
  return rows.flatMap(({ reference, contacts, line }) =>
    (contacts ?? []).flatMap((email) => {
      const owner = owners.get(email);
      return owner === undefined || owner === reference ? [] : { email, owner, line };
    }),
  );
}

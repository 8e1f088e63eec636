import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/database/database.ts';
import { type Api, openApi } from '../server/api.ts';
import { openTestDatabase } from '../server/database.ts';
import { importedOn, loadSmallNetwork } from '../server/small-network.ts';

/**
 * Documents that partners can start from, each with its answer on the small network (`.json`) and with the tables that each
 * SQL statement reads (`.sql.txt`). The number of statements must not grow with the page. After a change that is meant,
 * `WRITE=1 npx vitest run tests/queries` writes both anew: read the difference.
 */
const folder = new URL('./', import.meta.url);
const names = readdirSync(folder).flatMap((file) =>
  file.endsWith('.graphql') ? [file.replace('.graphql', '')] : [],
);

let database: Database;
let api: Api;
let statements: string[] = [];
let asking: Readonly<Record<string, string>>;

beforeAll(async () => {
  database = await openTestDatabase('embedded');
  await loadSmallNetwork(database);
  const listen = database.prisma.$on.bind(database.prisma) as (
    event: 'query',
    heard: (event: { query: string }) => void,
  ) => void;
  listen('query', ({ query }) => statements.push(query));
  api = await openApi(database, { now: () => new Date(`${importedOn}T12:00:00Z`) });
  asking = await api.as('haki@example.org');
});
afterAll(() => database.close());

const run = async (name: string, first: number) => {
  const query = readFileSync(new URL(`${name}.graphql`, folder), 'utf8');
  statements = [];
  const { data, errors } = await api.ask(query, asking, { first });
  expect(errors).toEqual([]);
  return { data, tables: statements.map(tablesOf) };
};

describe.each(names)('%s.graphql', (name) => {
  it('is answered as documented, with the statements documented', async () => {
    await run(name, 20); // The network is read into memory once.
    const { data, tables } = await run(name, 20);
    // Pseudonyms are random.
    const answer = JSON.stringify(data, null, 2).replace(
      /Member \w{5}-\w{5}/g,
      'Member 00000-00000',
    );
    check(`${name}.json`, `${answer}\n`);
    check(`${name}.sql.txt`, `${tables.join('\n')}\n`);
  });

  it('asks the database as often for one item as for many', async () => {
    const [one, many] = [await run(name, 1), await run(name, 20)];
    expect(one.tables.length).toBeGreaterThan(0);
    expect(many.tables.length).toBeLessThanOrEqual(one.tables.length);
  });
});

function check(file: string, text: string): void {
  const url = new URL(file, folder);
  if (process.env.WRITE) writeFileSync(url, text);
  expect(text).toBe(readFileSync(url, 'utf8'));
}

/** "Member, Consent, Offer": what a statement reads, in the order of the SQL. */
function tablesOf(sql: string): string {
  const tables = sql.matchAll(/"public"\."(\w+)"|(?:INTO|FROM) "(?!public")([A-Z]\w+)"/g);
  return [...new Set([...tables].map(([, name, byHand]) => name ?? byHand))].join(', ');
}

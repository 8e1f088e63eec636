import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { EngineMeasures } from './pairings/engine.ts';
import { measureSql } from './pairings/sql.ts';
import { measureStore } from './pairings/store.ts';
import { printTable } from './table.ts';

/** With the most that the 99th percentile may be, in milliseconds. */
const sizes = [
  { size: 300, aim: 2 },
  { size: 10_000, aim: 4 },
  { size: 100_000, aim: 10 },
  { size: 1_000_000, aim: 25 },
] as const;
/** Where the engine is compared with other ways. */
const compared = 100_000;

type Row = readonly [what: string, members: string, ...figures: string[]];

/**
 * How long the best 20 pairings of one member take, scored and explained, and what the network
 * weighs, as it grows; against the usual way in SQL and against looking at everybody.
 */
export async function benchPairings(): Promise<void> {
  const lists: Row[] = [];
  const others: Row[] = [];
  for (const { size, aim } of sizes) {
    const found = await inProcessOfItsOwn(size);
    const engine = spread(found.lists);
    const members = size.toLocaleString('en');
    lists.push(['20 pairings, explained', members, ...times(engine), `p99 ${aim} ms`, '']);
    others.push([
      'memory of the network',
      members,
      `${Math.round(found.memory / 1e6).toLocaleString('en')} MB`,
      '',
      size === 1_000_000 ? '1,500 MB' : '',
      `${Math.round(found.memory / size).toLocaleString('en')} B each`,
    ]);
    others.push([
      'read in, then the first list',
      members,
      ms(found.build),
      ms(found.cold),
      '',
      `${((1000 * found.build) / size).toFixed(0)} µs each`,
    ]);
    if (size !== compared) continue;
    const compare = (what: string, taken: readonly number[], least: number) => {
      const { median, p99 } = spread(taken);
      const ratio = median / engine.median;
      others.push([what, members, ms(median), ms(p99), `${least} x`, `${ratio.toFixed(0)} x`]);
    };
    const sql = await measureSql(size);
    compare('SQL, count of overlaps', sql.tables, 50);
    compare('SQL, the same over sets', sql.sets, 50);
    compare('brute force, same answers', found.bruteForce, 20);
    const edit = spread(found.edits);
    others.push(['an edit in memory, then its list', members, ...times(edit), '', '']);
    const store = await measureStore(size);
    const stored = spread(store.edits);
    others.push([
      'an edit in PostgreSQL, then its list',
      members,
      ...times(stored),
      '1,000 ms',
      '',
    ]);
    others.push(['read from PostgreSQL', members, ms(store.read), '', '', '']);
  }
  printTable(['', 'members', 'median', 'p99', 'aim', 'found'], [...lists, ...others]);
  console.log(legend);
}

const legend = `
20 pairings, explained: 1,000 lists of available members from all over the network, each asked for once (of 300: some five
times), after 1,000 lists of 100 others (of 300: some 50) to warm up. memory: growth of the process's resident set, after a
collection; read in: from members made on the way, their making included; under p99 the first list, with nothing warm. SQL:
the 20 with the most topics that one needs and the other offers, both ways, and languages in common, of those with such a
topic (not scored by place, level or similarity, and without hard rules or reasons: less than the engine does); PostgreSQL on
this machine, its own tables without the unavailable, vacuumed, analysed, a prepared statement, 200 lists after 20. First a
table of pairs for each list, indexed both ways; then one row for each member, lists as sets of whole numbers (intarray, GIN):
the same lists. brute force: hard rules and score of everybody, compared to the last bit. x: median to the engine's median. an
edit: of the needs of 100 members in memory; of 50 through the store of a server, other members but as many.`;

async function inProcessOfItsOwn(size: number): Promise<EngineMeasures> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--expose-gc',
      join(import.meta.dirname, 'pairings', 'engine.ts'),
      String(size),
      size === compared ? 'compare' : '',
    ],
    { maxBuffer: 1 << 26 },
  );
  return JSON.parse(stdout) as EngineMeasures;
}

function spread(taken: readonly number[]): { readonly median: number; readonly p99: number } {
  const sorted = [...taken].sort((x, y) => x - y);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]!;
  return { median: at(0.5), p99: at(0.99) };
}

function times({ median, p99 }: { readonly median: number; readonly p99: number }): string[] {
  return [ms(median), ms(p99)];
}

function ms(taken: number): string {
  const digits = taken < 10 ? 2 : taken < 100 ? 1 : 0;
  return `${Number(taken.toFixed(digits)).toLocaleString('en', { minimumFractionDigits: digits })} ms`;
}

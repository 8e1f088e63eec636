import pg from 'pg';
import { asUsedByOthers } from '../../../server/matching/consent.ts';
import { startCluster } from '../../server/cluster.ts';
import { memberOf } from './engine.ts';

const warmUps = 20;
const listsMeasured = 200;
const batch = 10_000;

/**
 * One row for each member that is available, topics and languages as sets of whole numbers, which the
 * extension intarray intersects and indexes. At 100,000 members this takes half as long as tables of
 * pairs, indexed both ways, joined and counted.
 */
const schema = `
  CREATE EXTENSION intarray;
  CREATE TABLE member (
    id int PRIMARY KEY, offers int[] NOT NULL, needs int[] NOT NULL, languages int[] NOT NULL
  )`;
const indexes = `
  CREATE INDEX ON member USING gin (offers gin__int_ops);
  CREATE INDEX ON member USING gin (needs gin__int_ops)`;

/** How many topics one needs and the other offers, in both directions, and how many languages they share. */
const query = `
  WITH self AS MATERIALIZED (SELECT * FROM member WHERE id = $1)
  SELECT member.id,
    icount(member.offers & self.needs)
      + icount(member.needs & self.offers)
      + icount(member.languages & self.languages) AS score
  FROM self, member
  WHERE (member.offers && self.needs OR member.needs && self.offers) AND member.id <> $1
  ORDER BY score DESC, member.id LIMIT 20`;

/**
 * The usual way on a real PostgreSQL server, over the members of the engine's network: milliseconds
 * that a list takes, from the client's side.
 */
export async function measureSql(size: number): Promise<number[]> {
  const cluster = await startCluster({
    shared_buffers: '512MB',
    work_mem: '64MB',
    random_page_cost: '1.1',
    jit: 'off',
  });
  try {
    await cluster.run('CREATE DATABASE bench');
    const client = new pg.Client({ connectionString: cluster.url('bench') });
    await client.connect();
    await client.query(schema);
    const ids = await fill(client, size);
    await client.query(indexes);
    await client.query('VACUUM (ANALYZE) member');

    const list = async (turn: number) => {
      const id = ids[(turn * 7_919) % ids.length];
      const started = performance.now();
      const { rowCount } = await client.query({ name: 'list', text: query, values: [id] });
      if (rowCount !== 20) throw new Error(`${id}: ${rowCount} found`);
      return performance.now() - started;
    };
    for (let turn = 0; turn < warmUps; turn++) await list(turn);
    const taken: number[] = [];
    for (let turn = 0; turn < listsMeasured; turn++) taken.push(await list(turn + warmUps));
    await client.end();
    return taken;
  } finally {
    await cluster.stop();
  }
}

/** @returns the numbers of those who state something */
async function fill(client: pg.Client, size: number): Promise<number[]> {
  const numbers = new Map<string, number>();
  const set = (names: readonly string[]) => {
    for (const name of names) if (!numbers.has(name)) numbers.set(name, numbers.size);
    return `{${names.map((name) => numbers.get(name)).join(',')}}`;
  };
  const ids: number[] = [];
  let rows: [id: number, offers: string, needs: string, languages: string][] = [];
  for (let n = 0; n < size; n++) {
    const { availability, offers, needs, languages } = asUsedByOthers(memberOf(n));
    if (!availability.paused) {
      if (offers.length > 0 && needs.length > 0) ids.push(n);
      const topics = [offers, needs].map((all) => set(all.map(({ topic }) => topic)));
      rows.push([n, topics[0]!, topics[1]!, set(languages.map(({ language }) => language))]);
    }
    if (rows.length < batch && n < size - 1) continue;
    await client.query(
      `INSERT INTO member SELECT id, offers::int[], needs::int[], languages::int[]
      FROM unnest($1::int[], $2::text[], $3::text[], $4::text[]) AS row (id, offers, needs, languages)`,
      [0, 1, 2, 3].map((column) => rows.map((row) => row[column])),
    );
    rows = [];
  }
  return ids;
}

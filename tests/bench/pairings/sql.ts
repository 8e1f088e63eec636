import pg from 'pg';
import { asUsedByOthers } from '../../../server/matching/consent.ts';
import { startCluster } from '../../server/cluster.ts';
import { memberOf } from './engine.ts';

const warmUps = 20;
const listsMeasured = 200;
const batch = 10_000;

type Name = 'tables' | 'sets';

interface Way {
  readonly schema: string;
  readonly indexes: string;
  /** How many topics one needs and the other offers, in both directions, and how many languages they share. */
  readonly query: string;
}

const ways: Readonly<Record<Name, Way>> = {
  /**
   * A table of pairs for each list, indexed both ways. Of five ways to ask this was the fastest: joining what is
   * counted by member, as one would write it first, takes half as long again.
   */
  tables: {
    schema: `
      CREATE TABLE offer (member int NOT NULL, topic int NOT NULL);
      CREATE TABLE need (member int NOT NULL, topic int NOT NULL);
      CREATE TABLE language (member int NOT NULL, language int NOT NULL)`,
    indexes: `
      CREATE UNIQUE INDEX ON offer (topic, member);
      CREATE UNIQUE INDEX ON offer (member, topic);
      CREATE UNIQUE INDEX ON need (topic, member);
      CREATE UNIQUE INDEX ON need (member, topic);
      CREATE UNIQUE INDEX ON language (language, member);
      CREATE UNIQUE INDEX ON language (member, language)`,
    query: `
      SELECT member AS id, count(*) AS score FROM (
        SELECT offer.member, true AS by_topic FROM need JOIN offer USING (topic) WHERE need.member = $1
        UNION ALL
        SELECT need.member, true FROM offer JOIN need USING (topic) WHERE offer.member = $1
        UNION ALL
        SELECT other.member, false FROM language self JOIN language other USING (language) WHERE self.member = $1
      ) AS shared
      WHERE member <> $1 GROUP BY member HAVING bool_or(by_topic) ORDER BY score DESC, id LIMIT 20`,
  },
  /** One row for each member, lists as sets of whole numbers, which the extension intarray intersects and indexes. */
  sets: {
    schema: `
      CREATE EXTENSION intarray;
      CREATE TABLE member (
        id int PRIMARY KEY, offers int[] NOT NULL, needs int[] NOT NULL, languages int[] NOT NULL
      )`,
    indexes: `
      CREATE INDEX ON member USING gin (offers gin__int_ops);
      CREATE INDEX ON member USING gin (needs gin__int_ops)`,
    query: `
      WITH self AS MATERIALIZED (SELECT * FROM member WHERE id = $1)
      SELECT member.id,
        icount(member.offers & self.needs)
          + icount(member.needs & self.offers)
          + icount(member.languages & self.languages) AS score
      FROM self, member
      WHERE (member.offers && self.needs OR member.needs && self.offers) AND member.id <> $1
      ORDER BY score DESC, member.id LIMIT 20`,
  },
};

/** What a batch of members is written by. */
const fills: Readonly<Record<Name, readonly string[]>> = {
  tables: ['offer', 'need', 'language'].map(
    (table, column) => `
      INSERT INTO ${table} SELECT id, unnest(${['offers', 'needs', 'languages'][column]!}::int[]) FROM batch`,
  ),
  sets: ['INSERT INTO member SELECT id, offers::int[], needs::int[], languages::int[] FROM batch'],
};

/**
 * The usual way on a real PostgreSQL server, over the members of the engine's network: milliseconds
 * that a list takes, from the client's side.
 */
export async function measureSql(size: number): Promise<Readonly<Record<Name, number[]>>> {
  const cluster = await startCluster({
    shared_buffers: '512MB',
    work_mem: '64MB',
    random_page_cost: '1.1',
    jit: 'off',
  });
  try {
    const measure = async (name: Name) => {
      await cluster.run(`CREATE DATABASE ${name}`);
      const client = new pg.Client({ connectionString: cluster.url(name) });
      await client.connect();
      await client.query(ways[name].schema);
      const ids = await fill(client, name, size);
      await client.query(ways[name].indexes);
      await client.query('VACUUM (ANALYZE)');

      const list = async (turn: number) => {
        const id = ids[(turn * 7_919) % ids.length];
        const started = performance.now();
        const { rows } = await client.query<{ id: number; score: string }>({
          name: 'list',
          text: ways[name].query,
          values: [id],
        });
        if (rows.length !== 20) throw new Error(`${id}: ${rows.length} found`);
        return {
          taken: performance.now() - started,
          list: rows.map((row) => `${row.id} ${row.score}`).join(),
        };
      };
      for (let turn = 0; turn < warmUps; turn++) await list(turn);
      const found: Awaited<ReturnType<typeof list>>[] = [];
      for (let turn = 0; turn < listsMeasured; turn++) found.push(await list(turn + warmUps));
      await client.end();
      return found;
    };
    const tables = await measure('tables');
    const sets = await measure('sets');
    if (tables.some((one, turn) => one.list !== sets[turn]!.list))
      throw new Error('The two ways to ask answer differently.');
    const times = (found: typeof sets) => found.map(({ taken }) => taken);
    return { tables: times(tables), sets: times(sets) };
  } finally {
    await cluster.stop();
  }
}

/** @returns the numbers of those who state something */
async function fill(client: pg.Client, name: Name, size: number): Promise<number[]> {
  const numbers = new Map<string, number>();
  const set = (names: readonly string[]) => {
    for (const name of names) if (!numbers.has(name)) numbers.set(name, numbers.size);
    return `{${[...new Set(names)].map((name) => numbers.get(name)).join(',')}}`;
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
    for (const insert of fills[name])
      await client.query(
        `WITH batch AS (
          SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::text[]) AS row (id, offers, needs, languages)
        ) ${insert}`,
        [0, 1, 2, 3].map((column) => rows.map((row) => row[column])),
      );
    rows = [];
  }
  return ids;
}

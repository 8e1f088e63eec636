import { Prisma } from '../../../generated/prisma/client.ts';
import type { OutcomeType } from '../../../generated/prisma/enums.ts';
import { mayReadLibrary } from '../../access/policy.ts';
import type { Viewer } from '../../access/viewer.ts';
import { parseLanguage } from '../../cldr/languages.ts';
import type { Transaction } from '../../database/database.ts';
import { labelled, withNarrower } from '../../taxonomy/topics-where.ts';
import {
  type Configuration,
  configurationOf,
  configurations,
  excludes,
  searchable,
  searchesFor,
} from '../search-text.ts';

/** Which published notes are asked for; null does not restrict. Topics by their ids in the database. */
export interface NoteQuery {
  readonly topics: readonly string[] | null;
  readonly languages: readonly string[] | null;
  readonly outcomes: readonly OutcomeType[] | null;
  readonly search: string | null;
}

/** Where a note stands in the order of a search: the better it fits, then the later it was published. */
export interface Place {
  readonly id: string;
  readonly rank: number;
  readonly publishedAt: Date;
}

/** Makes a note findable by the words that it holds now; belongs into each transaction that writes them. */
export async function indexNote(
  transaction: Transaction,
  id: string,
  { title, body, language }: { title: string; body: string; language: string },
): Promise<void> {
  const configuration = configurationOf(language);
  await transaction.$executeRaw`
    UPDATE "LearningNote" SET "search" =
      setweight(to_tsvector(${configuration}::text::regconfig, ${searchable(title)}), 'A') ||
      setweight(to_tsvector(${configuration}::text::regconfig, ${searchable(body)}), 'C')
    WHERE "id" = ${id}::uuid`;
}

/**
 * Published notes, best first. A place says everything about the order, so a page that begins after one stays right whatever is
 * published or withdrawn meanwhile, that very note included.
 *
 * @param backwards the last ones rather than the first, last first
 */
export async function findNotes(
  database: Transaction,
  viewer: Viewer,
  query: NoteQuery,
  page: {
    readonly after?: Place;
    readonly before?: Place;
    readonly limit: number;
    readonly backwards: boolean;
  },
): Promise<Place[]> {
  const found = await foundNotes(database, viewer, query);
  const place = ({ rank, publishedAt, id }: Place) =>
    Prisma.sql`(${rank}::float8, ${publishedAt}::timestamptz, ${id}::uuid)`;
  const here = Prisma.sql`("rank", "publishedAt", "id")`;
  const direction = page.backwards ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  return database.$queryRaw<Place[]>`
    SELECT "id"::text AS "id", "rank", "publishedAt" FROM (${found}) AS "found"
    WHERE ${page.after ? Prisma.sql`${here} < ${place(page.after)}` : Prisma.sql`TRUE`}
      AND ${page.before ? Prisma.sql`${here} > ${place(page.before)}` : Prisma.sql`TRUE`}
    ORDER BY "rank" ${direction}, "publishedAt" ${direction}, "id" ${direction}
    LIMIT ${page.limit}`;
}

export async function countNotes(
  database: Transaction,
  viewer: Viewer,
  query: NoteQuery,
): Promise<number> {
  const found = await foundNotes(database, viewer, query);
  const [counted] = await database.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM (${found}) AS "found"`;
  return counted?.count ?? 0;
}

/** What a hit in the name of a topic counts, where one in a title counts at most 1 and one in a body 0.2. */
const topicRank = 0.4;

async function foundNotes(
  database: Transaction,
  viewer: Viewer,
  { topics, languages, outcomes, search }: NoteQuery,
): Promise<Prisma.Sql> {
  const where = [
    Prisma.sql`"note"."state" = 'PUBLISHED'`,
    Prisma.sql`"note"."publishedAt" IS NOT NULL`,
  ];
  if (!mayReadLibrary(viewer)) where.push(Prisma.sql`FALSE`);
  if (topics) where.push(isAbout(await withNarrower(database, topics)));
  if (languages) {
    const codes = languages.map((tag) => parseLanguage(tag) ?? tag);
    where.push(Prisma.sql`"note"."language" = ANY(${codes})`);
  }
  if (outcomes) where.push(Prisma.sql`${outcome}::text = ANY(${[...outcomes]})`);
  let rank = Prisma.sql`0::float8`;
  if (search !== null) {
    const asked = askedOf(search);
    const named = await topicsNamed(database, search);
    where.push(Prisma.sql`"note"."id" IN (${hits(asked, named)})`);
    const queryOfNote = asked.map(({ notes, query }) => Prisma.sql`WHEN ${notes} THEN ${query}`);
    rank = Prisma.sql`
      ts_rank("note"."search", CASE ${Prisma.join(queryOfNote, ' ')} END)::float8
      + CASE WHEN ${isAbout(named)} THEN ${topicRank}::float8 ELSE 0 END`;
  }
  return Prisma.sql`
    SELECT "note"."id", "note"."publishedAt", ${rank} AS "rank"
    FROM "LearningNote" AS "note" JOIN "Exchange" AS "exchange" ON "exchange"."id" = "note"."exchangeId"
    WHERE ${Prisma.join(where, ' AND ')}`;
}

/** What the parties hoped for: by their newest agreement, else by the request. */
const outcome = Prisma.sql`coalesce((
  SELECT "agreement"."outcome" FROM "LearningAgreement" AS "agreement"
  WHERE "agreement"."exchangeId" = "note"."exchangeId" ORDER BY "agreement"."version" DESC LIMIT 1
), "exchange"."outcome")`;

function isAbout(topicIds: readonly string[]): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM "LearningNoteTopic" AS "about"
    WHERE "about"."noteId" = "note"."id" AND "about"."topicId" = ANY(${[...topicIds]}::uuid[]))`;
}

interface Asked {
  readonly notes: Prisma.Sql;
  readonly query: Prisma.Sql;
}

/**
 * The search as each language has it, beside the notes that it is for: what is asked in French finds French notes by their
 * French forms.
 */
function askedOf(search: string): Asked[] {
  const searches = searchesFor(search);
  const queryIn = (configuration: Configuration) =>
    searches.length === 0
      ? Prisma.sql`''::tsquery`
      : Prisma.join(
          searches.map(
            (words) =>
              Prisma.sql`websearch_to_tsquery(${configuration}::text::regconfig, ${words})`,
          ),
          ' || ',
        );
  const own = Object.entries(configurations).map(([language, configuration]) => ({
    notes: Prisma.sql`"note"."language" = ${language}`,
    query: queryIn(configuration),
  }));
  const others = Prisma.sql`"note"."language" <> ALL(${Object.keys(configurations)})`;
  return [...own, { notes: others, query: queryIn('simple') }];
}

/** The ids of notes whose words fit, each language by the index, and of those about the topics. */
function hits(asked: readonly Asked[], topicIds: readonly string[]): Prisma.Sql {
  const byWords = asked.map(
    ({ notes, query }) =>
      Prisma.sql`SELECT "note"."id" FROM "LearningNote" AS "note" WHERE "note"."search" @@ (${query}) AND ${notes}`,
  );
  const byTopic = Prisma.sql`
    SELECT "about"."noteId" FROM "LearningNoteTopic" AS "about" WHERE "about"."topicId" = ANY(${[...topicIds]}::uuid[])`;
  return Prisma.join([...byWords, byTopic], ' UNION ALL ');
}

/** The topics that a search names, in any language. Where something is to be left out, only the texts can tell. */
async function topicsNamed(database: Transaction, search: string): Promise<string[]> {
  if (excludes(search)) return [];
  const topics = await database.topic.findMany({
    where: { labels: { some: labelled(search) } },
    select: { id: true },
  });
  return topics.map(({ id }) => id);
}

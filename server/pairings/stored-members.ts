import { Prisma } from '../../generated/prisma/client.ts';
import type { Audience, MemberField } from '../../generated/prisma/enums.ts';
import type { Transaction } from '../database/database.ts';
import type { LanguageLevel, Member } from '../matching/member.ts';

/** What matching reads of a member. Lists are in the shape in which the engine takes them. */
export interface StoredMember {
  readonly id: string;
  readonly kind: NonNullable<Member['kind']>;
  readonly country: string;
  readonly timeZone: string | null;
  readonly workFrom: number;
  readonly workTo: number;
  /** Places that no exchange holds; below 0 where a member takes fewer than it did. */
  readonly freePlaces: number;
  readonly paused: boolean;
  /** `YYYY-MM-DD` */
  readonly confirmedOn: string | null;
  /** `YYYY-MM-DD` */
  readonly joinedOn: string | null;
  readonly visibility: Audience;
  readonly relays: boolean;
  readonly consents: readonly {
    readonly field: MemberField;
    readonly audience: Audience;
    readonly useForMatching: boolean;
  }[];
  readonly languages: readonly {
    readonly language: string;
    readonly level: LanguageLevel;
    readonly main: boolean;
  }[];
  readonly offers: Member['offers'];
  readonly needs: Member['needs'];
  /** Ids of topics. */
  readonly themes: readonly string[];
  /** Keys. */
  readonly workingGroups: readonly string[];
  readonly interprets: Member['interprets'];
}

/** Those of the members that exist. */
export function readMembers(
  database: Transaction,
  ids: readonly string[],
): Promise<StoredMember[]> {
  return database.$queryRaw<StoredMember[]>`
    SELECT ${columns} FROM "Member" WHERE "id" = ANY (${[...ids]}::uuid[])`;
}

/** Members on a page: enough that few statements are needed, few enough to be in memory as rows. */
const pageSize = 2_000;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/** All members, page by page in the order of their ids. */
export async function* readMemberPages(database: Transaction): AsyncIterable<StoredMember[]> {
  for (let last = beforeAll; ;) {
    const page = await database.$queryRaw<StoredMember[]>`
      SELECT ${columns} FROM "Member" WHERE "id" > ${last}::uuid ORDER BY "id" LIMIT ${pageSize}`;
    if (page.length > 0) yield page;
    if (page.length < pageSize) return;
    last = page.at(-1)!.id;
  }
}

// By hand, since the first list waits for all of it; server/README.md says what it spares.
const list = (table: string, item: string, order = ''): Prisma.Sql =>
  Prisma.raw(`COALESCE(
    (SELECT json_agg(${item}${order && ` ORDER BY ${order}`}) FROM "${table}" WHERE "memberId" = "Member"."id"), '[]'
  )`);
const object = (fields: Readonly<Record<string, string>>): string =>
  `json_build_object(${Object.entries(fields).map(([name, value]) => `'${name}', ${value}`)})`;

const columns = Prisma.sql`
  "id", "kind", "country", "timeZone", "workFrom", "workTo", "paused", "visibility", "relays",
  "capacity" - (SELECT count(*)::int FROM "ExchangeParty" WHERE "memberId" = "Member"."id" AND "holdsPlace") AS "freePlaces",
  to_char("confirmedOn", 'YYYY-MM-DD') AS "confirmedOn",
  to_char("joinedOn", 'YYYY-MM-DD') AS "joinedOn",
  ${list('Consent', object({ field: '"field"', audience: '"audience"', useForMatching: '"useForMatching"' }))} AS "consents",
  ${list('LanguageSkill', object({ language: '"language"', level: '"level"', main: '"position" = 0' }))} AS "languages",
  ${list('Offer', object({ topic: '"topicId"', level: '"level"', formats: '"formats"' }))} AS "offers",
  ${list('Need', object({ topic: '"topicId"', priority: '"priority"', levelWanted: '"levelWanted"', formats: '"formats"' }))} AS "needs",
  ${list('MemberTheme', '"topicId"', '"position"')} AS "themes",
  ${list('MemberWorkingGroup', '"key"')} AS "workingGroups",
  ${list('Interpretation', object({ from: '"from"', to: '"to"' }))} AS "interprets"`;

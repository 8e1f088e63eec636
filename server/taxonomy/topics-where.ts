import type { Prisma } from '../../generated/prisma/client.ts';
import type { TopicKind } from '../../generated/prisma/enums.ts';
import type { Transaction } from '../database/database.ts';
import { normalise } from './normalise.ts';

export interface TopicQuery {
  readonly kind: TopicKind | null;
  /** The id of the topic directly above. */
  readonly broader: string | null;
  readonly keys: readonly string[] | null;
  readonly search: string | null;
}

/** The topics that a query asks for, as a condition for the database. */
export function topicsWhere({ kind, broader, keys, search }: TopicQuery): Prisma.TopicWhereInput {
  return {
    ...(kind && { kind }),
    ...(keys && { key: { in: [...keys] } }),
    ...(broader && { broader: { some: { broaderId: broader } } }),
    ...(search && { labels: { some: labelled(search) } }),
  };
}

/** Words of the longest search; each is a condition for the database. */
export const mostWords = 50;

/** Labels that contain every word of the search, in whatever order and spelling. */
export function labelled(search: string): Prisma.TopicLabelWhereInput {
  const words = normalise(search).split(' ').filter(Boolean);
  // Nothing but punctuation was asked for, or more than any label holds.
  if (words.length === 0 || words.length > mostWords) return { normalised: { in: [] } };
  return { AND: words.map((word) => ({ normalised: { contains: word } })) };
}

/** The ids of topics together with those of all topics below them. */
export async function withNarrower(
  database: Transaction,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await database.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE below (id) AS (
      SELECT unnest(${ids}::uuid[])
      UNION
      SELECT relation."narrowerId" FROM "TopicRelation" AS relation JOIN below ON relation."broaderId" = below.id
    )
    SELECT id::text AS id FROM below`;
  return rows.map(({ id }) => id);
}

import type { Prisma } from '../../../generated/prisma/client.ts';
import type { MemberField, MemberKind } from '../../../generated/prisma/enums.ts';
import { whereVisible } from '../../access/consent.ts';
import type { Viewer } from '../../access/viewer.ts';
import { parseLanguage } from '../../cldr/languages.ts';
import { countries } from '../../cldr/territories.ts';
import type { Transaction } from '../../database/database.ts';
import { normalise } from '../../taxonomy/normalise.ts';
import { labelled, mostWords, withNarrower } from '../../taxonomy/topics-where.ts';

/** Which members are asked for; null does not restrict. Topics by their ids in the database. */
export interface MemberQuery {
  readonly topics: readonly string[] | null;
  readonly offers: readonly string[] | null;
  readonly needs: readonly string[] | null;
  readonly languages: readonly string[] | null;
  readonly countries: readonly string[] | null;
  /** UN M49 codes of regions or subregions. */
  readonly regions: readonly string[] | null;
  readonly kinds: readonly MemberKind[] | null;
  readonly workingGroups: readonly string[] | null;
  readonly search: string | null;
}

/**
 * The order of the directory: alphabetical by what members may see. Partners may see fewer names than members do, so
 * for them the place of a name in the alphabet would tell it; their order is that of the ids.
 */
export function directoryOrder(viewer: Viewer): Prisma.MemberOrderByWithRelationInput[] {
  return viewer.kind === 'key' ? [{ id: 'asc' }] : [{ sortName: 'asc' }, { id: 'asc' }];
}

/** A query as a condition for the database. Each part holds only for members that show the viewer the field it asks about. */
export async function membersWhere(
  database: Transaction,
  viewer: Viewer,
  query: MemberQuery,
): Promise<Prisma.MemberWhereInput> {
  const all: Prisma.MemberWhereInput[] = [];
  const visible = (
    field: MemberField,
    where: Prisma.MemberWhereInput,
  ): Prisma.MemberWhereInput => ({
    AND: [whereVisible(viewer, field), where],
  });
  const onTopics = async (
    ids: readonly string[] | null,
    among: readonly ('offers' | 'needs' | 'themes')[],
  ) => {
    if (!ids) return;
    const topicId = { in: await withNarrower(database, ids) };
    all.push({
      OR: among.map((relation) =>
        visible(fieldOf[relation], { [relation]: { some: { topicId } } }),
      ),
    });
  };

  await onTopics(query.topics, ['offers', 'needs', 'themes']);
  await onTopics(query.offers, ['offers']);
  await onTopics(query.needs, ['needs']);
  if (query.languages) {
    const language = { in: query.languages.map((tag) => parseLanguage(tag) ?? tag) };
    all.push(visible('LANGUAGES', { languages: { some: { language } } }));
  }
  if (query.countries) {
    all.push(
      visible('COUNTRY', { country: { in: query.countries.map((code) => code.toUpperCase()) } }),
    );
  }
  if (query.regions) {
    const within = new Set(query.regions);
    const codes = countries().filter(
      ({ region, subregion }) => within.has(region) || within.has(subregion),
    );
    all.push(visible('COUNTRY', { country: { in: codes.map(({ code }) => code) } }));
  }
  if (query.kinds) all.push(visible('KIND', { kind: { in: [...query.kinds] } }));
  if (query.workingGroups) {
    all.push(
      visible('WORKING_GROUPS', {
        workingGroups: { some: { key: { in: [...query.workingGroups] } } },
      }),
    );
  }
  if (query.search) all.push(found(query.search, visible));
  return { AND: all };
}

const fieldOf = { offers: 'OFFERS', needs: 'NEEDS', themes: 'THEMES' } as const;

/** By name, or by a topic that the member offers, needs or works on; in any language, spelling and order of words. */
function found(
  search: string,
  visible: (field: MemberField, where: Prisma.MemberWhereInput) => Prisma.MemberWhereInput,
): Prisma.MemberWhereInput {
  const words = normalise(search).split(' ').filter(Boolean);
  if (words.length === 0 || words.length > mostWords) return { id: { in: [] } };
  const topic = { labels: { some: labelled(search) } };
  return {
    OR: [
      visible('NAME', { AND: words.map((word) => ({ searchName: { contains: word } })) }),
      ...(['offers', 'needs', 'themes'] as const).map((relation) =>
        visible(fieldOf[relation], { [relation]: { some: { topic } } }),
      ),
    ],
  };
}

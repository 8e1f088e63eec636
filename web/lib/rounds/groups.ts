import type { Group } from './policy-form.ts';

/** The sorts of groups, as somebody looks for one: those across all kinds first. */
const sorts = ['all', 'kind', 'region', 'working'] as const;
type Sort = (typeof sorts)[number];

/** The groups by their sort, each by name; everybody before all. */
export function inSorts(
  groups: readonly Group[],
  locale: string,
): { sort: Sort; groups: Group[] }[] {
  const bySort = Map.groupBy(groups, ({ key }) => sortOf(key));
  const byName = new Intl.Collator(locale).compare;
  return sorts.flatMap((sort) => {
    const alike = bySort.get(sort);
    if (!alike) return [];
    return [
      {
        sort,
        groups: alike.toSorted(
          (one, other) =>
            Number(other.key === 'everybody') - Number(one.key === 'everybody') ||
            byName(one.name, other.name),
        ),
      },
    ];
  });
}

function sortOf(key: string): Sort {
  if (key.startsWith('kind:')) return 'kind';
  if (key.startsWith('region:')) return 'region';
  return key.startsWith('working-group:') ? 'working' : 'all';
}

import type { MemberRow } from './rules.ts';
import type { StoredMember } from './stored-member.ts';
import type { ListTable, RowOf } from './tables.ts';

/** A member's lists as rows of their tables, each in its order; what is left out is not spoken of. */
export type Lists = { [T in ListTable]?: RowOf<T>[] };

export interface ListContext {
  /** Ids of topics by key. */
  readonly topicIds: ReadonlyMap<string, string>;
  readonly newId: () => string;
}

/** The lists that the row speaks of. What a file cannot say - formats, notes - stays with the rows whose key stays. */
export function listsOf(
  row: MemberRow,
  memberId: string,
  stored: StoredMember | null,
  { topicIds, newId }: ListContext,
): Lists {
  const topicId = (key: string): string => {
    const id = topicIds.get(key);
    if (id === undefined) throw new Error(`No topic has the key "${key}".`);
    return id;
  };
  const idOf = <T extends { id: string }>(
    rows: readonly T[] | undefined,
    same: (row: T) => boolean,
  ): string => rows?.find(same)?.id ?? newId();
  return {
    LanguageSkill: row.languages.map(({ language, level }, position) => ({
      memberId,
      language,
      level,
      position,
    })),
    Offer: row.offers?.map(({ topic, level }, position) => ({
      id: idOf(stored?.offers, (offer) => offer.topicId === topicId(topic)),
      memberId,
      topicId: topicId(topic),
      formats: [],
      level,
      position,
    })),
    Need: row.needs?.map(({ topic, priority }, position) => ({
      id: idOf(stored?.needs, (need) => need.topicId === topicId(topic)),
      memberId,
      topicId: topicId(topic),
      formats: [],
      priority,
      position,
    })),
    MemberTheme: row.themes?.map((topic, position) => ({
      memberId,
      topicId: topicId(topic),
      position,
    })),
    Interpretation: row.interprets?.map(({ from, to }, position) => ({
      memberId,
      from,
      to,
      position,
    })),
    MemberWorkingGroup: row.workingGroups?.map((key, position) => ({ memberId, key, position })),
    Representative: row.contacts?.map((email, position) => ({
      id: idOf(stored?.representatives, (representative) => representative.email === email),
      memberId,
      email,
      position,
    })),
  };
}

/** What of a stored list a file can say, in its order: two lists that agree in it are the same. */
const sayable = {
  LanguageSkill: ['language', 'level'],
  Offer: ['topicId', 'level'],
  Need: ['topicId', 'priority'],
  MemberTheme: ['topicId'],
  Interpretation: ['from', 'to'],
  MemberWorkingGroup: ['key'],
  Representative: ['email'],
} as const satisfies Record<ListTable, readonly string[]>;

const relations = {
  LanguageSkill: 'languages',
  Offer: 'offers',
  Need: 'needs',
  MemberTheme: 'themes',
  Interpretation: 'interprets',
  MemberWorkingGroup: 'workingGroups',
  Representative: 'representatives',
} as const satisfies Record<ListTable, keyof StoredMember>;

/** Those of the lists that are not as they are stored. */
export function differing(stored: StoredMember | null, lists: Lists): Lists {
  const tables = Object.keys(lists) as ListTable[];
  return Object.fromEntries(
    tables
      .filter((table) => {
        const said = lists[table] as Row[] | undefined;
        if (said === undefined) return false;
        const known: readonly Row[] = stored?.[relations[table]] ?? [];
        return (
          said.length !== known.length ||
          said.some((entry, index) =>
            sayable[table].some((name) => entry[name] !== known[index]?.[name]),
          )
        );
      })
      .map((table) => [table, lists[table]]),
  );
}

type Row = Record<string, unknown>;

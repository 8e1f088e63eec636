import type { Audience, MemberKind, OfferLevel, Priority } from '../../generated/prisma/enums.ts';
import { audiences } from '../access/consent.ts';
import {
  parseCapacity,
  parseChoice,
  parseCountry,
  parseDate,
  parseEmail,
  parseInterpretation,
  parseLanguageEntry,
  parseList,
  parseText,
  parseYesOrNo,
  parseZone,
  unguardFormula,
  type InterpretationEntry,
  type LanguageEntry,
} from './cells.ts';
import { defaults, kinds, longest, offerLevels, priorities, type ColumnName } from './columns.ts';
import type { Fault, Report } from './fault.ts';
import { cleanName } from '../members/name.ts';
import type { RawRow } from './read.ts';
import type { Repeats } from './repeats.ts';
import { nearest, quoted } from './suggestion.ts';
import type { TopicDirectory } from './topics.ts';

/**
 * A row that is understood. What is left out was not in the file: it stays as it is for a member that exists
 * and takes its default for a new one.
 */
export interface MemberRow {
  /** Where problems are reported: the line of the file. */
  readonly line: number;
  /** The column `id`. */
  readonly reference: string;
  readonly name: string;
  readonly kind?: MemberKind;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** IANA; null: the country's, where it has one. */
  readonly timeZone?: string | null;
  /** Canonical codes, main language first. */
  readonly languages: readonly LanguageEntry[];
  /** Topics by key, here and below. */
  readonly offers?: readonly OfferEntry[];
  readonly needs?: readonly NeedEntry[];
  readonly themes?: readonly string[];
  readonly capacity?: number;
  readonly interprets?: readonly InterpretationEntry[];
  /** Keys. */
  readonly workingGroups?: readonly string[];
  /** `YYYY-MM-DD`; null: unknown. */
  readonly joinedOn?: string | null;
  readonly genderFocus?: boolean;
  readonly atRisk?: boolean;
  /** Null: what `at_risk` asks for. */
  readonly visibility?: Audience | null;
  /** E-mail addresses in lower case. */
  readonly contacts?: readonly string[];
}

export interface OfferEntry {
  readonly topic: string;
  readonly level: OfferLevel;
}

export interface NeedEntry {
  readonly topic: string;
  readonly priority: Priority;
}

/** What rows are checked against. */
export interface Lookups {
  readonly topics: TopicDirectory;
  /** Keys. */
  readonly workingGroups: readonly string[];
  /** What earlier rows of the file said. */
  readonly repeats: Repeats;
}

/** Understands a row, or reports everything that is wrong with it and answers undefined. */
export function checkRow(
  { line, cells }: RawRow,
  { topics, workingGroups, repeats }: Lookups,
  report: (fault: Fault) => void,
): MemberRow | undefined {
  let sound = true;
  const reporter =
    (column: ColumnName): Report =>
    (wrong) => {
      sound = false;
      report({ line, column, ...wrong });
    };
  /** Undefined for a column that the file lacks; `empty` for an empty cell. */
  const read = <T, E>(
    column: ColumnName,
    empty: E,
    parse: (text: string, wrong: Report) => T | undefined,
  ): T | E | undefined => {
    const cell = cells[column];
    if (cell === undefined) return undefined;
    const text = unguardFormula(cell);
    return text === '' ? empty : parse(text, reporter(column));
  };
  const need = <T>(column: keyof typeof emptyIs, value: T | null | undefined): T => {
    if (value === null) reporter(column)(emptyIs[column]);
    return value as T;
  };
  const list = <T>(
    column: ColumnName,
    parseEntry: (entry: string, wrong: Report) => T | undefined,
    keyOf: (value: T) => string,
  ) => read(column, [], (text, wrong) => parseList(text, wrong, parseEntry, keyOf));

  const reference = need(
    'id',
    read('id', null, (text, wrong) => parseText(text, longest.id, wrong)),
  );
  if (reference !== undefined) repeats.reference(reference, line, reporter('id'));

  const languages = read('languages', null, (text, wrong) =>
    parseList(text, wrong, parseLanguageEntry, ({ language }) => language),
  );
  const contacts = list('contact_email', parseEmail, (address) => address);
  for (const address of contacts ?? []) {
    repeats.contact(address, reference, line, reporter('contact_email'));
  }

  const row: MemberRow = {
    line,
    reference,
    name: need(
      'name',
      read('name', null, (text, wrong) => {
        const name = cleanName(text);
        return name === '' ? null : parseText(name, longest.name, wrong);
      }),
    ),
    kind: read('kind', defaults.kind, (text, wrong) =>
      parseChoice(text, kinds, 'import.kind', wrong),
    ),
    country: need('country', read('country', null, parseCountry)),
    timeZone: read('time_zone', null, parseZone),
    languages: need('languages', languages?.length === 0 ? null : languages),
    offers: list('offers', offerIn(topics), ({ topic }) => topic),
    needs: list('needs', needIn(topics), ({ topic }) => topic),
    themes: list(
      'themes',
      (entry, wrong) => topics.find(entry, wrong),
      (topic) => topic,
    ),
    capacity: read('capacity', defaults.capacity, parseCapacity),
    interprets: list('interprets', parseInterpretation, ({ from, to }) => `${from}>${to}`),
    workingGroups: list('working_groups', workingGroupIn(workingGroups), (key) => key),
    joinedOn: read('joined_on', null, parseDate),
    genderFocus: read('gender_focus', false, parseYesOrNo),
    atRisk: read('at_risk', false, parseYesOrNo),
    visibility: read('visibility', null, (text, wrong) =>
      parseChoice(text, audiences, 'import.visibility', wrong),
    ),
    contacts,
  };
  return sound ? row : undefined;
}

const emptyIs = {
  id: { key: 'import.empty.id', values: { limit: longest.id } },
  name: { key: 'import.empty.name', values: { limit: longest.name } },
  country: { key: 'import.empty.country' },
  languages: { key: 'import.empty.languages' },
} as const;

const offerIn =
  (topics: TopicDirectory) =>
  (entry: string, wrong: Report): OfferEntry | undefined =>
    topics.withLevel(entry, offerLevels, defaults.offerLevel, wrong);

const needIn =
  (topics: TopicDirectory) =>
  (entry: string, wrong: Report): NeedEntry | undefined => {
    const found = topics.withLevel(entry, priorities, defaults.priority, wrong);
    return found && { topic: found.topic, priority: found.level };
  };

const workingGroupIn =
  (keys: readonly string[]) =>
  (entry: string, wrong: Report): string | undefined => {
    const key = entry.toLowerCase();
    const found = keys.find((known) => known.toLowerCase() === key);
    if (found !== undefined) return found;
    wrong({
      key: 'import.workingGroup',
      values: { found: quoted(entry), allowed: keys.join(', ') },
      suggestions: nearest(key, keys),
    });
  };

import type { Audience } from '../../generated/prisma/enums.ts';
import { visibilityAtRisk, widerThanAtRisk } from '../access/consent.ts';
import { defaultTimeZone } from '../cldr/time-zones.ts';
import { goesIntoHiding } from '../members/hiding.ts';
import { sortNameOf } from '../members/sort-name.ts';
import { normalise } from '../taxonomy/normalise.ts';
import { defaults } from './columns.ts';
import { differing, listsOf, type ListContext, type Lists } from './lists.ts';
import type { MemberRow } from './rules.ts';
import type { StoredMember } from './stored-member.ts';
import type { RowOf } from './tables.ts';

/** What a row makes of a member. */
export interface Merged {
  readonly id: string;
  readonly outcome: 'created' | 'updated' | 'unchanged';
  /** The member's own row as it is to be written; null where nothing changes. */
  readonly member: RowOf<'Member'> | null;
  /** The lists that differ, whole. */
  readonly lists: Lists;
  /** Whether it becomes at risk, so that what it had said of single fields is taken back. */
  readonly hides: boolean;
  /** Whether it goes into hiding, so that no published note is to name it. */
  readonly unnamed: boolean;
}

export interface MergeContext extends ListContext {
  /** `YYYY-MM-DD`: an import confirms that the member is available. */
  readonly today: string;
  readonly newPseudonym: () => string;
}

/** Brings a row and the member that is stored together; neither is changed. */
export function merge(row: MemberRow, stored: StoredMember | null, context: MergeContext): Merged {
  const id = stored?.id ?? context.newId();
  const said = fieldsOf(row, stored);
  const lists = differing(stored, listsOf(row, id, stored, context));
  const same =
    stored !== null &&
    Object.entries(said).every(
      ([name, value]) => value === plain(stored[name as keyof typeof said]),
    );
  if (same && Object.keys(lists).length === 0)
    return { id, outcome: 'unchanged', member: null, lists, hides: false, unnamed: false };

  const pseudonym = stored?.pseudonym ?? context.newPseudonym();
  const { name, visibility, atRisk } = said;
  const hides = stored !== null && atRisk && !stored.atRisk;
  const consents = (stored?.consents ?? []).filter(
    ({ audience }) => !hides || !widerThanAtRisk.includes(audience),
  );
  return {
    id,
    outcome: stored ? 'updated' : 'created',
    member: {
      ...said,
      id,
      reference: row.reference,
      pseudonym,
      searchName: normalise(name),
      sortName: sortNameOf({ name, visibility, pseudonym, consents }),
      confirmedOn: context.today,
      // PostgreSQL reads this as the time of the transaction.
      updatedAt: 'now',
    },
    lists,
    hides,
    unnamed: stored !== null && goesIntoHiding(stored, { ...stored, ...said, consents }),
  };
}

function fieldsOf(row: MemberRow, stored: StoredMember | null) {
  const atRisk = row.atRisk ?? stored?.atRisk ?? false;
  return {
    name: row.name,
    kind: row.kind ?? stored?.kind ?? defaults.kind,
    country: row.country,
    timeZone: timeZoneOf(row, stored),
    capacity: row.capacity ?? stored?.capacity ?? defaults.capacity,
    joinedOn: row.joinedOn !== undefined ? row.joinedOn : dateOf(stored?.joinedOn ?? null),
    genderFocus: row.genderFocus ?? stored?.genderFocus ?? false,
    atRisk,
    visibility: visibilityOf(row, stored, atRisk),
  };
}

function timeZoneOf(row: MemberRow, stored: StoredMember | null): string | null {
  if (row.timeZone === undefined && stored) return stored.timeZone;
  // A zone that the member left open stays open, so that importing an export changes nothing.
  const open = stored !== null && stored.timeZone === null && stored.country === row.country;
  return row.timeZone ?? (open ? null : countryZone(row.country));
}

const zones = new Map<string, string | null>();

/** Asking Intl costs more than the rest of a row. */
function countryZone(country: string): string | null {
  let zone = zones.get(country);
  if (zone === undefined) zones.set(country, (zone = defaultTimeZone(country)));
  return zone;
}

function visibilityOf(row: MemberRow, stored: StoredMember | null, atRisk: boolean): Audience {
  const byDefault = atRisk ? defaults.visibilityAtRisk : defaults.visibility;
  if (row.visibility !== undefined || !stored) return row.visibility ?? byDefault;
  // Whoever becomes at risk is hidden, also by a file that does not speak of visibility.
  return atRisk && !stored.atRisk ? visibilityAtRisk(stored.visibility) : stored.visibility;
}

function plain(value: unknown): unknown {
  return value instanceof Date ? dateOf(value) : value;
}

function dateOf(date: Date | null): string | null {
  return date && date.toISOString().slice(0, 10);
}

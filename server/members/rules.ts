import type {
  Audience,
  ExchangeFormat,
  LanguageLevel,
  MemberField,
  MemberKind,
  OfferLevel,
  Priority,
} from '../../generated/prisma/enums.ts';
import {
  audienceOf,
  type ConsentHolder,
  mayMatchUnseen,
  memberFields,
  visibilityAtRisk,
} from '../access/consent.ts';
import { country } from '../cldr/territories.ts';
import { parseLanguage } from '../cldr/languages.ts';
import { parseTimeZone } from '../cldr/time-zones.ts';
import type { MessageKey, MessageValues } from '../i18n/message.ts';
import { cleanName } from './name.ts';

/** What may stand in a profile. Pure: a change goes in, and either its clean form or every problem with it comes out. */

export const limits = { name: 200, note: 1_000, notes: 4_000, list: 50, capacity: 20 } as const;

export interface Problem {
  readonly path: readonly string[];
  readonly key: MessageKey;
  readonly values?: MessageValues;
}

export type Checked<T> =
  | { readonly value: T; readonly problems: readonly [] }
  | { readonly value: null; readonly problems: readonly Problem[] };

const checked = <T>(value: T, problems: readonly Problem[]): Checked<T> =>
  problems.length === 0 ? { value, problems: [] } : { value: null, problems };

/** Changes to a profile; what is absent or null stays as it is. */
export interface ProfileChange {
  readonly name?: string | null;
  readonly kind?: MemberKind | null;
  readonly country?: string | null;
  /** Empty: unknown. */
  readonly timeZone?: string | null;
  readonly workFrom?: string | null;
  readonly workTo?: string | null;
  readonly capacity?: number | null;
  readonly notes?: string | null;
  readonly genderFocus?: boolean | null;
  readonly atRisk?: boolean | null;
  readonly relays?: boolean | null;
}

/** A profile change in the form in which it is stored. */
export interface CleanProfile {
  name?: string;
  kind?: MemberKind;
  country?: string;
  timeZone?: string | null;
  workFrom?: number;
  workTo?: number;
  capacity?: number;
  notes?: string | null;
  genderFocus?: boolean;
  atRisk?: boolean;
  visibility?: Audience;
  relays?: boolean;
}

/**
 * Checks a change against what is stored: working hours may be given one at a time, and whoever becomes at risk is hidden.
 */
export function checkProfile(
  change: ProfileChange,
  stored: { workFrom: number; workTo: number; atRisk: boolean; visibility: Audience },
): Checked<CleanProfile> {
  const problems: Problem[] = [];
  const clean: CleanProfile = {};
  const problem = (field: string, key: MessageKey, values?: MessageValues) =>
    problems.push({ path: [field], key, values });

  if (change.name != null) {
    const name = cleanName(change.name);
    if (name.length === 0 || name.length > limits.name) problem('name', 'error.name');
    else clean.name = name;
  }
  if (change.kind != null) clean.kind = change.kind;
  if (change.country != null) {
    const found = country(change.country.trim().toUpperCase());
    if (found) clean.country = found.code;
    else problem('country', 'error.country', { found: change.country });
  }
  if (change.timeZone != null) {
    const zone = change.timeZone.trim();
    const name = zone === '' ? null : parseTimeZone(zone);
    if (zone === '' || name) clean.timeZone = name;
    else problem('timeZone', 'error.timeZone', { found: zone });
  }
  if (change.workFrom != null || change.workTo != null) {
    const from = change.workFrom == null ? stored.workFrom : minutesOf(change.workFrom);
    const to = change.workTo == null ? stored.workTo : minutesOf(change.workTo);
    if (from === null || to === null || from >= to)
      problem(change.workFrom == null ? 'workTo' : 'workFrom', 'error.hours');
    else Object.assign(clean, { workFrom: from, workTo: to });
  }
  if (change.capacity != null) {
    if (
      Number.isInteger(change.capacity) &&
      change.capacity >= 0 &&
      change.capacity <= limits.capacity
    )
      clean.capacity = change.capacity;
    else problem('capacity', 'error.capacity', { found: change.capacity });
  }
  if (change.notes != null) {
    const notes = change.notes.trim();
    if (notes.length > limits.notes)
      problem('notes', 'error.note', { length: notes.length, max: limits.notes });
    else clean.notes = notes || null;
  }
  if (change.genderFocus != null) clean.genderFocus = change.genderFocus;
  if (change.atRisk != null) clean.atRisk = change.atRisk;
  if (change.atRisk && !stored.atRisk) clean.visibility = visibilityAtRisk(stored.visibility);
  if (change.relays != null) clean.relays = change.relays;
  return checked(clean, problems);
}

export interface OfferChange {
  readonly topicId: string;
  readonly level?: OfferLevel | null;
  readonly formats?: readonly ExchangeFormat[] | null;
  readonly note?: string | null;
}

export interface NeedChange {
  readonly topicId: string;
  readonly priority?: Priority | null;
  readonly levelWanted?: OfferLevel | null;
  readonly formats?: readonly ExchangeFormat[] | null;
  readonly note?: string | null;
}

/** Offers and needs follow the same rules; `names` has the topics that exist, by id. */
export function checkTopics<T extends OfferChange | NeedChange>(
  field: 'offers' | 'needs',
  changes: readonly T[],
  names: ReadonlyMap<string, string>,
): Checked<readonly T[]> {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  changes.forEach(({ topicId, note }, index) => {
    const at = (name: string) => [field, String(index), name];
    const topic = names.get(topicId);
    if (topic === undefined) problems.push({ path: at('topic'), key: 'error.topic' });
    else if (seen.has(topicId))
      problems.push({ path: at('topic'), key: 'error.topicTwice', values: { topic } });
    seen.add(topicId);
    const length = note?.trim().length ?? 0;
    if (length > limits.note)
      problems.push({ path: at('note'), key: 'error.note', values: { length, max: limits.note } });
  });
  problems.push(...tooMany(field, changes.length));
  return checked(
    changes.map((change) => ({
      ...change,
      note: change.note?.trim() || null,
      formats: [...new Set(change.formats ?? [])],
    })),
    problems,
  );
}

export interface LanguageChange {
  readonly language: string;
  readonly level?: LanguageLevel | null;
}

export function checkLanguages(
  changes: readonly LanguageChange[],
): Checked<readonly { language: string; level: LanguageLevel }[]> {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const clean = changes.map(({ language: tag, level }, index) => {
    const language = parseLanguage(tag.trim());
    const path = ['languages', String(index), 'language'];
    if (language === null) problems.push({ path, key: 'error.language', values: { found: tag } });
    else if (seen.has(language))
      problems.push({ path, key: 'error.languageTwice', values: { found: tag } });
    seen.add(language ?? '');
    return { language: language ?? '', level: level ?? 'C1' } as const;
  });
  if (changes.length === 0) problems.push({ path: ['languages'], key: 'error.languageNone' });
  problems.push(...tooMany('languages', changes.length));
  return checked(clean, problems);
}

/** One direction of interpretation. */
export interface InterpretationChange {
  readonly from: string;
  readonly to: string;
}

/** A member interprets between two languages of those that it works in. */
export function checkInterpretation(
  changes: readonly InterpretationChange[],
  spoken: readonly string[],
): Checked<readonly InterpretationChange[]> {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const clean = changes.map((change, index) => {
    const path = (...field: string[]) => ['interprets', String(index), ...field];
    const [from, to] = (['from', 'to'] as const).map((field) => {
      const values = { found: change[field] };
      const language = parseLanguage(change[field].trim());
      if (language === null) problems.push({ path: path(field), key: 'error.language', values });
      else if (!spoken.includes(language))
        problems.push({ path: path(field), key: 'error.interpretsUnspoken', values });
      return language ?? '';
    }) as [string, string];
    const pair = `${from}>${to}`;
    if (from !== '' && from === to)
      problems.push({
        path: path('to'),
        key: 'error.interpretsSame',
        values: { found: change.to },
      });
    else if (seen.has(pair))
      problems.push({ path: path(), key: 'error.languageTwice', values: { found: pair } });
    seen.add(pair);
    return { from, to };
  });
  problems.push(...tooMany('interprets', changes.length));
  return checked(clean, problems);
}

export interface ConsentChange {
  readonly field: MemberField;
  readonly audience: Audience;
  readonly useForMatching?: boolean | null;
}

export interface ConsentChanges {
  readonly visibility?: Audience;
  readonly consents: readonly ConsentChange[];
}

/**
 * Checks what is to be shown to whom. What a member keeps to itself only the member can open, and that matching may use what is
 * not shown only the member can say: `onBehalf` is for anybody else.
 */
export function checkConsents(
  changes: ConsentChanges,
  stored: Omit<ConsentHolder, 'id'>,
  { onBehalf }: { onBehalf: boolean },
): Checked<ConsentChanges> {
  const problems: Problem[] = [];
  const named = new Set<MemberField>();
  changes.consents.forEach(({ field }, index) => {
    if (named.has(field))
      problems.push({ path: ['consents', String(index), 'field'], key: 'error.field' });
    named.add(field);
  });

  if (onBehalf) {
    const after = {
      visibility: changes.visibility ?? stored.visibility,
      consents: [
        ...stored.consents.filter(({ field }) => !named.has(field)),
        ...changes.consents.map((change) => ({
          ...change,
          useForMatching: change.useForMatching ?? false,
        })),
      ],
    };
    const opened = memberFields.filter(
      (field) =>
        (audienceOf(stored, field) === 'SELF' && audienceOf(after, field) !== 'SELF') ||
        (mayMatchUnseen(after, field) && !mayMatchUnseen(stored, field)),
    );
    for (const field of opened) {
      const index = changes.consents.findIndex((change) => change.field === field);
      problems.push({
        path: index < 0 ? ['visibility'] : ['consents', String(index)],
        key: 'error.ownConsent',
      });
    }
  }
  return checked(changes, problems);
}

export function tooMany(field: string, found: number): Problem[] {
  return found > limits.list
    ? [{ path: [field], key: 'error.tooMany', values: { max: limits.list, found } }]
    : [];
}

/** Minutes of the local day as people write them: 570 is `09:30`. */
export function clockTime(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** The other way round; `24:00` is the end of the day. Null where it is no time. */
export function minutesOf(text: string): number | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text.trim());
  if (!match) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && minutes <= 24 * 60 ? minutes : null;
}

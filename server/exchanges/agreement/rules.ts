import type {
  ExchangeFormat,
  InterpretationPlan,
  OutcomeType,
} from '../../../generated/prisma/enums.ts';
import { parseLanguage } from '../../cldr/languages.ts';
import type { Checked, Problem } from '../../members/rules.ts';
import { checkText } from '../text.ts';

/** What the parties of an exchange may agree on, and what a new version changes. Pure. */

/** In characters, but for `languages`, `daysBack` and `daysAhead`. */
export const limits = {
  objectives: 5_000,
  roles: 2_000,
  interpreters: 500,
  safety: 5_000,
  money: 2_000,
  languages: 10,
  /** An exchange did not begin longer ago than this. */
  daysBack: 366,
  /** Nor does it go on longer than this. */
  daysAhead: 5 * 366,
} as const;

/** The terms of an agreement, in the form in which they are stored. Days are ISO 8601; lists are in a fixed order. */
export interface Terms {
  readonly objectives: string;
  readonly outcome: OutcomeType;
  readonly formats: readonly ExchangeFormat[];
  readonly roles: string | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly languages: readonly string[];
  readonly interpretation: InterpretationPlan;
  readonly interpreterId: string | null;
  readonly interpreters: string | null;
  readonly safety: string | null;
  readonly money: string | null;
}

export type TermsField = keyof Terms;

/** The fields in the order in which they are read. */
export const termsFields = [
  'objectives',
  'outcome',
  'formats',
  'roles',
  'startsOn',
  'endsOn',
  'languages',
  'interpretation',
  'interpreterId',
  'interpreters',
  'safety',
  'money',
] as const satisfies readonly TermsField[];

const formatOrder: readonly ExchangeFormat[] = [
  'ONLINE',
  'VISIT',
  'WORKSHOP',
  'MENTORING',
  'DOCUMENTS',
];

/** Terms as somebody enters them; what is left out is empty. */
export interface TermsDraft {
  readonly objectives?: string | null;
  readonly outcome: OutcomeType;
  readonly formats?: readonly ExchangeFormat[] | null;
  readonly roles?: string | null;
  readonly startsOn?: string | null;
  readonly endsOn?: string | null;
  readonly languages?: readonly string[] | null;
  readonly interpretation?: InterpretationPlan | null;
  /** Its id in the database. */
  readonly interpreterId?: string | null;
  readonly interpreters?: string | null;
  readonly safety?: string | null;
  readonly money?: string | null;
}

/**
 * @param today ISO 8601
 * @param mayInterpret whether the member that the draft names is one that the parties may ask to interpret
 */
export function checkTerms(
  draft: TermsDraft,
  { today, mayInterpret }: { readonly today: string; readonly mayInterpret: boolean },
): Checked<Terms> {
  const problems: Problem[] = [];
  const text = (field: 'objectives' | 'roles' | 'interpreters' | 'safety' | 'money') => {
    const required = field === 'objectives';
    const checked = checkText([field], draft[field], { max: limits[field], required });
    problems.push(...checked.problems);
    return checked.value;
  };
  const day = (field: 'startsOn' | 'endsOn') => {
    const found = draft[field] ?? null;
    if (found === null) return null;
    const distance = daysBetween(today, found);
    if (distance === null || distance < -limits.daysBack || distance > limits.daysAhead) {
      problems.push({ path: [field], key: 'agreement.day', values: { found } });
      return null;
    }
    return found;
  };

  const interpretation = draft.interpretation ?? 'NOT_NEEDED';
  const terms: Terms = {
    objectives: text('objectives') ?? '',
    outcome: draft.outcome,
    formats: formatOrder.filter((format) => draft.formats?.includes(format)),
    roles: text('roles'),
    startsOn: day('startsOn'),
    endsOn: day('endsOn'),
    languages: languagesOf(draft.languages ?? [], problems),
    interpretation,
    // What belongs to another plan does not stand in the agreement.
    interpreterId: interpretation === 'MEMBER' ? (draft.interpreterId ?? null) : null,
    interpreters: interpretation === 'NOT_NEEDED' ? null : text('interpreters'),
    safety: text('safety'),
    money: text('money'),
  };
  if (terms.startsOn && terms.endsOn && terms.endsOn < terms.startsOn)
    problems.push({ path: ['endsOn'], key: 'agreement.daysReversed' });
  if (interpretation === 'MEMBER' && (!terms.interpreterId || !mayInterpret))
    problems.push({ path: ['interpreter'], key: 'agreement.interpreter' });
  if (interpretation === 'PARTIES' && terms.interpreters === null)
    if (!problems.some(({ path }) => path[0] === 'interpreters'))
      problems.push({ path: ['interpreters'], key: 'agreement.interpreters' });
  return problems.length === 0 ? { value: terms, problems: [] } : { value: null, problems };
}

/** In the order given, without repeats. */
function languagesOf(tags: readonly string[], problems: Problem[]): string[] {
  const { languages: max } = limits;
  if (tags.length > max) {
    const values = { max, found: tags.length };
    problems.push({ path: ['languages'], key: 'error.tooMany', values });
    return [];
  }
  const known = tags.map((tag, index) => {
    const language = parseLanguage(tag.trim());
    const path = ['languages', String(index)];
    const values = { found: tag.slice(0, 40) };
    if (language === null) problems.push({ path, key: 'error.language', values });
    return language ?? '';
  });
  return [...new Set(known)];
}

/** Whole days from one to the other; null where the second is no day of the calendar. */
function daysBetween(from: string, to: string): number | null {
  const day = new Date(`${to}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== to) return null;
  return (day.getTime() - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}

/** A field that differs; what was not there is null. */
export interface TermsChange<Field extends TermsField = TermsField> {
  readonly field: Field;
  readonly before: Terms[Field] | null;
  readonly after: Terms[Field];
}

/** What one version changes of another, field by field; everything where there was none before. */
export function changesBetween(before: Terms | null, after: Terms): TermsChange[] {
  return termsFields
    .filter((field) => !same(before ? before[field] : null, after[field]))
    .map((field) => ({ field, before: before ? before[field] : null, after: after[field] }));
}

/** The other way round: the terms after the changes. */
export function withChanges(before: Terms, changes: readonly TermsChange[]): Terms {
  return { ...before, ...Object.fromEntries(changes.map(({ field, after }) => [field, after])) };
}

function same(one: unknown, other: unknown): boolean {
  const empty = (value: unknown) => (Array.isArray(value) && value.length === 0 ? null : value);
  return JSON.stringify(empty(one)) === JSON.stringify(empty(other));
}

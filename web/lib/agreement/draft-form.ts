import {
  exchangeFormats,
  interpretationPlans,
  isOneOf,
  outcomeTypes,
  type ExchangeFormat,
  type InterpretationPlan,
  type OutcomeType,
} from '../graphql/enums.ts';
import { textOf, textsOf } from '../forms/text.ts';
import type { Agreement } from './agreement.ts';

/** What stands in the controls of the form; also their names. */
export interface DraftValues {
  objectives: string;
  outcome: string;
  formats: string[];
  roles: string;
  startsOn: string;
  endsOn: string;
  languages: string[];
  interpretation: string;
  interpreter: string;
  interpreters: string;
  safety: string;
  money: string;
}

const texts = [
  'objectives',
  'outcome',
  'roles',
  'startsOn',
  'endsOn',
  'interpretation',
  'interpreter',
  'interpreters',
  'safety',
  'money',
] as const;

export const draftFields: readonly string[] = [...texts, 'formats', 'languages'];

/** What the exchange says already where there is no agreement yet. */
export interface Wishes {
  outcome: OutcomeType | null;
  formats: readonly ExchangeFormat[];
  languages: readonly { code: string }[];
}

interface Speaker {
  readonly languages: readonly {
    readonly language: { readonly code: string; readonly name: string };
  }[];
}

/** The languages in which all of them can meet, as the first of them lists its own. */
export function sharedLanguages([first, ...others]: readonly Speaker[]) {
  const speaks = ({ languages }: Speaker, code: string) =>
    languages.some(({ language }) => language.code === code);
  return (first?.languages ?? [])
    .map(({ language }) => language)
    .filter(({ code }) => others.every((other) => speaks(other, code)));
}

/** What the form begins with: the newest version, or else what was asked for. */
export function draftOf(agreement: Agreement | null, wishes: Wishes): DraftValues {
  const known = agreement ?? wishes;
  return {
    objectives: agreement?.objectives ?? '',
    outcome: known.outcome ?? '',
    formats: [...known.formats],
    roles: agreement?.roles ?? '',
    startsOn: agreement?.startsOn ?? '',
    endsOn: agreement?.endsOn ?? '',
    languages: known.languages.map(({ code }) => code),
    interpretation: agreement?.interpretation ?? '',
    interpreter: agreement?.interpreter?.id ?? '',
    interpreters: agreement?.interpreters ?? '',
    safety: agreement?.safety ?? '',
    money: agreement?.money ?? '',
  };
}

export function readDraft(form: FormData): DraftValues {
  return {
    ...(Object.fromEntries(texts.map((name) => [name, textOf(form, name)])) as Record<
      (typeof texts)[number],
      string
    >),
    formats: textsOf(form, 'formats[]'),
    languages: textsOf(form, 'languages[]'),
  };
}

/** The controls that have to be answered and are not, in the order of the page. */
export function missingFrom(values: DraftValues): ('objectives' | 'outcome' | 'interpretation')[] {
  const missing: ('objectives' | 'outcome' | 'interpretation')[] = [];
  if (values.objectives === '') missing.push('objectives');
  if (!isOneOf(outcomeTypes, values.outcome)) missing.push('outcome');
  if (!isOneOf(interpretationPlans, values.interpretation)) missing.push('interpretation');
  return missing;
}

/** The draft to send; call it when nothing is missing. */
export function draftInput(values: DraftValues) {
  const interpretation = values.interpretation as InterpretationPlan;
  return {
    objectives: values.objectives,
    outcome: values.outcome as OutcomeType,
    formats: values.formats.filter((format) => isOneOf(exchangeFormats, format)),
    roles: values.roles || null,
    startsOn: values.startsOn || null,
    endsOn: values.endsOn || null,
    languages: values.languages,
    interpretation,
    interpreter: interpretation === 'MEMBER' ? values.interpreter || null : null,
    interpreters: interpretation === 'NOT_NEEDED' ? null : values.interpreters || null,
    safety: values.safety || null,
    money: values.money || null,
  };
}

import type { VariablesOf } from '../graphql/graphql.ts';
import { textOf } from '../forms/text.ts';
import type { Answer, Problem } from '../forms/problems.ts';
import type { Constant, setPolicy } from './policy.ts';

type Change = VariablesOf<typeof setPolicy>['input']['changes'][number];

/** What stands in the controls of a constant. */
export interface WeightValues {
  /** As it was typed. */
  value: string;
  /** Ticked to go back to the default. */
  reset: boolean;
}

export type Weights = Record<string, WeightValues>;

/** The constants as they are; `write` puts a number as people of the page's language do. */
export function weightsOf(
  constants: readonly Constant[],
  write: (value: number) => string,
): Weights {
  return Object.fromEntries(
    constants.map(({ name, value }) => [name, { value: write(value), reset: false }]),
  );
}

/** What a form sent; a constant without a control in it stays as it is. */
export function readWeights(
  form: FormData,
  constants: readonly Constant[],
  write: (value: number) => string,
): Weights {
  const stored = weightsOf(constants, write);
  for (const { name } of changeable(constants)) {
    if (form.has(name))
      stored[name] = { value: textOf(form, name), reset: form.has(`reset-${name}`) };
  }
  return stored;
}

/** What is to change, and the constants whose value is no number. */
export function changesIn(
  weights: Weights,
  constants: readonly Constant[],
): { changes: Change[]; unread: string[] } {
  const changes: Change[] = [];
  const unread: string[] = [];
  for (const { name, value, default: preset } of changeable(constants)) {
    const typed = weights[name];
    if (!typed) continue;
    if (typed.reset) {
      if (value !== preset) changes.push({ name, value: null });
      continue;
    }
    const wanted = numberIn(typed.value);
    if (wanted === null) unread.push(name);
    else if (wanted !== value) changes.push({ name, value: wanted });
  }
  return { changes, unread };
}

/** The problems that the API found in some changes, each with the constant that it is about. */
export function problemsIn(answer: Answer, changes: readonly Change[]): Problem[] {
  return (answer.issues ?? []).map(({ path, message }) => {
    const named = path.findLast((step) => changes.some(({ name }) => name === step));
    const place = path.find((step) => /^\d+$/.test(step));
    return { field: named ?? (place && changes[Number(place)]?.name), message };
  });
}

/**
 * A number as people write it: with a point or a comma, in Latin or Arabic digits. Null for
 * anything else, such as 1,000, which is a thousand for some and one for others.
 */
export function numberIn(text: string): number | null {
  const written = text
    .replace(/[\s\u200e\u200f\u061c]/g, '')
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace('\u066b', '.');
  if (/^[1-9]\d{0,2},\d{3}$/.test(written)) return null;
  return /^-?\d+([.,]\d+)?$/.test(written) ? Number(written.replace(',', '.')) : null;
}

function changeable(constants: readonly Constant[]): Constant[] {
  return constants.filter((constant) => constant.changeable);
}

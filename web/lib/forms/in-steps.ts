import { textOf } from './text.ts';

/** What stands in the controls of a form in steps: those of which there are several of a name, and the others. */
export type StepValues<Many extends string, Single extends string> = Record<Many, string[]> &
  Record<Single, string>;

export interface FormInSteps<Many extends string, Single extends string> {
  /** The names of the controls of all steps. */
  readonly fields: readonly string[];
  /** What a form sent, or a link says. */
  read(from: FormData | URLSearchParams): StepValues<Many, Single>;
  /** What was entered, name by name, for links; empty ones are left out. */
  entries(
    values: StepValues<Many, Single>,
    without?: readonly (Many | Single)[],
  ): [name: string, value: string][];
  /** The same as controls of a form, for hidden fields. */
  hidden(
    values: StepValues<Many, Single>,
    without?: readonly (Many | Single)[],
  ): [name: string, value: string][];
}

/**
 * A form whose steps are pages: whatever was entered at other steps travels with each, so that nothing is lost on the way,
 * forth or back.
 *
 * @param many the names of controls of which there are several, such as boxes to tick
 */
export function formInSteps<Many extends string, Single extends string>(
  many: readonly Many[],
  single: readonly Single[],
): FormInSteps<Many, Single> {
  const entries = (
    values: StepValues<Many, Single>,
    without: readonly string[] = [],
  ): [string, string][] =>
    [
      ...many.flatMap((name) => values[name].map((value): [string, string] => [name, value])),
      ...single.map((name): [string, string] => [name, values[name]]),
    ].filter(([name, value]) => value !== '' && !without.includes(name));
  return {
    fields: [...many, ...single],
    read: (from) =>
      Object.fromEntries([
        ...many.map((name) => [name, textsOf(from, name)]),
        ...single.map((name) => [name, textOf(from, name)]),
      ]) as StepValues<Many, Single>,
    entries,
    hidden: (values, without) =>
      entries(values, without).map(([name, value]) => [
        (many as readonly string[]).includes(name) ? `${name}[]` : name,
        value,
      ]),
  };
}

/** Links are for people to read, so they do without the brackets that forms have. */
function textsOf(from: FormData | URLSearchParams, name: string): string[] {
  const all = [...from.getAll(name), ...from.getAll(`${name}[]`)];
  return [...new Set(all.filter((value) => typeof value === 'string'))].filter(Boolean);
}

import type { VariablesOf } from '../graphql/graphql.ts';
import { textOf } from '#lib/forms/text.ts';
import type { setLanguages } from './mutations.ts';
import type { Profile } from './profile.ts';

type Input = NonNullable<VariablesOf<typeof setLanguages>['input']['interprets']>;
type Direction = Profile['interprets'][number];

/** What stands in the controls about interpreting and relaying. */
export interface InterpretingValues {
  /** Directions that are ticked to be taken away, such as `ar>fr`. */
  removed: string[];
  /** A direction to add, as codes of languages; empty: none. */
  from: string;
  to: string;
  bothWays: boolean;
  relays: boolean;
}

/** The name of a direction in a form: `ar>fr`. */
export function directionKey({ from, to }: Direction): string {
  return `${from.code}>${to.code}`;
}

export function interpretingOf({ relays }: Pick<Profile, 'relays'>): InterpretingValues {
  return { removed: [], from: '', to: '', bothWays: false, relays: relays ?? false };
}

export function readInterpreting(
  form: FormData,
  { interprets }: Pick<Profile, 'interprets'>,
): InterpretingValues {
  return {
    removed: interprets.map(directionKey).filter((key) => form.has(`removed-${key}`)),
    from: textOf(form, 'interprets'),
    to: textOf(form, 'interpretsTo'),
    bothWays: form.has('bothWays'),
    relays: textOf(form, 'relays') === 'yes',
  };
}

/** Whether a direction to add is half said, or leads nowhere. */
export function isHalfSaid({ from, to }: InterpretingValues): boolean {
  return from !== '' || to !== '' ? from === '' || to === '' || from === to : false;
}

/** All directions to ask of the API, among the languages that the member keeps. */
export function interpretingInput(
  { removed, from, to, bothWays }: InterpretingValues,
  { interprets }: Pick<Profile, 'interprets'>,
  languages: readonly { language: string }[],
): Input {
  const kept = interprets
    .filter((direction) => !removed.includes(directionKey(direction)))
    .map((direction) => ({ from: direction.from.code, to: direction.to.code }));
  const added = from && to ? [{ from, to }, ...(bothWays ? [{ from: to, to: from }] : [])] : [];
  const spoken = (code: string) => languages.some(({ language }) => language === code);
  return [
    ...kept,
    ...added.filter((one) => !kept.some((other) => other.from === one.from && other.to === one.to)),
  ].filter((one) => spoken(one.from) && spoken(one.to));
}

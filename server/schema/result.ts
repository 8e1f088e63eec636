import type { ApiError } from './errors.ts';

type ErrorClass = new (...args: never[]) => ApiError;

/** The `errors` option of a mutation: its result is the union `<Name>Result` of its success and these errors. */
export function resultOf(name: string, types: readonly ErrorClass[]) {
  return {
    types: [...types] as unknown as (new (...args: unknown[]) => Error)[],
    directResult: true,
    union: { name: `${name}Result`, description: `The outcome of this mutation.` },
  } as const;
}

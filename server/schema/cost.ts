import { InvalidInputError } from './errors.ts';

/**
 * How large one request may be. A page of 100 members with everything nested in them, and their pairings for one of them,
 * stays well below; a list of lists of lists does not.
 */
export const limits = { depth: 12, breadth: 300, complexity: 20_000 };

/** Tokens of a document, names and punctuation; far above any real request, low enough to parse at once. */
export const maxTokens = 5_000;

/** Items on a page of a list. */
const maxPage = 100;

interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
}

/**
 * The largest page allowed, once the arguments have been checked: more than that is an error and not a silent cut,
 * since a script that got fewer items than it asked for would take them for all.
 *
 * @throws InvalidInputError
 */
export function checkPage(args: PageArguments): number {
  for (const name of ['first', 'last'] as const) {
    const size = args[name];
    if (size !== null && size !== undefined && (size < 1 || size > maxPage)) {
      throw new InvalidInputError([
        {
          path: [name],
          message: `${name}: found ${size}, allowed is 1 to ${maxPage}. Use the cursors of pageInfo for more.`,
        },
      ]);
    }
  }
  return maxPage;
}

/** What a page costs: each of its items as much as the fields asked of it. */
export function pageCost(args: PageArguments): { field: number; multiplier: number } {
  const size = args.first ?? args.last ?? 20;
  return { field: 1, multiplier: Math.min(Math.max(size, 1), maxPage) };
}

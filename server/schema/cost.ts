import { complexityFromQuery } from '@pothos/plugin-complexity';
import {
  type ExecutionArgs,
  getNamedType,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
} from 'graphql';
import { InvalidInputError } from './errors.ts';

/**
 * How large one request may be; the cost is about the number of objects in the answer. A page of 100 members with all
 * that they show costs about 13,000, and 100 pairings with all their parts about as much; lists of lists of lists do not fit.
 */
export const limits = { depth: 12, breadth: 300, complexity: 30_000 };

/** Tokens of a document, names and punctuation; far above any real request, low enough to parse at once. */
export const maxTokens = 5_000;

/** Items on a page of a list. */
const maxPage = 100;

interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

/** What stands in a cursor of a list of records, and in one of a list that was computed: its place there. */
const cursorOfRecord = /^GPC:S:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const cursorOfPlace = /^OffsetConnection:\d{1,9}$/;

/**
 * The largest page of a list of records that is allowed, once the arguments have been checked: more than that is an error and
 * not a silent cut, since a script that got fewer items than it asked for would take them for all.
 *
 * @throws InvalidInputError
 */
export function checkPage(args: PageArguments): number {
  return checkPageWith(args, cursorOfRecord);
}

/** The same for a list that was computed. */
export function checkComputedPage(args: PageArguments): number {
  return checkPageWith(args, cursorOfPlace);
}

/** The same for a list whose cursors are of this form. */
export function checkPageWith(args: PageArguments, cursor: RegExp): number {
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
  for (const name of ['after', 'before'] as const) {
    const given = args[name];
    if (given != null && !cursor.test(Buffer.from(given, 'base64').toString())) {
      throw new InvalidInputError([
        {
          path: [name],
          message: `${name}: "${given.slice(0, 60)}" is not a cursor of this list. Use those of pageInfo or of an edge.`,
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

/** What a list without a page size is reckoned to hold. */
const usualListLength = 5;

/** An object costs 1, and a list as much as its items; what is read from an object is free. */
export function objectCost(
  _args: object,
  _context: object,
  { type }: { type: GraphQLOutputType },
): { field: number; multiplier: number } {
  if (isLeafType(getNamedType(type))) return { field: 0, multiplier: 1 };
  const isList = isListType(isNonNullType(type) ? type.ofType : type);
  return { field: 1, multiplier: isList ? usualListLength : 1 };
}

/**
 * What a request costs as a whole, at least 1. One that is too large to run costs as much as the largest that does, and one that
 * cannot run, since its variables are not what it says, costs 1.
 */
export function costOf({
  schema,
  document,
  operationName,
  variableValues,
  contextValue,
}: Pick<
  ExecutionArgs,
  'schema' | 'document' | 'operationName' | 'variableValues' | 'contextValue'
>): number {
  // A document may hold several operations, of which one runs.
  const definitions = document.definitions.filter(
    (definition) =>
      definition.kind !== Kind.OPERATION_DEFINITION ||
      !operationName ||
      definition.name?.value === operationName,
  );
  try {
    const { complexity } = complexityFromQuery(
      { ...document, definitions },
      { schema, ctx: contextValue as object, variables: { ...variableValues } },
    );
    return Math.min(Math.max(1, Math.ceil(complexity)), limits.complexity);
  } catch {
    return 1;
  }
}

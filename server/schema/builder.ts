import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import ErrorsPlugin from '@pothos/plugin-errors';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import type PrismaTypes from '../../generated/pothos.ts';
import { getDatamodel } from '../../generated/pothos.ts';
import { mayDecideForNetwork, mayReadDirectory } from '../access/policy.ts';
import type { Scope } from '../access/viewer.ts';
import { message } from '../i18n/message.ts';
import type { Locale } from '../i18n/locales.ts';
import type { Context } from './context.ts';
import { limits, objectCost } from './cost.ts';
import { ForbiddenError, InvalidInputError } from './errors.ts';
import { decodeGlobalId } from './global-id.ts';

/** Where every room adds its part of the API. No type of a room is defined here. */
export const builder = new SchemaBuilder<{
  Context: Context;
  PrismaTypes: PrismaTypes;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
  AuthScopes: { directory: boolean; signedIn: boolean; secretariat: boolean };
  Scalars: {
    ID: { Input: string; Output: string };
    Date: { Input: string; Output: Date };
    DateTime: { Input: Date; Output: Date };
    Locale: { Input: Locale; Output: Locale };
    Scope: { Input: Scope; Output: Scope };
  };
  Connection: { totalCount?: number | (() => Promise<number>) };
}>({
  // Errors first: what the other plugins refuse becomes part of a mutation's result too.
  plugins: [ErrorsPlugin, ScopeAuthPlugin, ComplexityPlugin, RelayPlugin, PrismaPlugin],
  defaultFieldNullability: false,
  errors: { defaultTypes: [], directResult: true },
  scopeAuth: {
    // Asked when they are needed: a request that signs in is somebody else's afterwards.
    authScopes: (context) => ({
      directory: () => mayReadDirectory(context.viewer),
      signedIn: () => context.viewer.kind === 'person',
      secretariat: () => mayDecideForNetwork(context.viewer),
    }),
    unauthorizedError: (_parent, { viewer, locale }) =>
      viewer.kind === 'anonymous'
        ? new ForbiddenError('UNAUTHENTICATED', message(locale, 'error.unauthenticated'))
        : new ForbiddenError(
            'FORBIDDEN',
            message(locale, viewer.kind === 'key' ? 'error.scope' : 'error.forbidden'),
          ),
  },
  complexity: {
    limit: limits,
    fieldComplexity: objectCost,
    complexityError: (kind, { depth, breadth, complexity }, _info) =>
      new InvalidInputError([
        {
          path: [],
          message: `This request is too large: depth ${depth} (allowed ${limits.depth}), breadth ${breadth} (allowed ${limits.breadth}), cost ${complexity} (allowed ${limits.complexity}). Ask for fewer fields, fewer levels or a smaller page. The limit passed was: ${kind}.`,
        },
      ]),
  },
  relay: {
    nodeQueryOptions: {
      description: 'Anything that has an id, if the viewer may see it.',
      nullable: true,
    },
    nodesQueryOptions: {
      description:
        'Several things by their ids, in the order asked; null where there is none or the viewer may not see it. At most 100 ids.',
      complexity: (args) => ({ field: 1, multiplier: (args.ids as unknown[]).length }),
      resolve: (_root, { ids }, _context, _info, resolveNodes) => {
        if (ids.length > 100) {
          throw new InvalidInputError([
            {
              path: ['ids'],
              message: `Found ${ids.length} ids; at most 100 are allowed. Ask in several requests.`,
            },
          ]);
        }
        return resolveNodes(ids) as Promise<never[]>;
      },
    },
    nodeTypeOptions: { description: 'Anything that has an id of its own across all types.' },
    pageInfoTypeOptions: { description: 'Where a page of a list stands in the whole.' },
    cursorType: 'String',
    nodesOnConnection: { description: 'The items of the page, without their cursors.' },
    edgesFieldOptions: { description: 'The items of the page, each with its cursor.' },
    nodeFieldOptions: { description: 'The item.' },
    cursorFieldOptions: { description: 'Marks this place in the list; for `after` and `before`.' },
    pageInfoFieldOptions: { description: 'Where this page stands in the whole list.' },
    hasNextPageFieldOptions: { description: 'Whether more follows.' },
    hasPreviousPageFieldOptions: { description: 'Whether something comes before.' },
    startCursorFieldOptions: {
      description: 'The cursor of the first item; null on an empty page.',
    },
    endCursorFieldOptions: { description: 'The cursor of the last item; null on an empty page.' },
    firstArgOptions: {
      description:
        'How many items from the start: 1 to 100, 20 when neither `first` nor `last` is given.',
    },
    lastArgOptions: { description: 'How many items from the end: 1 to 100.' },
    afterArgOptions: { description: 'Only what follows this cursor.' },
    beforeArgOptions: { description: 'Only what comes before this cursor.' },
    decodeGlobalID: decodeGlobalId,
  },
  prisma: {
    client: ({ prisma }) => prisma,
    dmmf: getDatamodel(),
    filterConnectionTotalCount: true,
    defaultConnectionSize: 20,
    maxConnectionSize: 100,
    onUnusedQuery: null,
  },
});

builder.queryType({ description: 'What can be read.' });
builder.subscriptionType({
  description:
    'What can be listened to, as server-sent events: the answer comes anew whenever something changes.',
});
builder.mutationType({
  description:
    'What can be changed. Every mutation takes one `input` and answers with its success or with an error that says what to do.',
});

import { initGraphQLTada } from 'gql.tada';
import type { introspection } from '../../../generated/graphql-env.d.ts';

/** Writes a typed GraphQL document; its types come from schema.graphql. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
  scalars: { DateTime: string; Date: string };
}>();

export type { ResultOf, VariablesOf, TadaDocumentNode } from 'gql.tada';

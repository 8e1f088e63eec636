import { error } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { execute } from '../graphql/execute.ts';
import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { issues } from '../profile/mutations.ts';
import { requireViewer } from '../session/viewer.ts';

const policyQuery = graphql(`
  query Policy {
    policy {
      name
      value
      default
      least
      most
      meaning
      changeable
    }
  }
`);

/** A number by which pairings are weighed. */
export type Constant = NonNullable<ResultOf<typeof policyQuery>['policy']>[number];

export const setPolicy = graphql(
  `
    mutation SetPolicy($input: SetPolicyInput!) {
      result: setPolicy(input: $input) {
        __typename
        ...Issues
      }
    }
  `,
  [issues],
);

/** Every constant; only the secretariat may know them. */
export async function loadPolicy(event: RequestEvent): Promise<Constant[]> {
  await requireViewer(event);
  const { policy } = await execute(event, policyQuery);
  if (!policy) error(403, 'Only for the secretariat');
  return policy;
}

import { error } from '@sveltejs/kit';
import { execute } from '#lib/graphql/execute.ts';
import { graphql } from '#lib/graphql/graphql.ts';
import { requireViewer } from '#lib/session/viewer.ts';
import type { PageServerLoad } from './$types';

const refusedQuery = graphql(`
  query RefusedAddresses {
    refusedAddresses {
      email
      refusedAt
      refusal
      member {
        id
        name
      }
    }
  }
`);

/** Addresses that no mail reaches, for the secretariat. */
export const load: PageServerLoad = async (event) => {
  const viewer = await requireViewer(event);
  if (viewer.role !== 'SECRETARIAT') error(403, 'Only for the secretariat');
  const { refusedAddresses } = await execute(event, refusedQuery);
  return { addresses: refusedAddresses };
};

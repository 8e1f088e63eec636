import { error } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { loadExchange } from '../exchanges/exchange.ts';
import { execute } from '../graphql/execute.ts';
import { graphql } from '../graphql/graphql.ts';
import { changeFragment } from './agreement.ts';

const changesQuery = graphql(
  `
    query AgreementChanges($id: ID!, $since: Int) {
      exchange(id: $id) {
        id
        agreement {
          version
          changes(since: $since) {
            ...AgreementChange
          }
        }
      }
    }
  `,
  [changeFragment],
);

/** An exchange with its agreement, and what is different since this side last signed. */
export async function loadAgreement(event: RequestEvent) {
  const { place, exchange } = await loadExchange(event);
  const { agreement } = exchange;
  if (!agreement) error(404, 'No agreement yet');
  const own = agreement.signatures.find(({ member }) => member.id === place.memberId);
  // Only who signed an older version has something to compare with.
  const since = own && !own.current ? own.version : null;
  const found = since
    ? await execute(event, changesQuery, { id: exchange.id, since })
    : { exchange: null };
  return { place, exchange, agreement, changes: found.exchange?.agreement?.changes ?? [] };
}

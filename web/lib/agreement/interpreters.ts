import type { RequestEvent } from '@sveltejs/kit';
import { execute } from '../graphql/execute.ts';
import { graphql } from '../graphql/graphql.ts';

const interpretersQuery = graphql(`
  query Interpreters($id: ID!) {
    exchange(id: $id) {
      id
      possibleInterpreters {
        id
        name
      }
    }
  }
`);

interface Named {
  id: string;
  name: string;
}

/** The members that could stand between the parties, best first; the one that does stays among them. */
export async function interpretersOf(
  event: RequestEvent,
  { id, agreement }: { id: string; agreement: { interpreter: Named | null } | null },
): Promise<Named[]> {
  const { exchange } = await execute(event, interpretersQuery, { id });
  const named = agreement?.interpreter;
  const found = [...(exchange?.possibleInterpreters ?? []), ...(named ? [named] : [])];
  return [...new Map(found.map((member) => [member.id, member])).values()];
}

import type { RequestEvent } from '@sveltejs/kit';
import { execute } from '../graphql/execute.ts';
import { graphql } from '../graphql/graphql.ts';
import { messageFragment, type Message } from './exchange.ts';

/** Messages per page: long ones, too, are to travel over a slow link. */
const pageSize = 10;

const messagesQuery = graphql(
  `
    query Messages($id: ID!, $before: ID) {
      exchange(id: $id) {
        messages(before: $before) {
          ...Message
        }
      }
    }
  `,
  [messageFragment],
);

/** A page of what was written, the oldest first, and the message before which the older ones stand. */
export function pageOf(messages: readonly Message[]): { shown: Message[]; older: string | null } {
  const shown = messages.slice(-pageSize);
  const older = messages.length > pageSize ? (shown[0]?.id ?? null) : null;
  return { shown, older };
}

/** What the parties of an exchange wrote to each other: the latest, or what stands before `?before=`. */
export async function loadMessages(event: RequestEvent, id: string) {
  const before = event.url.searchParams.get('before');
  const { exchange } = await execute(event, messagesQuery, { id, before });
  return { ...pageOf(exchange?.messages ?? []), latest: !before };
}

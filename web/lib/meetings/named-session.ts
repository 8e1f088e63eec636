import { error } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { Meetings, Session } from './meetings.ts';

/** The session that `?session=` names; null where the address names none. */
export function namedSession(
  { url }: Pick<RequestEvent, 'url'>,
  { sessions }: Pick<Meetings, 'sessions'>,
): Session | null {
  const id = url.searchParams.get('session');
  if (!id) return null;
  const session = sessions.find((one) => one.id === id);
  if (!session) error(404, 'No such session');
  return session;
}

import { error } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { execute } from '../graphql/execute.ts';
import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { redirectToSignIn } from './sign-in.ts';

const viewerQuery = graphql(`
  query Viewer {
    viewer {
      role
      email
      mark
      unreadCount
      member {
        id
        name
      }
    }
  }
`);

type AnyViewer = ResultOf<typeof viewerQuery>['viewer'];

/** Somebody who is signed in: a representative of a member, or the secretariat. */
export type Viewer = AnyViewer & { role: NonNullable<AnyViewer['role']> };

/** Whether a request carries the cookie of a session, be it valid or not. */
export function hasSession(request: Request): boolean {
  return /peerbridge\.session_token=[^;]/.test(request.headers.get('cookie') ?? '');
}

/** Who is signed in, or null. Without a session nobody is, and the API need not be asked. */
export async function loadViewer(event: RequestEvent): Promise<Viewer | null> {
  if (!hasSession(event.request)) return null;
  const { viewer } = await execute(event, viewerQuery);
  return viewer.role ? { ...viewer, role: viewer.role } : null;
}

/** Who is signed in; anybody else is sent to sign in, and back. */
export async function requireViewer(event: RequestEvent): Promise<Viewer> {
  return (await event.locals.viewer()) ?? redirectToSignIn(event);
}

/** Somebody of the secretariat; for anybody else the page is not there to be opened. */
export async function requireSecretariat(event: RequestEvent): Promise<void> {
  const { role } = await requireViewer(event);
  if (role !== 'SECRETARIAT') error(403, 'Only for the secretariat');
}

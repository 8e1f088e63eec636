import { error } from '@sveltejs/kit';
import { execute } from '#lib/graphql/execute.ts';
import { graphql } from '#lib/graphql/graphql.ts';
import { requireViewer } from '#lib/session/viewer.ts';
import type { RequestHandler } from './$types';

const calendarQuery = graphql(`
  query Calendar($id: ID!) {
    exchange(id: $id) {
      sessions {
        id
        ics
      }
    }
  }
`);

/** The session that `?session=` names, as calendars take it. */
export const GET: RequestHandler = async (event) => {
  await requireViewer(event);
  const wanted = event.url.searchParams.get('session');
  const { exchange } = await execute(event, calendarQuery, { id: event.params.id });
  const session = exchange?.sessions.find(({ id }) => id === wanted);
  if (!session) error(404, 'No such session');
  return new Response(session.ics, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="meeting.ics"',
    },
  });
};

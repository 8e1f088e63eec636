import type { RequestEvent } from '@sveltejs/kit';
import type { KeptForm } from '../../app.d.ts';
import { execute } from '../graphql/execute.ts';
import { graphql } from '../graphql/graphql.ts';

/** In every form of a page for somebody who is signed in: who that was. */
const markField = 'filled-by';
/** In the form of the page that keeps another form: that form. */
export const sealedField = 'sealed';

/** Signing out is for whoever is signed in, whose form it may be. */
const forAnybody = '/[locale=locale]/sign-out';

/** Tells the page that a sign-in link leads to, on this device, that a form waits in another window. */
export const waiting = 'peerbridge.waiting';
export const waitingCookie = `${waiting}=yes; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax`;

const sealForm = graphql(`
  query SealForm($mark: String!, $form: String!) {
    sealForm(mark: $mark, form: $form)
  }
`);

const openForm = graphql(`
  query OpenForm($sealed: String!) {
    openForm(sealed: $sealed)
  }
`);

/** A start tag; values are always quoted, and never hold a quotation mark. */
const formTag = /<form(?=[^>]* method="POST")(?:\s+[^\s=>"/]+(?:="[^"]*")?)*\s*>/g;

/** Writes into every form of a page who it is filled in by. */
export function markForms(html: string, mark: string): string {
  return html.replace(
    formTag,
    (tag) => `${tag}<input type="hidden" name="${markField}" value="${mark}">`,
  );
}

/**
 * The request as the actions are to see it. A form is sent for the person who filled it in, or for
 * nobody: when the session ended meanwhile, or somebody else signed in on the same device, it is
 * sealed for that person, and the page that would send to sign-in keeps it instead. Sent again by
 * its person it is opened, and goes on as if nothing had happened.
 */
export async function receiveForm(event: RequestEvent): Promise<RequestEvent> {
  if (!isForm(event.request)) return event;
  const body = await event.request.text();
  const fields = new URLSearchParams(body);
  const mark = fields.get(markField);
  const sealed = fields.get(sealedField);
  if (!(mark || sealed) || event.route.id === forAnybody) return withBody(event, body);

  const viewer = await event.locals.viewer();
  if (sealed) {
    const opened = viewer && (await execute(event, openForm, { sealed })).openForm;
    if (opened) return withBody(event, opened);
    return asNobody(event, body, { sealed, again: true, byAnother: viewer !== null });
  }
  if (!mark || mark === viewer?.mark) return withBody(event, body);
  const result = await execute(event, sealForm, { mark, form: body });
  return asNobody(event, body, {
    sealed: result.sealForm,
    again: false,
    byAnother: viewer !== null,
  });
}

function isForm({ method, headers }: Request): boolean {
  const type = headers.get('content-type') ?? '';
  return method === 'POST' && type.startsWith('application/x-www-form-urlencoded');
}

function withBody(event: RequestEvent, body: string): RequestEvent {
  const { headers } = event.request;
  return { ...event, request: new Request(event.url, { method: 'POST', headers, body }) };
}

/** No session of anybody else is to be used for this form. */
function asNobody(event: RequestEvent, body: string, keptForm: KeptForm): RequestEvent {
  const { locals } = event;
  locals.keptForm = keptForm;
  locals.viewer = async () => null;
  const nobodys = withBody(event, body);
  nobodys.request.headers.delete('cookie');
  return nobodys;
}

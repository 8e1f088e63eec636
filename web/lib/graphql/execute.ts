import process from 'node:process';
import { error } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { TadaDocumentNode } from 'gql.tada';
import { print } from 'graphql';
import type { RequestLocals } from '../../app.d.ts';
import { redirectToSignIn } from '../session/sign-in.ts';
import { inProcessApi } from './in-process.ts';

interface GraphQLAnswer<Result> {
  data?: Result | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** The page's status for an error code of the API; any other code is a failure of ours. */
const statusOfCode: Record<string, number> = {
  BAD_USER_INPUT: 400,
  INVALID_INPUT: 400,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  LINK_INVALID: 410,
  RATE_LIMITED: 429,
};

/**
 * Runs a GraphQL document as the person who asked for the page, in the language of the page.
 * Cookies that the API sets travel on to the browser. An error becomes the page that says so;
 * somebody who is not signed in is sent to sign in, and back.
 */
export async function execute<Result, Variables>(
  event: RequestEvent,
  document: TadaDocumentNode<Result, Variables>,
  ...[variables]: Record<string, never> extends Variables ? [Variables?] : [Variables]
): Promise<Result> {
  const response = await send(event, JSON.stringify({ query: print(document), variables }));
  const { setCookies }: RequestLocals = event.locals;
  setCookies.push(...response.headers.getSetCookie());
  const answer = await parse<Result>(response);

  const problem = answer.errors?.[0];
  if (problem) {
    const code = problem.extensions?.code ?? '';
    if (code === 'UNAUTHENTICATED') redirectToSignIn(event);
    error(statusOfCode[code] ?? 500, problem.message);
  }
  if (!answer.data) error(statusOfResponse(response), 'The API gave no answer');
  return answer.data;
}

function statusOfResponse(response: Response): number {
  return response.status === 429 ? 429 : 502;
}

async function parse<Result>(response: Response): Promise<GraphQLAnswer<Result>> {
  try {
    return (await response.json()) as GraphQLAnswer<Result>;
  } catch {
    error(statusOfResponse(response), 'The API did not answer in JSON');
  }
}

async function send(event: RequestEvent, body: string): Promise<Response> {
  const address = event.getClientAddress();
  const headers = new Headers({
    accept: 'application/graphql-response+json, application/json;q=0.9',
    'content-type': 'application/json',
    'accept-language': event.locals.locale,
    origin: event.url.origin,
  });
  for (const name of ['cookie', 'user-agent']) {
    const value = event.request.headers.get(name);
    if (value) headers.set(name, value);
  }

  const api = inProcessApi();
  if (api) {
    const url = new URL('/graphql', event.url.origin);
    return api(new Request(url, { method: 'POST', headers, body }), { address });
  }

  const base = process.env.API_URL;
  if (!base) error(502, 'Neither an API in this process nor API_URL');
  headers.set('x-forwarded-for', address);
  try {
    return await fetch(new URL('/graphql', base), { method: 'POST', headers, body });
  } catch {
    error(502, 'The API cannot be reached');
  }
}

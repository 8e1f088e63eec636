import { createYoga } from 'graphql-yoga';
import type { Logger } from 'pino';
import { rateLimitHeaders } from './access/request-budget.ts';
import { anonymous, type Viewer } from './access/viewer.ts';
import { negotiateLocale } from './i18n/locales.ts';
import { viewerOfKey } from './partners/store.ts';
import { chargeRequests } from './schema/charge.ts';
import type { Context, Services } from './schema/context.ts';
import { maxTokens } from './schema/cost.ts';
import { guardRequests } from './schema/guard.ts';
import { schema } from './schema.ts';

/** What came with a request besides the request itself. */
export interface RequestContext {
  /** The network address of whoever asks. */
  readonly clientAddress: string;
  /** The origin that links start with. */
  readonly origin: string;
}

interface ServerContext extends RequestContext {
  viewer: Viewer;
  readonly setCookies: string[];
  readonly spending: Context['spending'];
}

/** The GraphQL endpoint: answers requests to /graphql, GraphQL over HTTP. */
export function createGraphql(services: Services, options: { development: boolean; log: Logger }) {
  const yoga = createYoga<ServerContext, Omit<Context, keyof ServerContext>>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    graphiql: options.development && { title: 'Peerbridge API' },
    multipart: false,
    batching: false,
    cors: false,
    // Those of Yoga throw where nobody catches it when a reader of events leaves.
    fetchAPI: { ReadableStream, Response },
    logging: {
      debug: (...args: unknown[]) => options.log.debug(args.map(String).join(' ')),
      info: (...args: unknown[]) => options.log.info(args.map(String).join(' ')),
      warn: (...args: unknown[]) => options.log.warn(args.map(String).join(' ')),
      error: (...args: unknown[]) =>
        options.log.error({ err: args.find((arg) => arg instanceof Error) }, 'A request failed'),
    },
    maskedErrors: {
      errorMessage: 'Something went wrong on our side. It was noted; please try again later.',
      isDev: false,
    },
    context: ({ request }) => ({
      ...services,
      headers: request.headers,
      viewerNow: async () => (await viewerOf(request, services)) ?? anonymous,
      locale: negotiateLocale(request.headers.get('accept-language')),
    }),
    plugins: [guardRequests({ maxTokens, graphiql: options.development }), chargeRequests()],
  });

  return async (request: Request, { clientAddress, origin }: RequestContext): Promise<Response> => {
    const viewer = await viewerOf(request, services);
    if (viewer === null) return forOneReader(invalidKey());
    const setCookies: string[] = [];
    const spending: Context['spending'] = { spent: null };
    const answer = await yoga.fetch(request, {
      clientAddress,
      origin,
      viewer,
      setCookies,
      spending,
    });
    const response = new Response(answer.body, answer);
    for (const cookie of setCookies) response.headers.append('set-cookie', cookie);
    for (const [name, value] of Object.entries(
      spending.spent ? rateLimitHeaders(spending.spent) : {},
    ))
      response.headers.set(name, value);
    return forOneReader(response);
  };
}

/** What members show depends on who asks and on the day: no browser and nothing in between may keep it, nor take it for a page. */
function forOneReader(response: Response): Response {
  response.headers.set('cache-control', 'private, no-store');
  response.headers.set('x-content-type-options', 'nosniff');
  return response;
}

/** Null: a key that is none. A request with a key is never taken for that of the person whose browser sent it. */
async function viewerOf(
  request: Request,
  { prisma, signIn, now }: Services,
): Promise<Viewer | null> {
  const authorization = request.headers.get('authorization');
  if (authorization !== null) {
    const key = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
    return key ? viewerOfKey(prisma, key, now()) : null;
  }
  if (!request.headers.has('cookie')) return anonymous;
  return (await signIn.viewerOf(request.headers)) ?? anonymous;
}

function invalidKey(): Response {
  const message =
    'This key is not valid: it is wrong, has expired or was revoked. Send `Authorization: Bearer pb_…` with a key from the secretariat.';
  return Response.json(
    { errors: [{ message, extensions: { code: 'UNAUTHENTICATED' } }] },
    {
      status: 401,
      headers: { 'www-authenticate': 'Bearer realm="Peerbridge", error="invalid_token"' },
    },
  );
}

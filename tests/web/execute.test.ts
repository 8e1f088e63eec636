import { isHttpError, isRedirect, type RequestEvent } from '@sveltejs/kit';
import { parse } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { execute } from '../../web/lib/graphql/execute.ts';
import type { TadaDocumentNode } from '../../web/lib/graphql/graphql.ts';
import { provideApi, type InProcessApi } from '../../web/lib/graphql/in-process.ts';

const document = parse('{ viewer { role } }') as TadaDocumentNode<{ viewer: object }, {}>;

function eventOf(headers: Record<string, string> = {}): RequestEvent {
  const url = new URL('http://localhost:4000/ar/members/1?x=1');
  return {
    url,
    request: new Request(url, { headers }),
    getClientAddress: () => '192.0.2.7',
    locals: { locale: 'ar', setCookies: [], viewer: async () => null },
  } as unknown as RequestEvent;
}

function answering(answer: unknown, headers: [string, string][] = []): void {
  provideApi(async () => Response.json(answer, { headers }));
}

const failure = (code?: string) => ({ errors: [{ message: 'No', extensions: { code } }] });

async function thrownBy(answer: unknown): Promise<unknown> {
  answering(answer);
  return execute(eventOf(), document).then(
    () => undefined,
    (reason: unknown) => reason,
  );
}

afterEach(() => provideApi(undefined as unknown as InProcessApi));

describe('execute', () => {
  it('asks as the person, in the language of the page, from their address', async () => {
    let seen: { request: Request; address: string } | undefined;
    provideApi(async (request, { address }) => {
      seen = { request, address };
      return Response.json({ data: { viewer: {} } });
    });
    await execute(eventOf({ cookie: 'a=b', authorization: 'Bearer x' }), document);
    expect(seen?.address).toBe('192.0.2.7');
    expect(seen?.request.url).toBe('http://localhost:4000/graphql');
    expect(Object.fromEntries(seen?.request.headers ?? [])).toMatchObject({
      cookie: 'a=b',
      'accept-language': 'ar',
      origin: 'http://localhost:4000',
    });
    expect(seen?.request.headers.has('authorization')).toBe(false);
  });

  it('passes on the cookies that the API sets', async () => {
    answering({ data: { viewer: {} } }, [
      ['set-cookie', 'a=1; HttpOnly'],
      ['set-cookie', 'b=2'],
    ]);
    const event = eventOf();
    await execute(event, document);
    expect(event.locals.setCookies).toEqual(['a=1; HttpOnly', 'b=2']);
  });

  it('sends somebody who is not signed in to sign in, and back', async () => {
    const reason = await thrownBy(failure('UNAUTHENTICATED'));
    expect(isRedirect(reason) && reason.location).toBe(
      '/ar/sign-in?return=%2Far%2Fmembers%2F1%3Fx%3D1',
    );
  });

  it.each([
    ['INVALID_INPUT', 400],
    ['FORBIDDEN', 403],
    ['NOT_FOUND', 404],
    ['RATE_LIMITED', 429],
    ['SOMETHING_ELSE', 500],
    [undefined, 500],
  ])('makes a page of the error %s: %i', async (code, status) => {
    const reason = await thrownBy(failure(code));
    expect(isHttpError(reason) && reason.status).toBe(status);
  });

  it('says that the API failed when it does not answer in its own language', async () => {
    provideApi(async () => new Response('<html>', { status: 200 }));
    await expect(execute(eventOf(), document)).rejects.toSatisfy((e) => isHttpError(e, 502));
    provideApi(async () => new Response('slow down', { status: 429 }));
    await expect(execute(eventOf(), document)).rejects.toSatisfy((e) => isHttpError(e, 429));
  });
});

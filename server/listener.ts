import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getRequest, setResponse } from '@sveltejs/kit/node';
import type { App } from './app.ts';
import { bodySizeLimit } from './body-size.ts';
import type { WebHandler } from './web.ts';

/** Hands each request of the HTTP server to the app or to the pages; requests wait until `ready`. */
export function createListener(ready: Promise<{ app: App; web: WebHandler }>): RequestListener {
  let started: { app: App; web: WebHandler } | null = null;
  void ready.then(
    (parts) => (started = parts),
    () => undefined,
  );

  return (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (!started && path === '/health/live') return plain(response, 200, 'live\n');
    if (!started && path === '/health/ready') return plain(response, 503, 'starting\n');
    ready
      .then(({ app, web }) =>
        app.serves(path) ? answer(app, request, response) : web(request, response),
      )
      .catch(() => {
        if (!response.headersSent) plain(response, 400, 'This request could not be read.\n');
        else response.destroy();
      });
  };
}

async function answer(app: App, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const base = `http://${request.headers.host ?? 'localhost'}`;
  const asked = getRequest({ base, request, response, bodySizeLimit });
  await setResponse(
    response,
    await app.fetch(asked, { clientAddress: request.socket.remoteAddress ?? '' }),
  );
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}

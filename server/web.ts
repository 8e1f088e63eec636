import type { IncomingMessage, ServerResponse } from 'node:http';
import { provideApi } from '../web/lib/graphql/in-process.ts';
import type { App } from './app.ts';
import { bodySizeLimit } from './body-size.ts';
import type { Config } from './config.ts';

export type WebHandler = (request: IncomingMessage, response: ServerResponse) => void;

const protocolHeader = 'x-peerbridge-protocol';
const hostHeader = 'x-peerbridge-host';

/**
 * The pages, as SvelteKit built them, in this process: they reach the app without the network.
 *
 * The adapter takes https for granted and reads protocol and host from headers whose names it finds in the environment;
 * both are set here for every request, over whatever the client sent under these names. It finds its other settings there, too.
 */
export async function mountWeb(app: App, { publicUrl, development }: Config): Promise<WebHandler> {
  provideApi((request, { address }) => app.fetch(request, { clientAddress: address }));
  if (development) return pagesFromSource();
  process.env.PROTOCOL_HEADER = protocolHeader;
  process.env.HOST_HEADER = hostHeader;
  process.env.BODY_SIZE_LIMIT = String(bodySizeLimit);
  const { handler } = (await import(new URL('../build/handler.js', import.meta.url).href)) as {
    handler: (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
  };
  const known = publicUrl ? new URL(publicUrl) : null;

  return (request, response) => {
    request.headers[protocolHeader] = known ? known.protocol.slice(0, -1) : 'http';
    request.headers[hostHeader] = known ? known.host : request.headers.host;
    handler(request, response, () => response.writeHead(404).end());
  };
}

/** While developing, Vite serves the pages from their sources: a change is there at the next request. */
async function pagesFromSource(): Promise<WebHandler> {
  const { createServer } = await import('vite');
  const vite = await createServer({ server: { middlewareMode: true, ws: false } });
  return (request, response) =>
    vite.middlewares(request, response, () => response.writeHead(404).end());
}

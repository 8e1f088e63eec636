import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compressed = promisify(gzip);

/** Packs a page for a slow link, where the browser can unpack it; anything else stays as it is. */
export async function compress(response: Response, request: Request): Promise<Response> {
  if (!response.headers.get('content-type')?.startsWith('text/html')) return response;
  const headers = new Headers(response.headers);
  headers.append('vary', 'Accept-Encoding');
  const accepts = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/;
  if (!response.body || !accepts.test(request.headers.get('accept-encoding') ?? '')) {
    return new Response(response.body, { status: response.status, headers });
  }
  headers.set('content-encoding', 'gzip');
  headers.delete('content-length');
  const body = await compressed(await response.arrayBuffer());
  return new Response(new Uint8Array(body), { status: response.status, headers });
}

import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compress } from '../../web/lib/html/compress.ts';

const page = () =>
  new Response('<p>été</p>', {
    status: 404,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-length': '12' },
  });

const asking = (accepted?: string) =>
  new Request('http://localhost/en', { headers: accepted ? { 'accept-encoding': accepted } : {} });

describe('compress', () => {
  it('packs a page for a browser that can unpack it', async () => {
    const response = await compress(page(), asking('br, gzip;q=0.8'));
    expect(response.status).toBe(404);
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(response.headers.get('content-length')).toBeNull();
    expect(gunzipSync(await response.bytes()).toString()).toBe('<p>été</p>');
  });

  it.each([undefined, 'br', 'gzip;q=0', 'identity'])(
    'leaves it for one that accepts %s',
    async (accepted) => {
      const response = await compress(page(), asking(accepted));
      expect(response.headers.get('content-encoding')).toBeNull();
      expect(response.headers.get('vary')).toBe('Accept-Encoding');
      expect(await response.text()).toBe('<p>été</p>');
    },
  );

  it('leaves what is not a page', async () => {
    const image = new Response('<svg/>', { headers: { 'content-type': 'image/svg+xml' } });
    expect(await compress(image, asking('gzip'))).toBe(image);
  });
});

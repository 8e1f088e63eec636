import { describe, expect, it } from 'vitest';
import { protect } from '../../web/lib/security/headers.ts';
import { mayChangeThings } from '../../web/lib/security/same-origin.ts';

const origin = 'https://peers.example.org';

function post(headers: Record<string, string>, method = 'POST'): boolean {
  return mayChangeThings(new Request(`${origin}/en/sign-out`, { method, headers }), origin);
}

describe('a form', () => {
  it.each([
    [{ origin, 'sec-fetch-site': 'same-origin' }],
    [{ origin }],
    [{ 'sec-fetch-site': 'none' }],
    [{}],
  ])('is taken from here, or from a program: %j', (headers) => {
    expect(post(headers as Record<string, string>)).toBe(true);
  });

  it.each([
    [{ origin: 'https://elsewhere.example.org' }],
    [{ origin: 'http://peers.example.org' }],
    [{ origin: 'null' }],
    [{ origin, 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
  ])('is refused from another site: %j', (headers) => {
    expect(post(headers as Record<string, string>)).toBe(false);
    expect(post(headers as Record<string, string>, 'DELETE')).toBe(false);
  });

  it('is not what a link is', () => {
    expect(post({ 'sec-fetch-site': 'cross-site' }, 'GET')).toBe(true);
  });
});

describe('the headers of a page', () => {
  it('keep what is personal out of every cache', () => {
    const personal = new Headers();
    protect(personal, true);
    expect(personal.get('cache-control')).toContain('no-store');
    const common = new Headers();
    protect(common, false);
    expect(common.get('cache-control')).toBe('no-cache');
  });

  it('let forms say where they come from', () => {
    const headers = new Headers();
    protect(headers, false);
    expect(headers.get('referrer-policy')).toBe('same-origin');
  });
});

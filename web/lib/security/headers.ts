/**
 * Sent with every page. The content security policy comes from vite.config.ts. The referrer policy
 * is `same-origin` and no stricter, because with `no-referrer` forms would send `Origin: null`.
 */
const always: Record<string, string> = {
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/** Lets a page run scripts of this origin, and talk to it; no other page may. */
export function allowOwnScript(headers: Headers): void {
  const policy = headers.get('content-security-policy');
  if (!policy) return;
  headers.set('content-security-policy', `${policy}; script-src 'self'; connect-src 'self'`);
}

/**
 * Adds the protective headers to a page. What somebody with a cookie sees is kept by no cache, not
 * even by the browser's own: the phone may be shared.
 */
export function protect(headers: Headers, personal: boolean): void {
  for (const [name, value] of Object.entries(always)) headers.set(name, value);
  if (headers.get('content-type') === 'text/html') {
    headers.set('content-type', 'text/html; charset=utf-8');
  }
  headers.set('cache-control', personal ? 'private, no-store' : 'no-cache');
  headers.append('vary', 'Cookie');
}

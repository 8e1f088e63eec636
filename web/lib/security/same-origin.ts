const harmlessMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request may change something: browsers say where a form comes from, in
 * `Sec-Fetch-Site` and, older ones, in `Origin`. A request that says neither comes from a program,
 * which carries no cookies that another site could misuse.
 */
export function mayChangeThings(request: Request, origin: string): boolean {
  if (harmlessMethods.has(request.method)) return true;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  const from = request.headers.get('origin');
  return from === null || from === origin;
}

import { error } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { compress } from '#lib/html/compress.ts';
import { tidy } from '#lib/html/tidy.ts';
import { direction, localeOfPath, preferredLocale } from '#lib/i18n/locales.ts';
import { allowOwnScript, protect } from '#lib/security/headers.ts';
import { mayChangeThings } from '#lib/security/same-origin.ts';
import { markForms, receiveForm, waitingCookie } from '#lib/session/kept-form.ts';
import { hasSession, loadViewer, type Viewer } from '#lib/session/viewer.ts';

/** Every request passes here: its language, who asks, where it comes from, what protects it. */
export const handle: Handle = async ({ event, resolve }) => {
  const { locals, request, url } = event;
  const named = localeOfPath(url.pathname);
  const locale = named ?? preferredLocale(request.headers.get('accept-language'));

  let viewer: Promise<Viewer | null> | undefined;
  locals.locale = locale;
  locals.setCookies = [];
  locals.viewer = () => (viewer ??= loadViewer(event));

  if (!mayChangeThings(request, url.origin)) error(403, 'This form belongs to another site');

  const received = await receiveForm(event);
  const response = await resolve(asHtml(received), {
    transformPageChunk: async ({ html }) => {
      const page = tidy(html).replace('%lang%', locale).replace('%dir%', direction(locale));
      const mark = (await locals.viewer().catch(() => null))?.mark;
      return mark ? markForms(page, mark) : page;
    },
  });
  if (locals.keptForm) response.headers.append('set-cookie', waitingCookie);
  for (const cookie of locals.setCookies) response.headers.append('set-cookie', cookie);
  protect(response.headers, isPersonal(event));
  if (withScripts.has(event.route.id ?? '')) allowOwnScript(response.headers);
  if (!named) response.headers.append('vary', 'Accept-Language');
  return compress(response, request);
};

/** The pages that learn of changes while they are open, and those that say when they are busy; no other has a script. */
const withScripts = new Set(
  ['inbox', 'members/import', 'rounds/new', 'rounds/[id]', 'rounds/[id]/policy'].map(
    (page) => `/[locale=locale]/${page}`,
  ),
);

/** Whether an answer is for one person alone: by a session, or by a link that is a key. */
function isPersonal({ locals, request, route }: Parameters<Handle>[0]['event']): boolean {
  const byKey = route.id?.includes('/follow-ups/[key]') ?? false;
  return (
    byKey || hasSession(request) || locals.keptForm !== undefined || locals.setCookies.length > 0
  );
}

/**
 * Our forms work without scripts and are answered with pages. SvelteKit would answer a form of a
 * client that accepts anything with JSON meant for its own script.
 */
function asHtml(event: Parameters<Handle>[0]['event']): typeof event {
  if (event.request.method !== 'POST') return event;
  const request = new Request(event.request);
  request.headers.set('accept', 'text/html');
  return { ...event, request };
}

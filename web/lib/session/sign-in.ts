import { error, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { RequestLocals } from '../../app.d.ts';
import { localeOfPath, type Locale } from '../i18n/locales.ts';

/**
 * A path of this web that somebody may be sent to, or undefined. Whatever a link claims, the way
 * leads to a page of ours and never to another site.
 */
export function safeReturnPath(value: string | null | undefined): string | undefined {
  if (!value) return undefined;
  const home = 'http://web.invalid';
  if (!URL.canParse(value, home)) return undefined;
  const url = new URL(value, home);
  if (url.origin !== home || !localeOfPath(url.pathname)) return undefined;
  return url.pathname + url.search;
}

/**
 * Sends somebody who is not signed in to the sign-in page, which knows where they wanted to go. Who
 * sent a form gets a page instead that keeps what was entered.
 */
export function redirectToSignIn(event: RequestEvent): never {
  const { keptForm } = event.locals as RequestLocals;
  if (keptForm) error(401, { message: 'A form was sent by nobody who is signed in', keptForm });
  const wanted = event.url.pathname + event.url.search;
  redirect(303, `/${event.locals.locale}/sign-in?${new URLSearchParams({ return: wanted })}`);
}

/**
 * Where somebody goes who has just signed in: where they wanted to, else a representative to whom
 * their member could learn with, and the secretariat to the directory.
 */
export function firstPage(
  locale: Locale,
  viewer: { role: string | null },
  wanted: string | null,
): string {
  return (
    safeReturnPath(wanted) ?? `/${locale}/${viewer.role === 'MEMBER' ? 'pairings' : 'directory'}`
  );
}

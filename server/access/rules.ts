import type { Locale } from '../i18n/locales.ts';

/** Whether mail could be sent there: one @, no spaces, a dot in the host, 254 characters at most (RFC 5321). */
export function isEmail(text: string): boolean {
  return (
    text.length <= 254 &&
    /^[^\s@<>"(),:;[\]\\]{1,64}@[^\s@<>"(),:;[\]\\]+\.[^\s@.]{2,}$/u.test(text)
  );
}

/** Where a sign-in link leads: a page with one button, since mail scanners follow links. */
export function signInLink(origin: string, locale: Locale, token: string): string {
  return `${origin}/${locale}/sign-in/link?token=${token}`;
}

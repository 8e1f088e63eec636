import { message } from '../i18n/message.ts';
import type { Locale } from '../i18n/locales.ts';
import { layOut } from './layout.ts';
import type { Mail } from './mailer.ts';

/** The message that carries a sign-in link. It names nobody and nothing: somebody else may see the screen. */
export function signInMail(
  locale: Locale,
  to: string,
  link: string,
  lifetimeMinutes: number,
): Mail {
  return layOut(locale, to, message(locale, 'mail.signIn.subject'), [
    { paragraph: message(locale, 'mail.signIn.open') },
    { link },
    { paragraph: message(locale, 'mail.signIn.expires', { minutes: lifetimeMinutes }) },
    { paragraph: message(locale, 'mail.signIn.ignore') },
  ]);
}

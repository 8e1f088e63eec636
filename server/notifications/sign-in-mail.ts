import { message } from '../i18n/message.ts';
import type { Locale } from '../i18n/locales.ts';
import type { Mail } from './mailer.ts';

/** The message that carries a sign-in link. It names nobody and nothing: somebody else may see the screen. */
export function signInMail(
  locale: Locale,
  to: string,
  link: string,
  lifetimeMinutes: number,
): Mail {
  const lines = [
    message(locale, 'mail.signIn.greeting'),
    message(locale, 'mail.signIn.open'),
    link,
    message(locale, 'mail.signIn.expires', { minutes: lifetimeMinutes }),
    message(locale, 'mail.signIn.ignore'),
  ];
  const paragraphs = lines.map((line) =>
    line === link ? `<p><a href="${link}">${link}</a></p>` : `<p>${line}</p>`,
  );
  return {
    to,
    subject: message(locale, 'mail.signIn.subject'),
    text: lines.join('\n\n'),
    html: `<!doctype html><html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}"><body>${paragraphs.join('')}</body></html>`,
  };
}

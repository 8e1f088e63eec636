import type { Locale } from '../i18n/locales.ts';
import { message } from '../i18n/message.ts';
import type { Mail } from './mailer.ts';

/** A part of a message: a paragraph, a link on a line of its own, or an item of news with its link. */
export type Part =
  | { readonly paragraph: string }
  | { readonly link: string }
  | { readonly item: string; readonly link: string };

/** Puts a message together: plain text, and the same as simple HTML in the direction of its language. */
export function layOut(
  locale: Locale,
  to: string,
  subject: string,
  parts: readonly Part[],
): Pick<Mail, 'to' | 'subject' | 'text' | 'html' | 'locale'> {
  const all: readonly Part[] = [{ paragraph: message(locale, 'mail.greeting') }, ...parts];
  const direction = locale === 'ar' ? 'rtl' : 'ltr';
  return {
    to,
    subject,
    locale,
    text: `${all.map(asText).join('\n\n')}\n`,
    html: `<!doctype html><html lang="${locale}" dir="${direction}"><head><meta charset="utf-8"><title>${escape(subject)}</title></head><body dir="${direction}">${all.map(asHtml).join('')}</body></html>`,
  };
}

function asText(part: Part): string {
  if ('paragraph' in part) return part.paragraph;
  return 'item' in part ? `- ${part.item}\n  ${part.link}` : part.link;
}

function asHtml(part: Part): string {
  if ('paragraph' in part) return `<p>${escape(part.paragraph)}</p>`;
  const link = (text: string) => `<a href="${escape(part.link)}">${escape(text)}</a>`;
  // An address is read from left to right, whatever stands around it.
  return 'item' in part ? `<p>${link(part.item)}</p>` : `<p dir="ltr">${link(part.link)}</p>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

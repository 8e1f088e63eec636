import type { Locale } from '../i18n/locales.ts';
import { message } from '../i18n/message.ts';
import { layOut, type Part } from './layout.ts';
import type { Mail } from './mailer.ts';

/** One piece of news in an e-mail. */
export interface MailedNews {
  readonly sentence: string;
  /** Then it is not told what the news are. */
  readonly sensitive: boolean;
  readonly link: string;
}

/** Where links to the pages of the person start: origin and language. */
export interface Mailed {
  readonly locale: Locale;
  readonly to: string;
  /** `https://peerbridge.example/fr` */
  readonly base: string;
  readonly messageId: string;
}

/** The message about one piece of news, or about all that a digest brings. */
export function newsMail(mailed: Mailed, news: readonly MailedNews[]): Mail {
  const { locale, to, base, messageId } = mailed;
  const settings: Part[] = [
    { paragraph: message(locale, 'mail.news.settings') },
    { link: `${base}/inbox/settings` },
  ];
  const said = ({ sentence, sensitive }: MailedNews) =>
    sensitive ? message(locale, 'mail.news.neutral') : sentence;
  const [only] = news;
  if (news.length === 1 && only)
    return {
      ...layOut(locale, to, subjectOf(only, locale), [
        { paragraph: said(only) },
        { paragraph: message(locale, 'mail.news.open') },
        { link: only.link },
        ...settings,
      ]),
      messageId,
    };
  return {
    ...layOut(locale, to, message(locale, 'mail.digest.subject', { count: news.length }), [
      { paragraph: message(locale, 'mail.digest.opening') },
      ...news.map((item) => ({ item: said(item), link: item.link })),
      { paragraph: message(locale, 'mail.digest.inbox') },
      { link: `${base}/inbox` },
      ...settings,
    ]),
    messageId,
  };
}

function subjectOf({ sentence, sensitive }: MailedNews, locale: Locale): string {
  if (sensitive) return message(locale, 'mail.news.subject');
  // On one line, whatever stands in a name.
  return sentence.replace(/\.$/, '').replace(/\s+/g, ' ');
}

import type { Viewer } from '../access/viewer.ts';
import type { Transaction } from '../database/database.ts';
import type { Locale } from '../i18n/locales.ts';
import { listOf, message } from '../i18n/message.ts';
import { maySee } from '../access/consent.ts';
import { sentenceKey } from './kinds.ts';
import type { StoredNews } from './places.ts';

/** Names as somebody may see them, and what must not be said to it by e-mail. */
export interface NewsReader {
  sentence(news: StoredNews, locale: Locale): string;
  /**
   * Whether anybody in it is at risk or keeps its name to itself, or it was stopped for somebody's safety: then an e-mail
   * says no more than that there are news.
   */
  isSensitive(news: StoredNews): boolean;
}

/** Members that are named one by one; of more, the first ones and how many others. */
const mostNamed = 3;

/** Reads what some news are about, in two queries however many they are. */
export async function readNews(
  database: Transaction,
  viewer: Viewer,
  news: readonly StoredNews[],
): Promise<NewsReader> {
  const parties = await database.exchangeParty.findMany({
    where: { exchangeId: { in: unique(news.map(({ exchangeId }) => exchangeId)) } },
    select: { exchangeId: true, memberId: true },
    orderBy: { position: 'asc' },
  });
  const members = await database.member.findMany({
    where: {
      id: {
        in: unique([
          ...parties.map(({ memberId }) => memberId),
          ...news.flatMap(({ memberId, detail }) => [memberId, detail.memberId ?? null]),
        ]),
      },
    },
    select: {
      id: true,
      name: true,
      pseudonym: true,
      atRisk: true,
      visibility: true,
      consents: { select: { field: true, audience: true, useForMatching: true } },
    },
  });
  const byId = new Map(
    members.map((member) => [member.id, { ...member, shown: maySee(viewer, member, 'NAME') }]),
  );
  const partiesOf = Map.groupBy(parties, ({ exchangeId }) => exchangeId);

  const name = (memberId: string, locale: Locale): string => {
    const member = byId.get(memberId);
    if (!member) return message(locale, 'news.somebody');
    return isolate(member.shown ? member.name : member.pseudonym, locale);
  };
  return {
    sentence: (item, locale) => {
      const { kind, memberId, exchangeId, detail } = item;
      const others = (partiesOf.get(exchangeId ?? '') ?? [])
        .filter((party) => party.memberId !== memberId)
        .map((party) => name(party.memberId, locale));
      return message(locale, sentenceKey(kind), {
        who: detail.memberId ? name(detail.memberId, locale) : message(locale, 'news.secretariat'),
        others: listed(others, locale),
        action: detail.action ?? 'OTHER',
      });
    },
    isSensitive: ({ kind, memberId, exchangeId, detail }) =>
      kind === 'STOPPED' ||
      unique([
        memberId,
        detail.memberId ?? null,
        ...(partiesOf.get(exchangeId ?? '') ?? []).map((party) => party.memberId),
      ])
        .map((id) => byId.get(id))
        .some((member) => member !== undefined && (member.atRisk || !member.shown)),
  };
}

function listed(names: readonly string[], locale: Locale): string {
  if (names.length === 0) return message(locale, 'news.somebody');
  if (names.length <= mostNamed) return listOf(locale, names);
  const first = names.slice(0, mostNamed - 1);
  return message(locale, 'news.others', {
    first: first.join(locale === 'ar' ? '، ' : ', '),
    count: names.length - first.length,
  });
}

/** A name in Latin letters would drag the punctuation of right-to-left text to the wrong side. */
function isolate(name: string, locale: Locale): string {
  return locale === 'ar' ? `\u2068${name}\u2069` : name;
}

function unique(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}

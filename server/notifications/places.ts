import { isNewsKind, newsKinds, type NewsKind } from './kinds.ts';
import type { NewsDetail } from './store.ts';

/** What is stored of a piece of news, as far as sentences and links are made from it. */
export interface StoredNews {
  readonly id: string;
  readonly kind: NewsKind;
  /** For whom the person acts in this; null: for the secretariat. */
  readonly memberId: string | null;
  readonly exchangeId: string | null;
  readonly detail: NewsDetail;
}

/** A row of the database as news; null for a kind that was given up. */
export function newsOf(row: {
  readonly id: string;
  readonly kind: string;
  readonly memberId: string | null;
  readonly exchangeId: string | null;
  readonly detail: unknown;
}): StoredNews | null {
  const { id, kind, memberId, exchangeId } = row;
  return isNewsKind(kind)
    ? { id, kind, memberId, exchangeId, detail: row.detail as NewsDetail }
    : null;
}

/** The page on which the news can be acted on, without origin and language: `/exchanges/ID`. */
export function placeOf({ kind, memberId, exchangeId, detail }: StoredNews): string {
  const exchange = exchangeId ? `/exchanges/${idOf('Exchange', exchangeId)}` : '/exchanges';
  switch (newsKinds[kind].place) {
    case 'EXCHANGE':
      return exchange;
    case 'REVIEW':
      return `${exchange}/review`;
    case 'MEETINGS':
      return `${exchange}#meetings`;
    case 'MESSAGES':
      return `${exchange}#messages`;
    case 'FOLLOW_UP':
      return detail.followUpId ? `/follow-ups/${idOf('FollowUp', detail.followUpId)}` : exchange;
    case 'FOLLOW_UPS':
      return `${exchange}#follow-ups`;
    case 'DRAFT_NOTE':
      return `${exchange}#notes`;
    case 'NOTE':
      return detail.noteId ? `/library/${idOf('LearningNote', detail.noteId)}` : '/library';
    case 'AVAILABILITY':
      return memberId ? '/profile/availability' : '/exchanges';
    case 'REFUSED_ADDRESSES':
      return '/inbox/refused';
  }
}

/** An id as the API gives it, ready for an address. */
function idOf(type: string, id: string): string {
  return encodeURIComponent(Buffer.from(`${type}:${id}`).toString('base64'));
}

import type { MessageKey } from '../i18n/message.ts';

/** Where somebody goes to act on a piece of news. */
export type Place =
  | 'EXCHANGE'
  | 'REVIEW'
  | 'MEETINGS'
  | 'MESSAGES'
  | 'FOLLOW_UP'
  | 'FOLLOW_UPS'
  | 'DRAFT_NOTE'
  | 'NOTE'
  | 'AVAILABILITY'
  | 'REFUSED_ADDRESSES';

/**
 * Every sort of news and where it leads. What it says stands in the messages under `news.KIND`, filled with `who`: whoever
 * did it, as far as the reader may know the name.
 */
export const newsKinds = {
  REQUESTED: { place: 'EXCHANGE', meaning: 'Somebody asks for an exchange.' },
  INVITED: { place: 'EXCHANGE', meaning: 'Somebody invites to the exchange of a group.' },
  ACCEPTED: { place: 'EXCHANGE', meaning: 'A party accepted.' },
  DECLINED: { place: 'EXCHANGE', meaning: 'A party declined.' },
  WITHDRAWN: { place: 'EXCHANGE', meaning: 'The request was taken back.' },
  EXPIRED: { place: 'EXCHANGE', meaning: 'An exchange expired after a long silence.' },
  REVIEW_NEEDED: {
    place: 'REVIEW',
    meaning: 'An exchange waits for the review of the secretariat.',
  },
  REVIEWED: { place: 'EXCHANGE', meaning: 'The secretariat reviewed the exchange.' },
  AGREEMENT_CHANGED: {
    place: 'EXCHANGE',
    meaning: 'The agreement was changed and is to be signed anew.',
  },
  SIGNED: { place: 'EXCHANGE', meaning: 'A party signed the agreement.' },
  AGREED: { place: 'EXCHANGE', meaning: 'All parties have signed the agreement.' },
  STARTED: { place: 'EXCHANGE', meaning: 'The exchange was started.' },
  HELD: { place: 'EXCHANGE', meaning: 'The exchange was put on hold.' },
  RESUMED: { place: 'EXCHANGE', meaning: 'The exchange goes on.' },
  TIMES_PROPOSED: { place: 'MEETINGS', meaning: 'Somebody proposes times for a meeting.' },
  TIMES_ANSWERED: { place: 'MEETINGS', meaning: 'Somebody said which times fit.' },
  SESSION_PLANNED: { place: 'MEETINGS', meaning: 'A meeting is planned.' },
  SESSION_CHANGED: { place: 'MEETINGS', meaning: 'A meeting was moved or called off.' },
  SESSION_LOGGED: { place: 'MEETINGS', meaning: 'A meeting was noted down.' },
  COMPLETED_BY_ONE: { place: 'EXCHANGE', meaning: 'A party says that the exchange is finished.' },
  COMPLETED: { place: 'EXCHANGE', meaning: 'The exchange is finished.' },
  CANCELLED: { place: 'EXCHANGE', meaning: 'The exchange was called off.' },
  STOPPED: { place: 'EXCHANGE', meaning: 'The exchange was stopped for the safety of somebody.' },
  CLOSED: { place: 'EXCHANGE', meaning: 'The secretariat closed the exchange.' },
  MESSAGE: { place: 'MESSAGES', meaning: 'Somebody wrote a message.' },
  FOLLOW_UP: { place: 'FOLLOW_UP', meaning: 'A question about how the exchange went.' },
  HELP_WANTED: {
    place: 'FOLLOW_UPS',
    meaning: 'A party said in a follow-up what it needs to go on.',
  },
  NOTE_DRAFTED: {
    place: 'DRAFT_NOTE',
    meaning: 'Somebody wrote a learning note and asks for consent.',
  },
  NOTE_PUBLISHED: { place: 'NOTE', meaning: 'A learning note is in the library.' },
  NOTE_WITHDRAWN: { place: 'DRAFT_NOTE', meaning: 'A learning note was taken out of the library.' },
  REMINDER: { place: 'EXCHANGE', meaning: 'It is the turn of the reader.' },
  CONFIRM_AVAILABILITY: { place: 'AVAILABILITY', meaning: 'Is the member still available?' },
  MAIL_REFUSED: { place: 'REFUSED_ADDRESSES', meaning: 'A mail server refuses an address.' },
  STUCK: { place: 'EXCHANGE', meaning: 'Nothing has happened in an exchange for a while.' },
} as const satisfies Record<string, { readonly place: Place; readonly meaning: string }>;

export type NewsKind = keyof typeof newsKinds;

export function isNewsKind(kind: string): kind is NewsKind {
  return Object.hasOwn(newsKinds, kind);
}

/** The sentence of a kind. */
export function sentenceKey(kind: NewsKind): `news.${NewsKind}` & MessageKey {
  return `news.${kind}`;
}

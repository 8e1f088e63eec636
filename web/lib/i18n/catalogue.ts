import type agreement from './messages/en/agreement.json';
import type choices from './messages/en/choices.json';
import type directory from './messages/en/directory.json';
import type errors from './messages/en/errors.json';
import type followUps from './messages/en/follow-ups.json';
import type exchanges from './messages/en/exchanges.json';
import type home from './messages/en/home.json';
import type inbox from './messages/en/inbox.json';
import type library from './messages/en/library.json';
import type meetings from './messages/en/meetings.json';
import type member from './messages/en/member.json';
import type pairings from './messages/en/pairings.json';
import type profile from './messages/en/profile.json';
import type rounds from './messages/en/rounds.json';
import type signIn from './messages/en/sign-in.json';
import type site from './messages/en/site.json';
import type terms from './messages/en/terms.json';
import type topics from './messages/en/topics.json';
import type weights from './messages/en/weights.json';
import type { Locale } from './locales.ts';

/** Every area of messages, as English has it; a new area is a file per locale and a line here. */
type Messages = {
  agreement: typeof agreement;
  choices: typeof choices;
  directory: typeof directory;
  errors: typeof errors;
  'follow-ups': typeof followUps;
  exchanges: typeof exchanges;
  home: typeof home;
  inbox: typeof inbox;
  library: typeof library;
  meetings: typeof meetings;
  member: typeof member;
  pairings: typeof pairings;
  profile: typeof profile;
  rounds: typeof rounds;
  'sign-in': typeof signIn;
  site: typeof site;
  terms: typeof terms;
  topics: typeof topics;
  weights: typeof weights;
};

/** `area.key`, for every message there is. */
export type MessageKey = {
  [Area in keyof Messages]: `${Area}.${Extract<keyof Messages[Area], string>}`;
}[keyof Messages];

// The messages are read while a page is made on the server; a browser never downloads them.
const files: Record<string, Record<string, string>> = import.meta.env.SSR
  ? import.meta.glob('./messages/*/*.json', { eager: true, import: 'default' })
  : {};

/** The ICU pattern of a message in a locale. */
export function messagePattern(locale: Locale, key: MessageKey): string {
  const dot = key.indexOf('.');
  const pattern = files[`./messages/${locale}/${key.slice(0, dot)}.json`]?.[key.slice(dot + 1)];
  if (pattern === undefined) throw new Error(`No message ${key} in ${locale}`);
  return pattern;
}

import type { Page } from 'playwright-core';
import { type PageState, refused } from './pages.ts';
import { follow, send, sending } from './visit.ts';

// `:exchange`, `:session` and so on are those of `under-way.ts`.

/** Presses the main button of the first form, whatever other forms follow. */
const sendFirst = (page: Page) =>
  follow(page.locator('main form').first().getByRole('button').first());

const meetings: PageState[] = [
  { page: 'propose times', as: 'weaver', path: '/exchanges/:exchange/meetings/times' },
  {
    page: 'propose times',
    state: 'none chosen',
    as: 'weaver',
    path: '/exchanges/:exchange/meetings/times',
    act: send,
    ...refused,
  },
  {
    page: 'propose times',
    state: 'in the past',
    as: 'weaver',
    path: '/exchanges/:exchange/meetings/times',
    act: sending({ 'day-0': '2020-02-03', 'hour-0': '10:00', 'hour-1': '' }),
    ...refused,
  },
  { page: 'propose times', as: 'secretariat', path: '/exchanges/:exchange/meetings/times' },
  {
    page: 'answer times',
    as: 'weaver',
    path: '/exchanges/:exchange/meetings/answer?proposal=:proposal',
  },
  {
    page: 'answer times',
    state: 'none ticked',
    as: 'weaver',
    path: '/exchanges/:exchange/meetings/answer?proposal=:proposal',
    act: sendFirst,
    ...refused,
  },
  {
    page: 'answer times',
    state: 'own proposal',
    as: 'rower',
    path: '/exchanges/:exchange/meetings/answer?proposal=:proposal',
  },
  { page: 'plan a meeting', as: 'weaver', path: '/exchanges/:exchange/meetings/session' },
  {
    page: 'plan a meeting',
    state: 'without a day',
    as: 'weaver',
    path: '/exchanges/:exchange/meetings/session',
    act: sending({ place: 'https://meet.example.org/'.repeat(30) }),
    ...refused,
  },
  {
    page: 'move a meeting',
    as: 'weaver',
    path: '/exchanges/:exchange/meetings/session?session=:session',
  },
  {
    page: 'call a meeting off',
    as: 'weaver',
    path: '/exchanges/:exchange/meetings/cancel?session=:session',
  },
  { page: 'how it went', as: 'weaver', path: '/exchanges/:exchange/meetings/log' },
  {
    page: 'how it went',
    state: 'of a planned meeting',
    as: 'weaver',
    path: '/exchanges/:exchange/meetings/log?session=:session',
  },
  {
    page: 'not found',
    state: 'meeting of another exchange',
    as: 'weaver',
    path: '/exchanges/:exchange/meetings/cancel?session=x',
    status: 404,
  },
  {
    page: 'not found',
    state: 'exchange of others',
    as: 'member',
    path: '/exchanges/:exchange/meetings/times',
    status: 404,
  },
];

const followUps: PageState[] = [
  { page: 'follow-up', state: 'by a link', as: 'nobody', path: '/follow-ups/:followUpToken' },
  {
    page: 'follow-up',
    state: 'nothing answered',
    as: 'nobody',
    path: '/follow-ups/:followUpToken',
    act: send,
    ...refused,
  },
  { page: 'follow-up', state: 'signed in', as: 'weaver', path: '/follow-ups/:followUp' },
  {
    page: 'used link',
    state: 'of a follow-up, tampered',
    as: 'nobody',
    path: '/follow-ups/x:followUpToken',
    status: 410,
  },
  {
    page: 'used link',
    state: 'of a follow-up, too old',
    as: 'nobody',
    path: '/follow-ups/:expired',
    status: 410,
  },
  { page: 'answers sent', as: 'nobody', path: '/follow-ups' },
  {
    page: 'not found',
    state: 'follow-up of another',
    as: 'rower',
    path: '/follow-ups/:followUp',
    status: 404,
  },
];

const library: PageState[] = [
  { page: 'library', as: 'nobody', path: '/library' },
  { page: 'library', as: 'member', path: '/library' },
  {
    page: 'library',
    state: 'found',
    as: 'nobody',
    path: `/library?q=${encodeURIComponent('الميزانية')}&language=ar`,
  },
  {
    page: 'library',
    state: 'none found',
    as: 'nobody',
    path: '/library?q=xyzzy&topic=land&language=fr&outcome=NEW_KNOWLEDGE',
  },
  { page: 'learning note', as: 'nobody', path: '/library/:note' },
  { page: 'learning note', state: 'for a party', as: 'weaver', path: '/library/:note' },
  { page: 'unpublished note', as: 'rower', path: '/library/:draft' },
  { page: 'not found', state: 'unpublished', as: 'member', path: '/library/:draft', status: 404 },
  { page: 'write a note', as: 'weaver', path: '/exchanges/:exchange/notes/edit' },
  {
    page: 'write a note',
    state: 'nothing written',
    as: 'weaver',
    path: '/exchanges/:exchange/notes/edit',
    act: send,
    ...refused,
  },
  {
    page: 'write a note',
    state: 'title too long',
    as: 'weaver',
    path: '/exchanges/:exchange/notes/edit',
    act: sending({ title: 'long '.repeat(60), body: 'Short.' }),
    ...refused,
  },
  {
    page: 'change a note',
    as: 'weaver',
    path: '/exchanges/:exchange/notes/edit?note=:note',
  },
  {
    page: 'publish a note',
    as: 'rower',
    path: '/exchanges/:exchange/notes/publish?note=:draft',
  },
  {
    page: 'publish a note',
    state: 'name not said',
    as: 'rower',
    path: '/exchanges/:exchange/notes/publish?note=:draft',
    act: send,
    ...refused,
  },
  {
    page: 'take consent back',
    as: 'weaver',
    path: '/exchanges/:exchange/notes/withdraw?note=:note',
  },
];

const inbox: PageState[] = [
  { page: 'inbox', as: 'weaver', path: '/inbox', live: true },
  { page: 'inbox', state: 'empty', as: 'newcomer', path: '/inbox', live: true },
  { page: 'inbox', state: 'all read', as: 'rower', path: '/inbox?done=read', live: true },
  { page: 'sign in', state: 'sent here from the inbox', as: 'nobody', path: '/inbox' },
  { page: 'settings of e-mails', as: 'weaver', path: '/inbox/settings' },
  {
    page: 'inbox',
    state: 'settings saved',
    as: 'weaver',
    path: '/inbox/settings',
    act: send,
    live: true,
  },
  { page: 'refused addresses', as: 'secretariat', path: '/inbox/refused' },
  {
    page: 'not open to you',
    state: 'refused addresses',
    as: 'member',
    path: '/inbox/refused',
    status: 403,
  },
  { page: 'in review', as: 'secretariat', path: '/review' },
  { page: 'not open to you', state: 'in review', as: 'member', path: '/review', status: 403 },
];

/** The pages of meetings, follow-ups, the library and the inbox, in every state that has been thought of. */
export const libraryStates: readonly PageState[] = [
  ...meetings,
  ...followUps,
  ...library,
  ...inbox,
];

import type { Page } from 'playwright-core';
import { type PageState, refused } from './pages.ts';
import { follow, send, sending } from './visit.ts';

// `:exchange` is the one of `under-way.ts`, `:request` and `:group` those of `requested.ts`.

/** Goes on to the next step of asking. */
const goOn = (page: Page) => follow(page.locator('main form button').first());

const ask = '/pairings/ask?partner=:partner';
const topics = `${ask}&learn=community-mapping&share=budget-analysis&kind=TWO_WAY`;
const ways = `${topics}&formats=ONLINE&languages=is&outcome=ENHANCED_SKILL`;

const asking: PageState[] = [
  { page: 'ask: topics', as: 'single', path: ask },
  {
    page: 'ask: topics',
    state: 'nothing ticked',
    as: 'single',
    path: ask,
    act: goOn,
    failed: true,
  },
  {
    page: 'ask: topics',
    state: 'partner that shows nothing',
    as: 'single',
    path: '/pairings/ask?partner=:secret',
  },
  { page: 'ask: ways', as: 'single', path: `${topics}&step=ways` },
  {
    page: 'ask: ways',
    state: 'no language shared, nothing chosen',
    as: 'single',
    path: '/pairings/ask?partner=:arabic&share=budget-analysis&kind=ONE_WAY&step=ways&tried=yes',
    failed: true,
  },
  { page: 'ask: message', as: 'single', path: `${ways}&step=message` },
  {
    page: 'ask: message',
    state: 'much too long',
    as: 'single',
    path: `${ways}&step=message`,
    async act(page) {
      // What is long does not become short by being packed.
      await page.locator('main [name="message"]').fill('long '.repeat(1100));
      await goOn(page);
      await follow(page.locator('main button[value=send]'));
    },
    ...refused,
  },
  {
    page: 'ask: check',
    as: 'single',
    path: `${ways}&step=message`,
    async act(page) {
      await page.locator('main [name="message"]').fill('Dear friends,\n\nmay we learn from you?');
      await goOn(page);
    },
  },
  {
    page: 'ask: check',
    state: 'on behalf',
    as: 'secretariat',
    path: `/members/:single${ways}&step=check`,
  },
  {
    page: 'not open to you',
    state: 'asking for others',
    as: 'member',
    path: `/members/:single${ask}`,
    status: 403,
  },
];

const request = '/exchanges/:request';
const requested: PageState[] = [
  { page: 'exchanges', as: 'arabic', path: '/exchanges' },
  { page: 'exchanges', state: 'waiting for it', as: 'atRisk', path: '/exchanges' },
  { page: 'exchanges', state: 'none', as: 'newcomer', path: '/exchanges' },
  { page: 'exchanges', state: 'on behalf', as: 'secretariat', path: '/members/:atRisk/exchanges' },
  { page: 'all exchanges', as: 'secretariat', path: '/exchanges' },
  {
    page: 'not open to you',
    state: 'exchanges of others',
    as: 'member',
    path: '/members/:arabic/exchanges',
    status: 403,
  },
  { page: 'exchange', state: 'asking', as: 'arabic', path: request },
  { page: 'exchange', state: 'asked', as: 'atRisk', path: request },
  { page: 'exchange', state: 'looking on', as: 'secretariat', path: request },
  { page: 'exchange', state: 'on behalf', as: 'secretariat', path: `/members/:atRisk${request}` },
  { page: 'not found', state: 'exchange of others', as: 'member', path: request, status: 404 },
  { page: 'exchange', state: 'empty message', as: 'arabic', path: request, act: send, ...refused },
  { page: 'accept', as: 'atRisk', path: `${request}/accept` },
  {
    page: 'accept',
    state: 'no word',
    as: 'atRisk',
    path: `${request}/accept`,
    act: send,
    ...refused,
  },
  { page: 'accept', state: 'not possible', as: 'arabic', path: `${request}/accept` },
  { page: 'decline', as: 'atRisk', path: `${request}/decline` },
  {
    page: 'decline',
    state: 'no reason, a note',
    as: 'atRisk',
    path: `${request}/decline`,
    act: sending({ note: 'After <the> elections.' }),
    ...refused,
  },
  { page: 'withdraw', as: 'arabic', path: `${request}/withdraw` },
  { page: 'stop', as: 'atRisk', path: `${request}/stop` },
  { page: 'invite', as: 'arabic', path: '/exchanges/:group/invite' },
  {
    page: 'invite',
    state: 'others found, none ticked',
    as: 'arabic',
    path: '/exchanges/:group/invite?q=housing',
    act: send,
    ...refused,
  },
  { page: 'stop', state: 'on behalf', as: 'secretariat', path: `/members/:atRisk${request}/stop` },
];

const exchange = '/exchanges/:exchange';
const underWay: PageState[] = [
  { page: 'exchange', state: 'under way', as: 'weaver', path: exchange },
  { page: 'exchange', state: 'under way', as: 'secretariat', path: exchange },
  { page: 'exchanges', state: 'under way', as: 'weaver', path: '/exchanges' },
  { page: 'messages', as: 'weaver', path: `${exchange}/messages` },
  {
    page: 'propose times',
    state: 'on behalf',
    as: 'secretariat',
    path: `/members/:weaver${exchange}/meetings/times`,
  },
  { page: 'hold', as: 'weaver', path: `${exchange}/hold` },
  {
    page: 'hold',
    state: 'in the past',
    as: 'weaver',
    path: `${exchange}/hold`,
    act: (page) => sending({ until: '2020-02-03', note: 'The harvest.' })(page),
    ...refused,
  },
  { page: 'complete', as: 'rower', path: `${exchange}/complete` },
  { page: 'cancel', as: 'rower', path: `${exchange}/cancel` },
  { page: 'close', state: 'not possible', as: 'secretariat', path: `${exchange}/close` },
  { page: 'agreement', as: 'weaver', path: `${exchange}/agreement` },
  { page: 'agreement to print', as: 'weaver', path: `${exchange}/agreement/print` },
  { page: 'sign', state: 'not possible', as: 'weaver', path: `${exchange}/agreement/sign` },
  {
    page: 'change agreement',
    state: 'not possible',
    as: 'weaver',
    path: `${exchange}/agreement/draft`,
  },
];

const propose = '/exchanges/propose';
const circle = `${propose}?member=:single&member=:partner&member=:secret`;
const pair = `${propose}?member=:weaver&member=:rower&kind=TWO_WAY&lesson1=budget-analysis&lesson2=community-mapping`;
const proposing: PageState[] = [
  { page: 'propose: who', as: 'secretariat', path: propose },
  {
    page: 'propose: who',
    state: 'one with nothing to teach, others found',
    as: 'secretariat',
    path: `${circle}&q=housing`,
  },
  {
    page: 'propose: what',
    state: 'a circle, nothing ticked',
    as: 'secretariat',
    path: `${circle}&kind=CIRCLE&step=ways&tried=yes`,
    failed: true,
  },
  {
    page: 'propose: what',
    state: 'of two, in each other’s way',
    as: 'secretariat',
    path: `${propose}?member=:weaver&member=:rower&step=topics`,
  },
  {
    page: 'propose: how',
    state: 'nothing ticked',
    as: 'secretariat',
    path: `${pair}&step=ways&tried=yes`,
    failed: true,
  },
  {
    page: 'propose: message',
    as: 'secretariat',
    path: `${pair}&formats=ONLINE&languages=fo&outcome=NEW_KNOWLEDGE&step=message`,
  },
  {
    page: 'propose: check',
    state: 'who cannot be asked',
    as: 'secretariat',
    path: `${pair}&formats=ONLINE&languages=fo&outcome=NEW_KNOWLEDGE&step=check`,
    act: (page) => follow(page.locator('main button[value=send]')),
    ...refused,
  },
  { page: 'not open to you', state: 'proposing', as: 'member', path: propose, status: 403 },
];

/** The pages of exchanges, in every state that has been thought of. */
export const exchangeStates: readonly PageState[] = [
  ...asking,
  ...proposing,
  ...requested,
  ...underWay,
];

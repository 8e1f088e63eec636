import type { Page } from 'playwright-core';
import type { Reference } from './members.ts';
import { follow, send, sending } from './visit.ts';

/** Who looks: the people of the demonstration, one of `members.ts`, or somebody who did not sign in. */
export type Person = 'nobody' | 'member' | 'secretariat' | Reference;

/** A page in one of its states. */
export interface PageState {
  /** States of one page may have the same title, other pages may not. */
  readonly page: string;
  readonly state?: string;
  readonly as: Person;
  /** Below `/LOCALE`; `:single` is the id of that member of `members.ts`, `:token` a fresh token to sign in with. */
  readonly path: string;
  /** 200 unless said otherwise. */
  readonly status?: number;
  /** What is done there before it is looked at. */
  readonly act?: (page: Page) => Promise<unknown>;
  /** A form has problems: the title says so. */
  readonly failed?: boolean;
  /** Only phones have this state. */
  readonly phone?: boolean;
  /** It has a script of its own. */
  readonly live?: boolean;
}

/** What a page is that does not take what was sent. */
export const refused = { status: 400, failed: true } as const;

/** Sends a choice that the page does not offer. */
async function sendTampered(page: Page): Promise<void> {
  const chosen = page.locator('main input[type=radio]:checked');
  await chosen.evaluate((radio) => radio.setAttribute('value', 'EVERYBODY'));
  await send(page);
}

/** Says "not now", for the first of the reasons. */
async function sayNotNow(page: Page): Promise<void> {
  await page.locator('main input[type=radio]').first().check();
  await send(page);
}

async function openEverything(page: Page): Promise<void> {
  await page.locator('details').evaluateAll((all: HTMLDetailsElement[]) => {
    for (const one of all) one.open = true;
  });
}

/** Where there is room, navigation and languages stand there anyway. */
const opening = (id: string) => ({
  phone: true,
  act: (page: Page) =>
    page.locator(`#${id}`).evaluate((popover: HTMLElement) => popover.showPopover()),
});

/** Asks for links until it is one too many: the sixth time in an hour, in whatever language. */
async function askTooOften(page: Page): Promise<void> {
  const address = page.url();
  do {
    await page.goto(address);
    await sending({ email: 'impatient@members.example.org' })(page);
  } while ((await page.getByRole('alert').count()) === 0);
}

const open: PageState[] = [
  { page: 'home', as: 'nobody', path: '' },
  { page: 'home', state: 'menu open', as: 'nobody', path: '', ...opening('navigation') },
  { page: 'home', state: 'languages open', as: 'nobody', path: '', ...opening('languages') },
  { page: 'topics', as: 'nobody', path: '/topics' },
  { page: 'topics', state: 'found', as: 'nobody', path: '/topics?q=housing' },
  { page: 'topics', state: 'none found', as: 'nobody', path: '/topics?q=xyzzy' },
  { page: 'not found', as: 'nobody', path: '/nowhere', status: 404 },
  { page: 'not understood', as: 'nobody', path: '/%E0%A4%A', status: 400 },
];

const signIn: PageState[] = [
  { page: 'sign in', as: 'nobody', path: '/sign-in' },
  {
    page: 'sign in',
    state: 'sent here from another page',
    as: 'nobody',
    path: '/directory?q=land',
  },
  {
    page: 'sign in',
    state: 'wrong address',
    as: 'nobody',
    path: '/sign-in',
    act: sending({ email: 'nobody at example.org' }),
    ...refused,
  },
  {
    page: 'sign in',
    state: 'asked too often',
    as: 'nobody',
    path: '/sign-in',
    act: askTooOften,
    status: 429,
    failed: true,
  },
  {
    page: 'look in your inbox',
    as: 'nobody',
    path: '/sign-in',
    act: sending({ email: 'somebody@example.org' }),
  },
  { page: 'sign-in link', as: 'nobody', path: '/sign-in/link?token=:token' },
  {
    page: 'used link',
    as: 'nobody',
    path: '/sign-in/link?token=used',
    act: sending(),
    status: 410,
  },
  { page: 'used link', state: 'cut off', as: 'nobody', path: '/sign-in/link' },
  { page: 'signed out', as: 'nobody', path: '/sign-out' },
];

const directory: PageState[] = [
  { page: 'home', state: 'member', as: 'member', path: '' },
  {
    page: 'home',
    state: 'menu of a member',
    as: 'member',
    path: '',
    ...opening('navigation'),
  },
  { page: 'home', state: 'secretariat', as: 'secretariat', path: '' },
  { page: 'sign out', as: 'member', path: '/sign-out' },
  { page: 'directory', as: 'member', path: '/directory' },
  {
    page: 'directory',
    state: 'filters open',
    as: 'member',
    path: '/directory?kind=NGO&region=002',
  },
  { page: 'directory', state: 'one found', as: 'member', path: '/directory?language=is&kind=NGO' },
  {
    page: 'directory',
    state: 'nobody found',
    as: 'member',
    path: '/directory?q=xyzzy&topic=land&kind=COALITION&language=is&country=IS',
  },
  {
    page: 'directory',
    state: 'values that mean nothing',
    as: 'member',
    path: '/directory?topic=x&kind=x&region=x&language=xyzzy&country=xyzzy',
    failed: true,
  },
  { page: 'import of members', as: 'secretariat', path: '/members/import', live: true },
  { page: 'a member', as: 'member', path: '/members/:single' },
  { page: 'a member', state: 'Arabic', as: 'member', path: '/members/:arabic' },
  { page: 'a member', state: 'without a name', as: 'member', path: '/members/:atRisk' },
  { page: 'a member', state: 'shows nothing', as: 'member', path: '/members/:secret' },
  { page: 'a member', state: 'said nothing', as: 'newcomer', path: '/members/:newcomer' },
  { page: 'a member', state: 'own', as: 'single', path: '/members/:single' },
  { page: 'a member', state: 'at risk', as: 'secretariat', path: '/members/:atRisk' },
  { page: 'not found', state: 'no id', as: 'member', path: '/members/x', status: 404 },
  {
    page: 'not found',
    state: 'id of something else',
    as: 'member',
    path: `/members/${encodeURIComponent(btoa('Topic:0190a0c5-0000-7000-8000-000000000000'))}`,
    status: 404,
  },
  {
    page: 'not found',
    state: 'member that is gone',
    as: 'secretariat',
    path: `/members/${encodeURIComponent(btoa('Member:0190a0c5-0000-7000-8000-000000000000'))}`,
    status: 404,
  },
];

const pairings: PageState[] = [
  { page: 'pairings', as: 'member', path: '/pairings' },
  {
    page: 'pairings',
    state: 'everything open',
    as: 'member',
    path: '/pairings',
    act: openEverything,
  },
  {
    page: 'pairings',
    state: 'the next ones',
    as: 'member',
    path: '/pairings',
    act: (page) => follow(page.locator('a[rel=next]')),
  },
  { page: 'pairings', state: 'one', as: 'single', path: '/pairings' },
  { page: 'pairings', state: 'none', as: 'newcomer', path: '/pairings' },
  { page: 'pairings', state: 'at risk', as: 'atRisk', path: '/pairings' },
  { page: 'pairings', state: 'on behalf', as: 'secretariat', path: '/members/:arabic/pairings' },
  {
    page: 'not open to you',
    as: 'member',
    path: '/members/:arabic/pairings',
    status: 403,
  },
  { page: 'no member', as: 'secretariat', path: '/pairings' },
  { page: 'not now', as: 'single', path: '/pairings/not-now?partner=:partner' },
  {
    page: 'not now',
    state: 'without a reason, long note',
    as: 'single',
    path: '/pairings/not-now?partner=:partner',
    act: sending({ note: 'long '.repeat(900) }),
    ...refused,
  },
  {
    page: 'not now',
    state: 'on behalf',
    as: 'secretariat',
    path: '/members/:arabic/pairings/not-now?partner=:partner',
  },
  {
    page: 'pairings',
    state: 'one set aside',
    as: 'beginner',
    path: '/pairings/not-now?partner=:single',
    act: sayNotNow,
  },
  { page: 'never', as: 'single', path: '/pairings/never?partner=:atRisk' },
  {
    page: 'never',
    state: 'on behalf',
    as: 'secretariat',
    path: '/members/:arabic/pairings/never?partner=:single',
  },
  {
    page: 'pairings',
    state: 'one set aside for good',
    as: 'beginner',
    path: '/pairings/never?partner=:arabic',
    act: send,
  },
  { page: 'set aside', state: 'none', as: 'member', path: '/pairings/set-aside' },
  {
    page: 'set aside',
    state: 'some',
    as: 'beginner',
    path: '/pairings/not-now?partner=:single',
    async act(page) {
      await sayNotNow(page);
      await page.goto(page.url().replace(/\/pairings.*/, '/pairings/set-aside'));
    },
  },
  {
    page: 'not open to you',
    state: 'what others set aside',
    as: 'member',
    path: '/members/:arabic/pairings/set-aside',
    status: 403,
  },
  {
    page: 'weights',
    state: 'everything open',
    as: 'secretariat',
    path: '/weights',
    act: openEverything,
  },
  {
    page: 'weights',
    state: 'changed',
    as: 'secretariat',
    path: '/weights',
    act: sending({ declineMonths: '7' }),
  },
  {
    page: 'weights',
    state: 'no number',
    as: 'secretariat',
    path: '/weights',
    act: sending({ timeBase: 'half' }),
    ...refused,
  },
  {
    page: 'weights',
    state: 'out of range',
    as: 'secretariat',
    path: '/weights',
    act: sending({ timeBase: '7', relay: '-1' }),
    ...refused,
  },
  { page: 'not open to you', state: 'weights', as: 'member', path: '/weights', status: 403 },
  { page: 'no member', state: 'profile', as: 'secretariat', path: '/profile' },
];

const profile: PageState[] = [
  { page: 'profile', as: 'member', path: '/profile' },
  { page: 'profile', state: 'saved', as: 'member', path: '/profile?done=saved' },
  { page: 'profile', state: 'nothing said', as: 'newcomer', path: '/profile' },
  { page: 'profile of a member', as: 'secretariat', path: '/members/:arabic/profile' },
  {
    page: 'profile of a member',
    state: 'that keeps everything to itself',
    as: 'secretariat',
    path: '/members/:secret/profile',
  },
  {
    page: 'not open to you',
    state: 'a part kept from the secretariat',
    as: 'secretariat',
    path: '/members/:secret/profile/offers',
    status: 403,
  },
  { page: 'availability', as: 'member', path: '/profile/availability' },
  { page: 'offers', as: 'member', path: '/profile/offers?done=added' },
  { page: 'offers', state: 'none', as: 'newcomer', path: '/profile/offers' },
  {
    page: 'offers',
    state: 'on behalf',
    as: 'secretariat',
    path: '/members/:arabic/profile/offers',
  },
  { page: 'new offer', as: 'member', path: '/profile/offers/item' },
  {
    page: 'new offer',
    state: 'without a topic',
    as: 'member',
    path: '/profile/offers/item',
    act: sending({ note: 'Something we know.' }),
    ...refused,
  },
  { page: 'budget analysis', as: 'single', path: '/profile/offers/item?topic=budget-analysis' },
  {
    page: 'budget analysis',
    state: 'note too long',
    as: 'single',
    path: '/profile/offers/item?topic=budget-analysis',
    act: sending({ note: 'long '.repeat(300) }),
    ...refused,
  },
  {
    page: 'remove budget analysis',
    as: 'single',
    path: '/profile/offers/remove?topic=budget-analysis',
  },
  { page: 'needs', as: 'member', path: '/profile/needs' },
  { page: 'needs', state: 'none', as: 'newcomer', path: '/profile/needs' },
  { page: 'new need', as: 'member', path: '/profile/needs/item' },
  {
    page: 'new need',
    state: 'without a topic',
    as: 'member',
    path: '/profile/needs/item',
    act: sending(),
    ...refused,
  },
  { page: 'languages', as: 'member', path: '/profile/languages' },
  {
    page: 'languages',
    state: 'unknown',
    as: 'single',
    path: '/profile/languages',
    act: sending({ language: 'xyzzy' }),
    ...refused,
  },
  {
    page: 'languages',
    state: 'several',
    as: 'member',
    path: '/profile/languages',
    act: sending({ language: 'Ma' }),
    ...refused,
  },
  { page: 'themes', as: 'member', path: '/profile/themes' },
  {
    page: 'themes',
    state: 'none chosen',
    as: 'newcomer',
    path: '/profile/themes',
    act: sending(),
    ...refused,
  },
  { page: 'about', as: 'member', path: '/profile/about' },
  {
    page: 'about',
    state: 'no name, long notes',
    as: 'member',
    path: '/profile/about',
    act: sending({ name: '', notes: 'long '.repeat(900) }),
    ...refused,
  },
  { page: 'time', as: 'member', path: '/profile/time' },
  {
    page: 'time',
    state: 'no such city',
    as: 'newcomer',
    path: '/profile/time',
    act: sending({ city: 'Xyzzy' }),
    ...refused,
  },
  {
    page: 'time',
    state: 'several cities',
    as: 'member',
    path: '/profile/time',
    act: sending({ city: 'San' }),
    ...refused,
  },
  { page: 'visibility', as: 'member', path: '/profile/visibility?done=saved' },
  {
    page: 'visibility',
    state: 'not one of these',
    as: 'member',
    path: '/profile/visibility',
    act: sendTampered,
    ...refused,
  },
  { page: 'parts of the profile', as: 'atRisk', path: '/profile/visibility/parts' },
];

/** Every page in every state that has been thought of. */
export const pageStates: readonly PageState[] = [
  ...open,
  ...signIn,
  ...directory,
  ...pairings,
  ...profile,
];

import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { direction, locales, type Locale } from '../../web/lib/i18n/locales.ts';
import { translator } from '../../web/lib/i18n/translator.ts';
import { accessFindings, markupFindings, reflowFindings, type Look } from './audit.ts';
import { launchBrowser } from './chromium.ts';
import { emailOf } from './members.ts';
import { forgetfulForms } from './forgetful.ts';
import { exchangeStates } from './pages-exchanges.ts';
import { libraryStates } from './pages-library.ts';
import { pageStates, type PageState, type Person } from './pages.ts';
import { requestedExchange } from './requested.ts';
import { signInBy, openSite, type Site } from './site.ts';
import { exchangeUnderWay, expiredToken } from './under-way.ts';
import { visit } from './visit.ts';

const phone: Look = { width: 360, scheme: 'light' };
const desk: Look = { width: 1280, scheme: 'light' };
const deskAtNight: Look = { width: 1280, scheme: 'dark' };

/**
 * Everything takes long. So usually every page is looked at once: on a phone in English or in Arabic, or on a desk, in the
 * dark scheme, in French or in Spanish. They take turns.
 */
const full = Boolean(process.env.FULL);
const usual: Record<Locale, { look: Look; turn: number }> = {
  en: { look: phone, turn: 0 },
  fr: { look: deskAtNight, turn: 1 },
  es: { look: deskAtNight, turn: 2 },
  ar: { look: phone, turn: 3 },
};

const allStates = [...pageStates, ...exchangeStates, ...libraryStates];

function statesIn(locale: Locale): (readonly [string, PageState])[] {
  const { turn } = usual[locale];
  return allStates
    .filter((_, index) => full || index % locales.length === turn)
    .map((state) => [label(state), state]);
}

function looksAt(state: PageState, locale: Locale): Look[] {
  if (state.phone) return [phone];
  return full ? [phone, desk, deskAtNight] : [usual[locale].look];
}

/** Bytes that fit into the first round trip of a connection: what a page may weigh, packed, its style sheet included. */
const mostBytes = 14_000;

/** Traces of a value that nobody turned into words. */
const unspoken = /\bundefined\b|\bNaN\b|\[object |\{\w+[,}]/;

let browser: Browser;
let site: Site;
/** What paths name beside members, by the name that stands there. */
let places: Readonly<Record<string, string>>;
const contexts = new Map<Person, Promise<BrowserContext>>();

beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), openSite()]);
  const underWay = await exchangeUnderWay(site);
  const requested = await requestedExchange(site);
  places = { ...underWay, ...requested, expired: await expiredToken(site) };
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** The browser of a person, who signed in the first time that they were asked for. */
function contextOf(person: Person): Promise<BrowserContext> {
  const known = contexts.get(person);
  if (known) return known;
  const context = browser.newContext({ viewport: { width: 1280, height: 900 } });
  const signedIn = context.then(async (opened) => {
    if (person === 'nobody') return opened;
    const page = await opened.newPage();
    await signInBy(page, await site.linkFor(addressOf(person)));
    await page.close();
    return opened;
  });
  contexts.set(person, signedIn);
  return signedIn;
}

function addressOf(person: Exclude<Person, 'nobody'>): string {
  return person === 'member' || person === 'secretariat'
    ? site.demonstration[person]
    : emailOf(person);
}

async function urlOf({ path }: PageState, locale: Locale): Promise<string> {
  let filled = path;
  for (const [place, reference = ''] of path.matchAll(/:(\w+)/g)) {
    const known = places[reference];
    const value =
      reference === 'token'
        ? new URL(await site.linkFor(emailOf('newcomer'))).searchParams.get('token')
        : known === undefined
          ? await site.idOf(reference as Parameters<Site['idOf']>[0])
          : encodeURIComponent(known);
    filled = filled.replace(place, value ?? '');
  }
  return `${site.address}/${locale}${filled}`;
}

describe.each(locales)('in %s', (locale) => {
  // What the title of a window begins with while the form on its page has problems.
  const failed = translator(locale).t('site.error-title', { title: '' }).trim();
  const titles = new Map<string, string>();

  it.concurrent.for(statesIn(locale))('%s', async ([, state], { onTestFinished }) => {
    const context = await contextOf(state.as);
    const { page, response, misdeeds, leave } = await visit(
      context,
      await urlOf(state, locale),
      state.act,
    );
    onTestFinished(leave);
    expect(response.status()).toBe(state.status ?? 200);

    const html = await response.text();
    expect(html.includes('<script')).toBe(state.live ?? false);
    const { responseBodySize } = await response.request().sizes();
    expect(responseBodySize, 'bytes').toBeLessThanOrEqual(mostBytes);
    if (state.as === 'nobody') {
      expect(await context.cookies()).toEqual([]);
      expect(await response.headerValue('set-cookie')).toBeNull();
    } else {
      expect(await response.headerValue('cache-control')).toContain('no-store');
    }

    expect(await page.locator('html').getAttribute('lang')).toBe(locale);
    expect(await page.locator('html').getAttribute('dir')).toBe(direction(locale));
    expect(await page.locator('body').innerText()).not.toMatch(unspoken);
    const title = await page.title();
    expect(title.startsWith(failed), title).toBe(state.failed ?? false);
    expect(titles.get(title) ?? state.page, title).toBe(state.page);
    titles.set(title, state.page);

    const findings = [...(await markupFindings(html)), ...(await reflowFindings(page))];
    if (state.as !== 'nobody') findings.push(...(await forgetfulForms(page)));
    for (const look of looksAt(state, locale)) {
      findings.push(...(await accessFindings(page, look)));
    }
    expect([...findings, ...misdeeds]).toEqual([]);
  });
});

function label({ page, state, as }: PageState): string {
  return [page, state, as === 'nobody' ? undefined : `as ${as}`].filter(Boolean).join(', ');
}

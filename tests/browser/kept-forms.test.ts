import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { translator } from '../../web/lib/i18n/translator.ts';
import { markupFindings, reflowFindings } from './audit.ts';
import { callerFor } from './caller.ts';
import { launchBrowser } from './chromium.ts';
import { emailOf } from './members.ts';
import { signInBy, openSite, type Site } from './site.ts';
import { follow, send } from './visit.ts';

let browser: Browser;
let site: Site;
/** An exchange between `weaver` and `rower` that has no agreement yet; its id as pages name it. */
let exchange: string;

beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), openSite()]);
  const [weaver, rower] = await Promise.all([
    callerFor(site, emailOf('weaver')),
    callerFor(site, emailOf('rower')),
  ]);
  const asked = await weaver.act<{ exchange: { id: string } }>(
    'requestExchange',
    {
      partner: decodeURIComponent(await site.idOf('rower')),
      outcome: 'ENHANCED_SKILL',
      formats: ['ONLINE'],
      languages: ['fo'],
    },
    'exchange { id }',
  );
  exchange = asked.exchange.id;
  await rower.act('acceptExchange', { exchange, keepReceiving: true });
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

// Each step goes on where the one before it ended, as it does for the person who takes them.
describe.each(['en', 'ar'] as const)('what is typed while the session ends, in %s', (locale) => {
  const { t } = translator(locale);
  /** As long as a text may be, and not one letter of it may be seen. */
  const secret = 'نلتقي عند المرفأ <b>"&';
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 360, height: 740 },
    });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await signIn(page, 'weaver');
  });
  afterAll(() => context.close());

  const signIn = async (on: Page, who: 'weaver' | 'rower') =>
    signInBy(on, await site.linkFor(emailOf(who), locale));
  /** In another window of the same browser, as from an e-mail. */
  async function inAnotherWindow(act: (window: Page) => Promise<unknown>): Promise<void> {
    const window = await context.newPage();
    await act(window);
    await window.close();
  }
  const endSessions = () =>
    site.prisma.session.deleteMany({
      where: { user: { email: emailOf('weaver') } },
    });
  const open = (path: string) => page.goto(`${site.address}/${locale}${path}`);
  const main = () => page.getByRole('main').innerText();
  const field = (name: string) => page.locator(`main [name="${name}"]`);
  const option = (name: string, value: string) =>
    page.locator(`main [name="${name}"][value="${value}"]`);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  async function keptUnread(text: string): Promise<void> {
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(t('sign-in.kept-title'));
    expect(await page.content()).not.toContain(text.slice(0, 8));
    expect(decodeURIComponent(page.url())).not.toContain(text.slice(0, 8));
    expect(await page.locator('a:not([target="_blank"], [href^="#"], .brand)').count()).toBe(0);
  }

  it('comes back as the next step of a request', async () => {
    const message = secret.repeat(80);
    const asked =
      'kind=ONE_WAY&share=budget-analysis&formats=ONLINE&languages=fo&outcome=NEW_KNOWLEDGE';
    await open(`/pairings/ask?partner=${await site.idOf('single')}&${asked}&step=message`);
    await field('message').fill(message);
    await endSessions();
    await follow(button(t('exchanges.ask-next')));
    await keptUnread(message);

    await follow(button(t('sign-in.kept-send')));
    expect(await page.getByRole('alert').innerText()).toContain(t('sign-in.kept-not-yet'));
    await keptUnread(message);

    await inAnotherWindow(async (window) => {
      await signIn(window, 'weaver');
      expect(await window.getByRole('main').innerText()).toContain(t('sign-in.back-title'));
    });
    await follow(button(t('sign-in.kept-send')));
    expect(await main()).toContain(message.slice(0, 500));
  });

  it('comes back with what is wrong with it', async () => {
    await open('/profile/offers/item');
    await field('note').fill(secret);
    await endSessions();
    await send(page);
    await keptUnread(secret);
    await inAnotherWindow((window) => signIn(window, 'weaver'));
    await follow(button(t('sign-in.kept-send')));
    expect(await page.getByRole('alert').innerText()).toContain(t('profile.no-topic'));
    expect(await field('note').inputValue()).toBe(secret);
  });

  it('comes back to nobody else, who is not taken for its writer either', async () => {
    await open(`/exchanges/${encodeURIComponent(exchange)}/agreement/draft`);
    await field('objectives').fill('We learn to draw maps.');
    await option('interpretation', 'NOT_NEEDED').check();
    await field('safety').fill(secret);
    await inAnotherWindow((window) => signIn(window, 'rower'));
    await follow(button(t('agreement.save')));
    await keptUnread(secret);
    expect(await main()).toContain(t('sign-in.kept-sign-out'));
    await follow(button(t('sign-in.kept-send')));
    expect(await page.getByRole('alert').innerText()).toContain(t('sign-in.kept-another'));
    await keptUnread(secret);

    await inAnotherWindow((window) => signIn(window, 'weaver'));
    await follow(button(t('sign-in.kept-send')));
    expect(await page.getByRole('status').first().innerText()).toBe(t('exchanges.done.draft'));
    await open(`/exchanges/${encodeURIComponent(exchange)}/agreement/draft`);
    expect(await field('safety').inputValue()).toBe(secret);
  });

  it('waits on a page that reads well', async () => {
    await open('/profile/about');
    await endSessions();
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await send(page);
    const response = await answered;
    expect(response.headers()['cache-control']).toContain('no-store');
    expect(await markupFindings(await response.text())).toEqual([]);
    expect(await reflowFindings(page)).toEqual([]);
    await signIn(page, 'weaver');
  });
});

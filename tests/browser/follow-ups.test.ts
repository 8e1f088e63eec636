import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { translator } from '../../web/lib/i18n/translator.ts';
import { launchBrowser } from './chromium.ts';
import { emailOf, nameOf } from './members.ts';
import { newPage } from './new-page.ts';
import { openSite, signInBy, type Site } from './site.ts';
import { expiredToken, exchangeUnderWay, type UnderWay } from './under-way.ts';
import { follow, send } from './visit.ts';

let browser: Browser;
let site: Site;
let there: UnderWay;

beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), openSite()]);
  there = await exchangeUnderWay(site);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const main = (page: Page) => page.getByRole('main').innerText();
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();

// Each step goes on where the one before it ended, as it does for the person who takes them.
describe.each(['en', 'ar'] as const)('a follow-up by the link of an e-mail, in %s', (locale) => {
  const { t } = translator(locale);
  const learned = `Paper <b>first</b>, in ${locale}.`;
  let page: Page;
  beforeAll(async () => void (page = await newPage(browser)));
  afterAll(() => page.context().close());

  const open = (key: string) =>
    page.goto(`${site.address}/${locale}/follow-ups/${encodeURIComponent(key)}`);
  const useful = () => page.getByRole('radio', { name: t('follow-ups.useful.4'), exact: true });
  const stored = () => site.prisma.followUp.findFirst({ where: { learned: { not: null } } });

  it('opens without signing in, changes nothing, and tells nothing of the parties', async () => {
    const before = await stored();
    const response = await open(there.followUpToken);
    expect(await response?.headerValue('cache-control')).toContain('no-store');
    expect(await heading(page)).toBe(t('follow-ups.kind.MIDWAY'));
    const said = await page.content();
    for (const party of ['weaver', 'rower'] as const) expect(said).not.toContain(nameOf(party));
    expect(await page.context().cookies()).toEqual([]);
    expect(await stored()).toEqual(before);
  });

  it('is quick to leave, to an empty page', async () => {
    const way = page.getByRole('link', { name: t('site.quick-exit') });
    expect(await way.getAttribute('href')).toBe('about:blank');
  });

  it('keeps what was written when there is something to mend', async () => {
    await page.getByLabel(t('follow-ups.learned')).fill('long '.repeat(500));
    await send(page);
    expect(await page.getByRole('alert').count()).toBe(1);
    expect(await page.getByLabel(t('follow-ups.learned')).inputValue()).toContain('long long');
  });

  it('takes the answers, and says so on a page that holds no key', async () => {
    await useful().check();
    await page.getByLabel(t('follow-ups.learned')).fill(learned);
    await send(page);
    expect(await heading(page)).toBe(t('follow-ups.sent-title'));
    expect(page.url()).not.toContain(there.followUpToken);
    expect(await stored()).toMatchObject({ useful: 4, learned });
  });

  it('shows them when it is opened again', async () => {
    await open(there.followUpToken);
    expect(await main(page)).toContain(t('follow-ups.answered-already'));
    expect(await page.getByLabel(t('follow-ups.learned')).inputValue()).toBe(learned);
    expect(await useful().isChecked()).toBe(true);
  });

  it('says calmly when a link is too old, cut off or changed', async () => {
    const token = there.followUpToken;
    const changed = `${token.slice(0, 10)}${token[10] === 'A' ? 'B' : 'A'}${token.slice(11)}`;
    for (const bad of [await expiredToken(site), token.slice(0, 40), changed]) {
      await open(bad);
      expect(await heading(page)).toBe(t('follow-ups.expired-title'));
      expect(await page.locator('main form').count()).toBe(0);
    }
  });

  it('gives back what was written when the link is not good any more', async () => {
    // As if the page had stood open until the link was too old.
    const old = `/${locale}/follow-ups/${await expiredToken(site)}`;
    const response = await page.request.post(site.address + old, {
      form: { help: 'A projector.', learned: '' },
      headers: { origin: site.address },
    });
    expect(response.status()).toBe(410);
    expect(await response.text()).toContain('A projector.');
  });
});

describe('a follow-up on the page of the exchange', () => {
  const { t } = translator('en');
  let page: Page;
  beforeAll(async () => {
    page = await newPage(browser);
    await signInBy(page, await site.linkFor(emailOf('weaver')));
  });
  afterAll(() => page.context().close());

  it('is found, answered anew, and leads back', async () => {
    await page.goto(`${site.address}/en/exchanges/${encodeURIComponent(there.exchange)}`);
    const part = page.getByRole('region', { name: t('follow-ups.title') });
    await part.getByText(t('follow-ups.kind.MIDWAY')).click();
    await follow(part.getByRole('link', { name: t('follow-ups.change') }));
    await page.getByLabel(t('follow-ups.help')).fill('A projector.');
    await send(page);
    expect(new URL(page.url()).pathname).toContain('/exchanges/');
    expect(await page.getByRole('status').innerText()).toBe(t('follow-ups.sent-title'));
    await part.getByText(t('follow-ups.kind.MIDWAY')).click();
    expect(await part.innerText()).toContain('A projector.');
  });

  it('is not for the other party', async () => {
    const other = await newPage(browser);
    await signInBy(other, await site.linkFor(emailOf('rower')));
    await other.goto(`${site.address}/en/exchanges/${encodeURIComponent(there.exchange)}`);
    expect(await main(other)).not.toContain('A projector.');
    const key = encodeURIComponent(there.followUp);
    expect((await other.goto(`${site.address}/en/follow-ups/${key}`))?.status()).toBe(404);
    await other.context().close();
  });
});

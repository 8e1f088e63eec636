import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { translator } from '../../web/lib/i18n/translator.ts';
import { callerFor } from './caller.ts';
import { launchBrowser } from './chromium.ts';
import { emailOf, nameOf, type Reference } from './members.ts';
import { newPage } from './new-page.ts';
import { openSite, signInBy, type Site } from './site.ts';
import { exchangeUnderWay, type UnderWay } from './under-way.ts';
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

/** A phone whose browser runs no scripts; of somebody who is signed in, or of nobody. */
async function phoneOf(who: Reference | null, locale: 'en' | 'ar' = 'en'): Promise<Page> {
  const page = await newPage(browser);
  if (who) await signInBy(page, await site.linkFor(emailOf(who), locale));
  return page;
}

const main = (page: Page) => page.getByRole('main').innerText();
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();
const status = (page: Page) => page.getByRole('status').innerText();

const texts = {
  en: { title: 'Reading <i>a</i> budget', body: 'Who pays?\n\nWho decides?', word: 'decided' },
  ar: { title: 'قراءة الموازنة', body: 'من يدفع؟\n\nمن يقرّر المبالغ؟', word: 'موازنه' },
} as const;

// Each step goes on where the one before it ended, as it does for the people who take them.
describe.each(['en', 'ar'] as const)('a learning note, in %s', (locale) => {
  const { t } = translator(locale);
  const { title, body, word } = texts[locale];
  let writer: Page;
  let other: Page;
  let reader: Page;

  beforeAll(async () => {
    [writer, other, reader] = await Promise.all([
      phoneOf('weaver', locale),
      phoneOf('rower', locale),
      phoneOf(null),
    ]);
  });
  afterAll(() => Promise.all([writer, other, reader].map((page) => page.context().close())));

  const openExchange = (page: Page) =>
    page.goto(`${site.address}/${locale}/exchanges/${encodeURIComponent(there.exchange)}`);
  const noteOn = (page: Page): Locator =>
    page
      .getByRole('region', { name: t('library.notes') })
      .getByRole('listitem')
      .filter({ hasText: title });
  const search = () =>
    reader.goto(`${site.address}/${locale}/library?${new URLSearchParams({ q: word })}`);

  it('keeps what was written when something is missing', async () => {
    await openExchange(writer);
    await follow(writer.getByRole('link', { name: t('library.write') }));
    await writer.getByLabel(t('library.body'), { exact: true }).fill(body);
    await send(writer);
    expect(await writer.getByRole('alert').count()).toBe(1);
    expect(await writer.getByLabel(t('library.body'), { exact: true }).inputValue()).toBe(body);
  });

  it('is saved as a draft that nobody else reads', async () => {
    await writer.getByLabel(t('library.note-title'), { exact: true }).fill(title);
    await send(writer);
    expect(await status(writer)).toBe(t('library.saved'));
    expect(await main(writer)).toContain(title);
    await search();
    expect(await main(reader)).not.toContain(title);
  });

  it('waits for the consent of all, each saying whether its name may stand there', async () => {
    await send(writer);
    expect(await writer.getByRole('alert').innerText()).toContain(t('library.no-named'));
    await writer.getByRole('radio', { name: t('library.named-no') }).check();
    await send(writer);
    expect(await status(writer)).toBe(t('library.done.note-agreed'));
    expect(await noteOn(writer).innerText()).toContain(t('library.state.DRAFT'));
    await search();
    expect(await main(reader)).not.toContain(title);
  });

  it('is in the library once the last one agreed, found by another form of a word', async () => {
    await openExchange(other);
    await follow(noteOn(other).getByRole('link', { name: t('library.read-agree') }));
    expect(await main(other)).toContain(body.split('\n')[0]);
    await other.getByRole('radio', { name: nameOf('rower') }).check();
    await send(other);
    expect(await status(other)).toBe(t('library.done.note-published'));

    await search();
    await follow(reader.getByRole('link', { name: title }));
    expect(await heading(reader)).toBe(title);
    expect(await main(reader)).toContain(nameOf('rower'));
    expect(await main(reader)).not.toContain(nameOf('weaver'));
    // The licence in plain words, and where its text is.
    expect(await main(reader)).toContain(t('library.may.CC_BY_SA'));
    expect(await main(reader)).toContain('creativecommons.org/licenses/by-sa/4.0');
  });

  it('leaves the library at once when one takes its consent back', async () => {
    const address = reader.url();
    await openExchange(writer);
    await follow(noteOn(writer).getByRole('link', { name: t('library.withdraw') }));
    expect(await main(writer)).toContain(t('library.withdraw-copies'));
    await send(writer);
    expect(await status(writer)).toBe(t('library.done.note-withdrawn'));
    expect((await reader.goto(address))?.status()).toBe(404);
    await search();
    expect(await main(reader)).not.toContain(title);
  });
});

describe('the library', () => {
  const { t } = translator('en');

  it('says what to leave out when nothing fits', async () => {
    const page = await phoneOf(null);
    await page.goto(`${site.address}/en/library?q=xyzzy&language=ar`);
    expect(await main(page)).toContain(t('library.none-title'));
    await follow(page.getByRole('link', { name: /xyzzy/ }));
    expect(new URL(page.url()).search).toBe('?language=ar');
    await page.context().close();
  });
});

describe('the inbox', () => {
  const { t } = translator('en');

  it('counts what is new, opens it where it can be acted on, and knows that it was read', async () => {
    const page = await phoneOf('weaver');
    const waiting = async () =>
      site.prisma.notification.count({ where: { email: emailOf('weaver'), readAt: null } });
    const before = await waiting();
    expect(before).toBeGreaterThan(1);
    await page.goto(`${site.address}/en/inbox`);
    expect(await main(page)).toContain(t('inbox.unread', { count: before }));
    await follow(page.getByRole('list', { name: /new/ }).getByRole('button').first());
    expect(new URL(page.url()).pathname).not.toContain('/inbox');
    expect(await waiting()).toBe(before - 1);

    await page.goto(`${site.address}/en/inbox`);
    await follow(page.getByRole('button', { name: t('inbox.read-all') }));
    expect(await status(page)).toBe(t('inbox.done.read'));
    expect(await waiting()).toBe(0);
    await page.context().close();
  });

  it('keeps the choice of when e-mails come, and in which language', async () => {
    const page = await phoneOf('weaver');
    await page.goto(`${site.address}/en/inbox/settings`);
    await page.getByRole('radio', { name: t('inbox.mailing.DAILY') }).check();
    await page.getByLabel(t('inbox.locale')).selectOption('ar');
    await send(page);
    expect(await status(page)).toBe(t('inbox.done.saved'));
    await page.goto(`${site.address}/en/inbox/settings`);
    expect(await page.getByRole('radio', { name: t('inbox.mailing.DAILY') }).isChecked()).toBe(
      true,
    );
    expect(await page.getByLabel(t('inbox.locale')).inputValue()).toBe('ar');
    await page.context().close();
  });
});

describe('the inbox of somebody whose browser runs scripts', () => {
  const { t } = translator('en');

  it('learns of what is new while it is open', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    await signInBy(page, await site.linkFor(emailOf('rower')));
    await page.goto(`${site.address}/en/inbox`);
    const line = page.getByRole('status').getByRole('link', { name: t('inbox.live') });
    expect(await line.count()).toBe(0);
    const weaver = await callerFor(site, emailOf('weaver'));
    await weaver.act('sendExchangeMessage', { exchange: there.exchange, text: 'Hello.' });
    await line.waitFor();
    expect(await page.title()).toMatch(/^\(\d+\) /);
    await follow(line);
    expect(await main(page)).toContain(nameOf('weaver'));
    await context.close();
  });
});

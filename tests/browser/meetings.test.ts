import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { translator } from '../../web/lib/i18n/translator.ts';
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

/** A phone of somebody who is signed in and whose browser runs no scripts. */
async function phoneOf(who: Reference, locale: 'en' | 'ar'): Promise<Page> {
  const page = await newPage(browser);
  await signInBy(page, await site.linkFor(emailOf(who), locale));
  return page;
}

const main = (page: Page) => page.getByRole('main').innerText();
const status = (page: Page) => page.getByRole('status').innerText();
const dayIn = (days: number) =>
  new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

// Each step goes on where the one before it ended, as it does for the people who take them.
describe.each(['en', 'ar'] as const)('a meeting, in %s', (locale) => {
  const { t } = translator(locale);
  let weaver: Page;
  let rower: Page;

  beforeAll(async () => {
    [weaver, rower] = await Promise.all([phoneOf('weaver', locale), phoneOf('rower', locale)]);
  });
  afterAll(() => Promise.all([weaver.context().close(), rower.context().close()]));

  const openExchange = (page: Page) =>
    page.goto(`${site.address}/${locale}/exchanges/${encodeURIComponent(there.exchange)}`);
  const part = (page: Page) => page.getByRole('region', { name: t('meetings.title') });
  const planned = (minutes: number) =>
    part(weaver)
      .getByRole('listitem')
      .filter({ hasText: t('meetings.minutes', { count: minutes }) });

  it('begins with times, ticked and typed; one that is past stays to be mended', async () => {
    await openExchange(weaver);
    await follow(part(weaver).getByRole('link', { name: t('meetings.propose') }));
    await weaver.locator('[name="picked[]"]').first().check();
    await weaver.locator('[name=day-0]').fill('2020-02-03');
    await weaver.locator('[name=hour-0]').fill('10:00');
    await weaver.getByLabel(t('meetings.length')).selectOption('45');
    await send(weaver);
    const problem = weaver.getByRole('alert').getByRole('link');
    expect(await problem.getAttribute('href')).toBe('#day-0');
    expect(await weaver.locator('[name="picked[]"]').first().isChecked()).toBe(true);
    await weaver.locator('[name=day-0]').fill(dayIn(20));
    await send(weaver);
    expect(await status(weaver)).toBe(t('meetings.done.times-proposed'));
  });

  it('is fixed when the other says what fits', async () => {
    await openExchange(rower);
    const title = t('meetings.proposed', { name: nameOf('weaver') });
    expect(await part(rower).innerText()).toContain(title);
    await follow(
      part(rower)
        .getByRole('link', { name: t('meetings.answer'), exact: true })
        .first(),
    );
    const answer = rower.getByRole('button', { name: t('meetings.answer-send') });
    await follow(answer);
    expect(await rower.getByRole('alert').innerText()).toContain(t('meetings.none-ticked'));
    await rower.locator('[name="fits[]"]').last().check();
    await follow(answer);
    expect(await status(rower)).toBe(t('meetings.done.times-answered'));
    await openExchange(weaver);
    expect(await planned(45).first().innerText()).toContain(t('meetings.calendar'));
  });

  it('can be put into a calendar', async () => {
    const link = planned(45)
      .first()
      .getByRole('link', { name: t('meetings.calendar') });
    const address = new URL((await link.getAttribute('href')) ?? '', weaver.url()).href;
    const response = await weaver.request.get(address);
    expect(response.headers()['content-type']).toContain('text/calendar');
    expect(await response.text()).toMatch(/^BEGIN:VCALENDAR[^]*DTSTART/);
    // Nobody else gets it.
    const stranger = await phoneOf('newcomer', locale);
    expect((await stranger.request.get(address)).status()).toBe(404);
    await stranger.context().close();
  });

  it('is moved, and called off after asking once more', async () => {
    await follow(
      planned(45)
        .first()
        .getByRole('link', { name: t('meetings.move'), exact: true }),
    );
    await weaver.locator('[name=day]').fill(dayIn(25));
    await weaver.getByLabel(t('meetings.length')).selectOption('120');
    await send(weaver);
    expect(await status(weaver)).toBe(t('meetings.done.session-moved'));
    await follow(
      planned(120)
        .first()
        .getByRole('link', { name: t('meetings.cancel'), exact: true }),
    );
    expect(await main(weaver)).toContain(t('meetings.cancel-lead'));
    await send(weaver);
    expect(await status(weaver)).toBe(t('meetings.done.session-cancelled'));
    expect(await part(weaver).textContent()).toContain(t('meetings.cancelled'));
  });

  it('is told of, to the other party or to the secretariat alone', async () => {
    for (const [shared, note] of [
      ['all', `Shared <b>note</b> in ${locale}.`],
      ['own', `Private note in ${locale}.`],
    ] as const) {
      await openExchange(weaver);
      await follow(part(weaver).getByRole('link', { name: t('meetings.log-unplanned') }));
      await weaver.locator('[name=day]').fill(dayIn(-2));
      await weaver.locator('[name=hour]').fill(shared === 'all' ? '09:00' : '15:00');
      await weaver.locator('[name=note]').fill(note);
      await weaver.locator(`[name=shared][value=${shared}]`).check();
      await send(weaver);
      expect(await status(weaver)).toBe(t('meetings.done.session-logged'));
      // Older ones stand behind a line that opens.
      expect(await part(weaver).textContent()).toContain(note);
    }
    await openExchange(rower);
    expect(await part(rower).textContent()).toContain(`Shared <b>note</b> in ${locale}.`);
    expect(await rower.content()).not.toContain(`Private note in ${locale}.`);
  });
});

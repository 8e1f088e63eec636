import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMailServer, type MailServer } from '../server/mail-server.ts';
import { launchBrowser } from './chromium.ts';
import { emailOf, nameOf } from './members.ts';
import { newPage } from './new-page.ts';
import { openSite, signInBy, type Site } from './site.ts';
import { follow, send } from './visit.ts';

let browser: Browser;
let site: Site;
let mail: MailServer;

beforeAll(async () => {
  mail = await startMailServer();
  [browser, site] = await Promise.all([launchBrowser(), openSite(mail.url)]);
});
afterAll(async () => {
  await browser.close();
  await site.close();
  await mail.close();
});

async function signedIn(email: string, width?: number): Promise<Page> {
  const page = await newPage(browser, { width });
  await signInBy(page, await site.linkFor(email));
  return page;
}

const pathOf = (page: Page) => new URL(page.url()).pathname;
const main = (page: Page) => page.getByRole('main').innerText();
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name });
const namesOfCards = (page: Page) => page.getByRole('article').getByRole('heading').allInnerTexts();

describe('signing in', () => {
  it.each([
    ['en', 'Sign in'],
    ['ar', 'تسجيل الدخول'],
  ] as const)('by a link in an e-mail, in %s', async (locale, button) => {
    const page = await newPage(browser);
    await page.goto(`${site.address}/${locale}`);
    await follow(page.getByRole('main').getByRole('link', { name: button }));
    await page.getByRole('textbox').fill(emailOf('single'));
    await send(page);
    expect(await main(page)).toContain(emailOf('single'));

    const { to, text } = await mail.next();
    expect(to).toEqual([emailOf('single')]);
    await page.goto(/http\S+/.exec(text)?.[0] ?? '');
    expect(await page.context().cookies()).toEqual([]);
    await follow(page.getByRole('main').getByRole('button', { name: button }));
    expect(pathOf(page)).toBe(`/${locale}/pairings`);
    expect(await page.locator('html').getAttribute('dir')).toBe(locale === 'ar' ? 'rtl' : 'ltr');
    await page.context().close();
  });

  it('works once for a link', async () => {
    const link = await site.linkFor(emailOf('single'));
    await (await signInPage(link)).context().close();
    const page = await signInPage(link);
    expect(await heading(page)).toBe('This link no longer works');
    await page.context().close();
  });

  it('leads back to where somebody wanted to go', async () => {
    const page = await newPage(browser);
    await page.goto(`${site.address}/en/directory?q=land`);
    expect(await heading(page)).toBe('Sign in');
    expect(new URL(page.url()).searchParams.get('return')).toBe('/en/directory?q=land');
    await page.context().close();
  });

  it('ends everywhere at once', async () => {
    const [lost, kept] = [
      await signedIn(emailOf('partner'), 1280),
      await signedIn(emailOf('partner'), 1280),
    ];
    await follow(link(kept, 'Sign out everywhere'));
    await follow(kept.getByRole('main').getByRole('button', { name: 'Sign out everywhere' }));
    expect(await heading(kept)).toBe('You are signed out');
    for (const page of [kept, lost]) {
      await page.goto(`${site.address}/en/profile`);
      expect(await heading(page)).toBe('Sign in');
      await page.context().close();
    }
  });

  it('ends on one device alone', async () => {
    const [here, there] = [
      await signedIn(emailOf('partner'), 1280),
      await signedIn(emailOf('partner'), 1280),
    ];
    await follow(here.getByRole('navigation').getByRole('button', { name: 'Sign out' }));
    await here.goto(`${site.address}/en/profile`);
    expect(await heading(here)).toBe('Sign in');
    await there.goto(`${site.address}/en/profile`);
    expect(await heading(there)).toBe('Your profile');
    await Promise.all([here.context().close(), there.context().close()]);
  });

  async function signInPage(link: string): Promise<Page> {
    const page = await newPage(browser);
    await signInBy(page, link);
    return page;
  }
});

describe('a newcomer to the demonstration', () => {
  it('sees whom to learn with, and why, and who that is', async () => {
    const page = await newPage(browser);
    await signInBy(page, site.printedLinks.member);
    expect(await heading(page)).toBe('Whom you could learn with');

    const best = page.getByRole('article').first();
    const partner = await best.getByRole('heading', { level: 2 }).innerText();
    for (const title of ['You can learn', 'They can learn']) {
      const side = best.locator('section', { has: page.getByRole('heading', { name: title }) });
      expect(await side.getByRole('listitem').count()).toBeGreaterThan(0);
    }
    const why = best.getByRole('group').filter({ hasText: 'Why this pairing' });
    await why.locator('summary').click();
    expect(await why.locator('li').first().isVisible()).toBe(true);
    expect(await why.getByRole('row', { name: 'Fit, at most 1' }).innerText()).toMatch(/\d/);

    // The second is shown in outline, and opens.
    const second = page.getByRole('article').nth(1);
    expect(await second.getByText('They have:').first().isVisible()).toBe(false);
    await second.getByText('More about this pairing').click();
    expect(await second.getByText('They have:').first().isVisible()).toBe(true);

    await follow(best.getByRole('heading', { level: 2 }).getByRole('link'));
    expect(await heading(page)).toBe(partner);
    await page.context().close();
  });
});

describe('the directory', () => {
  let page: Page;
  beforeAll(async () => {
    page = await signedIn(site.demonstration.member);
  });
  afterAll(() => page.context().close());

  it('is turned over page by page, forth and back', async () => {
    await page.goto(`${site.address}/en/directory`);
    const first = await namesOfCards(page);
    await follow(link(page, 'Next'));
    const second = await namesOfCards(page);
    expect([first.length, second.length]).toEqual([20, 20]);
    expect(first.filter((name) => second.includes(name))).toEqual([]);
    await follow(link(page, 'Previous'));
    expect(await namesOfCards(page)).toEqual(first);
    expect(await link(page, 'Previous').count()).toBe(0);
  });

  it('finds members by a part of their name, however it is typed', async () => {
    await page.goto(`${site.address}/en/directory`);
    await page.getByLabel('Name or topic').fill('HUSNÆÐIS');
    await send(page);
    expect(await namesOfCards(page)).toEqual([nameOf('single')]);
  });

  it('narrows by topic, kind, region, language and country, and says what it found', async () => {
    await page.goto(`${site.address}/en/directory`);
    await page.getByText('Filters', { exact: true }).click();
    await page.getByLabel('Topic', { exact: true }).selectOption('budget-analysis');
    await page.getByLabel('Kind of member').selectOption({ label: 'NGO' });
    await page.getByLabel('Region').selectOption({ label: 'Europe' });
    await page.getByLabel('Language', { exact: true }).fill('islandais');
    await page.getByLabel('Country').fill('Islande');
    await send(page);
    expect(await page.getByRole('heading', { level: 2 }).innerText()).toBe('2 members');
    expect((await namesOfCards(page)).sort()).toEqual([nameOf('partner'), nameOf('single')].sort());
    // What was asked stands there, to be changed.
    expect(await page.getByLabel('Country').inputValue()).toBe('Islande');
    expect(await page.getByLabel('Kind of member').inputValue()).toBe('NGO');
  });

  it('keeps what was asked while pages are turned', async () => {
    await page.goto(`${site.address}/en/directory?language=French`);
    await follow(link(page, 'Next'));
    expect(await page.getByLabel('Language', { exact: true }).inputValue()).toBe('French');
    for (const card of await page.getByRole('article').allInnerTexts()) {
      expect(card).toContain('French');
    }
  });

  it('leads on when nobody is found', async () => {
    await page.goto(`${site.address}/en/directory?q=${nameOf('single')}&kind=COALITION`);
    expect(await main(page)).toContain('No member fits all of this');
    await follow(link(page, /^Without .*Coalition/));
    expect(await namesOfCards(page)).toEqual([nameOf('single')]);
  });

  it('keeps what it does not understand, and says so', async () => {
    await page.goto(`${site.address}/en/directory`);
    await page.getByText('Filters', { exact: true }).click();
    await page.getByLabel('Language', { exact: true }).fill('Elvish');
    await send(page);
    const alert = page.getByRole('alert').getByRole('link', { name: /Elvish/ });
    expect(await alert.getAttribute('href')).toBe('#language');
    expect(await page.getByLabel('Language', { exact: true }).inputValue()).toBe('Elvish');
  });

  it('does not find by what is hidden', async () => {
    await page.goto(`${site.address}/en/directory?q=Night+Garden`);
    expect(await main(page)).toContain('No member fits all of this');
  });
});

describe('the secretariat', () => {
  it('edits for a member that it found in the directory', async () => {
    const page = await newPage(browser, { width: 1280 });
    await signInBy(page, site.printedLinks.secretariat);
    expect(await heading(page)).toBe('Directory');
    await page.getByLabel('Name or topic').fill('night garden');
    await send(page);
    await follow(link(page, nameOf('atRisk')));
    expect(await main(page)).toContain('At risk');

    await follow(link(page, 'Edit this profile'));
    expect(await main(page)).toContain(`You are acting for ${nameOf('atRisk')}`);
    await follow(link(page, 'About you'));
    await page.getByLabel('Good to know').fill('Write, never call.');
    await send(page);
    expect(await page.getByRole('status').innerText()).toBe('Saved.');
    expect(await heading(page)).toBe(`Profile of ${nameOf('atRisk')}`);

    const member = await signedIn(emailOf('atRisk'));
    await member.goto(`${site.address}/en/profile/about`);
    expect(await member.getByLabel('Good to know').inputValue()).toBe('Write, never call.');
    await Promise.all([page.context().close(), member.context().close()]);
  });

  it('imports members from a file, after seeing what it would change', async () => {
    const page = await signedIn(site.demonstration.secretariat, 1280);
    await page.goto(`${site.address}/en/directory`);
    await follow(link(page, 'Import members from a file'));
    const choose = async (text: string) => {
      const buffer = Buffer.from(text);
      await page
        .getByLabel('File', { exact: true })
        .setInputFiles({ name: 'm.csv', mimeType: 'text/csv', buffer });
      await send(page);
    };
    const rows = 'id,name,country,languages\nfile-1,"Casa ""Común"", <Norte>",PE,es:native';
    await choose(`${rows}\nfile-2,Casa,XX,es`);
    expect(await page.getByRole('alert').innerText()).toMatch(/Line 3, country/);
    await choose(rows);
    expect(await page.getByRole('status').first().innerText()).toContain('New: 1.');
    await send(page);
    expect(await page.getByRole('status').first().innerText()).toContain('Imported. New: 1.');
    await page.goto(`${site.address}/en/directory?q=casa+comun`);
    expect(await namesOfCards(page)).toEqual(['Casa "Común", <Norte>']);
    await page.context().close();
  });

  it('sees the pairings of a member as the member does', async () => {
    const page = await signedIn(site.demonstration.secretariat, 1280);
    await page.goto(`${site.address}/en/members/${await site.idOf('single')}/pairings`);
    expect(await namesOfCards(page)).toContain(nameOf('partner'));
    await page.context().close();
  });
});

describe('another member', () => {
  it.each(['profile', 'profile/offers', 'pairings'])('may not open %s', async (path) => {
    const page = await signedIn(emailOf('partner'));
    await page.goto(`${site.address}/en/members/${await site.idOf('single')}/${path}`);
    expect(await heading(page)).toBe('This page is not open to you');
    await page.context().close();
  });
});

import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { translator } from '../../web/lib/i18n/translator.ts';
import { launchBrowser } from './chromium.ts';
import { emailOf, nameOf, type Reference } from './members.ts';
import { newPage } from './new-page.ts';
import { openSite, signInBy, type Site } from './site.ts';
import { follow, send } from './visit.ts';

let browser: Browser;
let site: Site;

beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), openSite()]);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** A phone of somebody who is signed in and whose browser runs no scripts. */
async function phoneOf(email: string, locale: 'en' | 'ar' = 'en'): Promise<Page> {
  const page = await newPage(browser);
  await signInBy(page, await site.linkFor(email, locale));
  return page;
}

const main = (page: Page) => page.getByRole('main').innerText();
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();
const status = (page: Page) => page.getByRole('status');
const cardOf = (page: Page, other: Reference): Locator =>
  page.getByRole('article').filter({ has: page.getByRole('heading', { name: nameOf(other) }) });

// Each step goes on where the one before it ended, as it does for the person who takes them.
describe.each([
  ['en', 'single', 'partner'],
  ['ar', 'partner', 'single'],
] as const)('private choices, in %s', (locale, who, other) => {
  const { t } = translator(locale);
  const name = nameOf(other);
  let page: Page;
  /** The one that is set aside, which must not learn of it. */
  let peer: Page;

  beforeAll(async () => {
    [page, peer] = await Promise.all([phoneOf(emailOf(who), locale), phoneOf(emailOf(other))]);
  });
  afterAll(() => Promise.all([page.context().close(), peer.context().close()]));

  const open = (path: string) => page.goto(`${site.address}/${locale}${path}`);
  const action = (words: string) => cardOf(page, other).getByRole('link', { name: words });
  const undo = () => page.getByRole('main').getByRole('button', { name: t('choices.undo') });
  const peerSees = async () => {
    await peer.goto(`${site.address}/en/pairings`);
    return (await cardOf(peer, who).count()) > 0;
  };

  it('"not now" asks why, and keeps what was written', async () => {
    await open('/pairings');
    await follow(action(t('choices.not-now')));
    expect(await heading(page)).toContain(name);
    // Nor does the window say about whom it is.
    expect(await page.title()).not.toContain(name);
    await page.getByLabel(t('choices.note')).fill('After the "elections".');
    await send(page);
    const problem = page.getByRole('alert').getByRole('link', { name: t('choices.no-reason') });
    expect(await problem.getAttribute('href')).toBe('#reason');
    expect(await page.getByLabel(t('choices.note')).inputValue()).toBe('After the "elections".');
  });

  it('takes the other out of the own list only, and says until when', async () => {
    await page.getByRole('radio', { name: t('choices.reason.NO_TIME') }).check();
    await send(page);
    expect(new URL(page.url()).pathname).toBe(`/${locale}/pairings`);
    expect(await status(page).innerText()).toContain(name);
    expect(await status(page).innerText()).toMatch(/20\d\d/);
    expect(await cardOf(page, other).count()).toBe(0);
    expect(await peerSees()).toBe(true);
  });

  it('says why nobody is left, and leads to where that is changed', async () => {
    const unmet = page.getByRole('region', { name: t('pairings.unmet') });
    await follow(unmet.getByRole('link', { name: nameOf(other) }));
    expect(await heading(page)).toBe(t('choices.title'));
    expect(await main(page)).toContain('After the "elections".');
    expect(await main(page)).toContain(t('choices.reason.NO_TIME'));
    await follow(undo());
    expect(await status(page).innerText()).toBe(t('choices.done-undone'));
    expect(await main(page)).not.toContain(name);
    await open('/pairings');
    expect(await cardOf(page, other).count()).toBe(1);
  });

  it('is undone at once, too', async () => {
    await follow(action(t('choices.not-now')));
    await page.getByRole('radio', { name: t('choices.reason.OTHER') }).check();
    await send(page);
    await follow(undo());
    expect(await status(page).innerText()).toBe(t('choices.done-undone'));
    expect(await cardOf(page, other).count()).toBe(1);
  });

  it('"never" can be said of any member, on its page', async () => {
    await open(`/members/${await site.idOf(other)}`);
    expect(await page.title()).not.toContain(name);
    await follow(page.getByRole('link', { name: t('choices.never') }));
    await follow(page.getByRole('link', { name: t('choices.never-cancel') }));
    expect(await heading(page)).toBe(name);
    await open('/pairings');
  });

  it('"never" says what it means, and does nothing before it is confirmed', async () => {
    await follow(action(t('choices.never')));
    for (const words of [t('choices.never-untold'), t('choices.never-seen')]) {
      expect(await main(page)).toContain(words);
    }
    expect(await page.title()).not.toContain(name);
    await follow(page.getByRole('link', { name: t('choices.never-cancel') }));
    expect(await cardOf(page, other).count()).toBe(1);
  });

  it('keeps the two apart, and tells the other nothing', async () => {
    await follow(action(t('choices.never')));
    await send(page);
    expect(await status(page).innerText()).toContain(name);
    expect(await cardOf(page, other).count()).toBe(0);
    // Among the reasons it never stands.
    expect(await page.getByRole('region', { name: t('pairings.unmet') }).innerText()).not.toContain(
      name,
    );
    expect(await peerSees()).toBe(false);
    // The page of the other says so to whoever chose it, and to nobody else.
    await open(`/members/${await site.idOf(other)}`);
    expect(await main(page)).toContain(t('member.apart'));
    await peer.goto(`${site.address}/en/members/${await site.idOf(who)}`);
    expect(await main(peer)).not.toContain(translator('en').t('member.apart'));
    await peer.goto(`${site.address}/en/pairings/set-aside`);
    expect(await main(peer)).not.toContain(nameOf(who));
  });

  it('brings them together again when it is undone', async () => {
    await open('/pairings/set-aside');
    await follow(undo());
    await open('/pairings');
    expect(await cardOf(page, other).count()).toBe(1);
    expect(await peerSees()).toBe(true);
  });
});

describe('a need without a pairing', () => {
  const { t } = translator('en');

  it('has a reason, and the change that it names brings a pairing', async () => {
    const page = await phoneOf(emailOf('beginner'));
    const unmet = page.getByRole('region', { name: t('pairings.unmet') });
    await page.goto(`${site.address}/en/profile/needs/item`);
    await page.getByLabel(t('profile.topic'), { exact: true }).selectOption('media-work');
    await page.getByLabel(t('profile.level-wanted')).selectOption('EXPERT');
    await send(page);

    await page.goto(`${site.address}/en/pairings`);
    expect(await page.getByRole('article').count()).toBe(0);
    expect(await unmet.innerText()).toContain('Media work');
    await follow(unmet.getByRole('link'));
    expect(await heading(page)).toBe('Media work');
    expect(await page.getByLabel(t('profile.level-wanted')).inputValue()).not.toBe('EXPERT');
    await send(page);
    expect(await status(page).innerText()).toBe(t('profile.done.saved'));

    await page.goto(`${site.address}/en/pairings`);
    expect(await cardOf(page, 'partner').innerText()).toContain('Media work');
    expect(await unmet.count()).toBe(0);
    await page.context().close();
  });
});

describe('the secretariat', () => {
  const { t } = translator('en');
  let page: Page;
  beforeAll(async () => {
    page = await phoneOf(site.demonstration.secretariat);
  });
  afterAll(() => page.context().close());

  /** The number of a term in the list of a member that has one pairing. */
  async function termOf(member: Reference, term: string): Promise<string> {
    await page.goto(`${site.address}/en/members/${await site.idOf(member)}`);
    await follow(page.getByRole('link', { name: t('member.see-pairings') }));
    expect(await main(page)).toContain(t('profile.on-behalf', { name: nameOf(member) }));
    await page.getByText(t('pairings.why')).first().click();
    return page.getByRole('row', { name: term }).first().innerText();
  }

  it('keeps two apart for a member, which does not see it', async () => {
    const member = await phoneOf(emailOf('single'));
    expect(await cardOf(member, 'partner').count()).toBe(1);

    await page.goto(`${site.address}/en/members/${await site.idOf('single')}/pairings`);
    await follow(cardOf(page, 'partner').getByRole('link', { name: t('choices.never') }));
    expect(await page.getByRole('radio', { checked: true }).getAttribute('value')).toBe(
      'secretariat',
    );
    await send(page);
    expect(await status(page).innerText()).toContain(nameOf('partner'));

    await member.goto(`${site.address}/en/pairings/set-aside`);
    expect(await main(member)).not.toContain(nameOf('partner'));
    await member.goto(`${site.address}/en/pairings`);
    expect(await cardOf(member, 'partner').count()).toBe(0);

    await follow(page.getByRole('link', { name: /set aside/ }));
    expect(await main(page)).toContain(t('choices.by-secretariat'));
    await follow(page.getByRole('main').getByRole('button', { name: t('choices.undo') }));
    await member.goto(`${site.address}/en/pairings`);
    expect(await cardOf(member, 'partner').count()).toBe(1);
    await member.context().close();
  });

  it('enters what a member asked for, which the member then sees and undoes', async () => {
    const member = await phoneOf(emailOf('single'));
    await page.goto(`${site.address}/en/members/${await site.idOf('single')}/pairings`);
    await follow(cardOf(page, 'partner').getByRole('link', { name: t('choices.never') }));
    await page
      .getByRole('radio', { name: t('choices.by.member', { member: nameOf('single') }) })
      .check();
    await send(page);

    await member.goto(`${site.address}/en/pairings/set-aside`);
    expect(await main(member)).toContain(nameOf('partner'));
    await follow(member.getByRole('main').getByRole('button', { name: t('choices.undo') }));
    await member.goto(`${site.address}/en/pairings`);
    expect(await cardOf(member, 'partner').count()).toBe(1);
    await member.context().close();
  });

  it('changes a weight, and sees what it does', async () => {
    const divides = t('pairings.factor.divides');
    const before = await termOf('single', divides);
    await page.goto(`${site.address}/en/weights`);
    const weight = page.getByLabel(t('weights.name.geographicWeight'));
    await weight.fill('0,75');
    await send(page);
    expect(await status(page).innerText()).toBe(t('weights.saved'));
    expect(await weight.inputValue()).toBe('0.75');
    expect(await termOf('single', divides)).not.toBe(before);

    await page.goto(`${site.address}/en/weights`);
    await page.getByRole('checkbox', { name: t('weights.reset', { preset: '0.25' }) }).check();
    await send(page);
    expect(await weight.inputValue()).toBe('0.25');
    expect(await termOf('single', divides)).toBe(before);
  });

  it('is told at the field what is wrong, and loses nothing', async () => {
    await page.goto(`${site.address}/en/weights`);
    const [weight, other] = [
      page.getByLabel(t('weights.name.geographicWeight')),
      page.getByLabel(t('weights.name.relay')),
    ];
    await weight.fill('a lot');
    await other.fill('0.45');
    await send(page);
    expect(await page.getByRole('alert').getByRole('link').getAttribute('href')).toBe(
      '#geographicWeight',
    );
    await weight.fill('7');
    await send(page);
    expect(await weight.getAttribute('aria-invalid')).toBe('true');
    expect([await weight.inputValue(), await other.inputValue()]).toEqual(['7', '0.45']);
  });

  it('alone knows how terms are weighed', async () => {
    expect(await termOf('single', t('pairings.factor.purpose'))).toContain('between');
    const member = await phoneOf(emailOf('single'));
    await member.getByText(t('pairings.why')).first().click();
    const row = member.getByRole('row', { name: t('pairings.factor.purpose') }).first();
    expect(await row.innerText()).not.toContain('between');
    await member.goto(`${site.address}/en/weights`);
    expect(await heading(member)).toBe('This page is not open to you');
    await member.context().close();
  });
});

import type { Browser, Page } from 'playwright-core';
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
async function phoneOf(who: Reference, locale: 'en' | 'ar'): Promise<Page> {
  const page = await newPage(browser);
  await signInBy(page, await site.linkFor(emailOf(who), locale));
  return page;
}

// Each step goes on where the one before it ended, as it does for the person who takes them.
describe.each([
  ['en', 'newcomer'],
  ['ar', 'beginner'],
] as const)('a profile without scripts, in %s', (locale, who) => {
  const { t } = translator(locale);
  const nameOfLanguage = new Intl.DisplayNames(locale, { type: 'language' });
  let page: Page;
  /** Somebody who speaks the same language, offers what the other needs, and needs what it offers. */
  let peer: Page;
  let ownPath: string;

  beforeAll(async () => {
    [page, peer] = await Promise.all([phoneOf(who, locale), phoneOf('partner', locale)]);
    ownPath = `/${locale}/members/${await site.idOf(who)}`;
  });
  afterAll(() => Promise.all([page.context().close(), peer.context().close()]));

  const open = (path: string) => page.goto(`${site.address}/${locale}${path}`);
  const link = (name: string) => page.getByRole('link', { name });
  const main = (of: Page) => of.getByRole('main').innerText();
  const choose = (role: 'radio' | 'checkbox', name: string) =>
    page.getByRole(role, { name }).check();
  /** The labels of what is chosen, as the catalogue has them. */
  const chosen = async (role: 'radio' | 'checkbox') => {
    const labels = await page.getByRole(role, { checked: true }).locator('..').allInnerTexts();
    return labels.map((label) => label.trim().toLowerCase());
  };
  /** What the peer reads on its pairings, or on the page of the member. */
  const peerReads = async (path: string) => {
    await peer.goto(`${site.address}${path}`);
    return main(peer);
  };
  const pairingWith = (other: Reference) =>
    page.getByRole('article').filter({ has: page.getByRole('heading', { name: nameOf(other) }) });

  it('begins with what is missing', async () => {
    expect(new URL(page.url()).pathname).toBe(`/${locale}/pairings`);
    expect(await main(page)).toContain(t('pairings.none-title'));
    await follow(link(t('pairings.missing.NO_NEEDS')));
    expect(await main(page)).toContain(t('profile.needs.none'));
  });

  it('takes a need', async () => {
    await follow(link(t('profile.needs.add')));
    await page.getByLabel(t('profile.topic'), { exact: true }).selectOption('community-mapping');
    await choose('radio', t('terms.priority.HIGH'));
    await page.getByLabel(t('profile.note')).fill('Where the families fish.');
    await send(page);
    expect(await page.getByRole('status').innerText()).toBe(t('profile.done.added'));
    expect(await main(page)).toContain('Where the families fish.');
  });

  it('keeps what was typed when something is wrong, and says where', async () => {
    await open('/profile/offers/item');
    await choose('radio', t('terms.offer-level.EXPERT'));
    await choose('checkbox', t('terms.format.WORKSHOP'));
    await page.getByLabel(t('profile.note')).fill('"Budgets" & <more>\nin two lines');
    await send(page);

    const problem = page.getByRole('alert').getByRole('link', { name: t('profile.no-topic') });
    await problem.click();
    const topic = page.getByLabel(t('profile.topic'), { exact: true });
    expect(new URL(page.url()).hash).toBe(`#${await topic.getAttribute('id')}`);
    expect(await chosen('radio')).toEqual([t('terms.offer-level.EXPERT')]);
    expect(await chosen('checkbox')).toEqual([t('terms.format.WORKSHOP')]);
    expect(await page.getByLabel(t('profile.note')).inputValue()).toBe(
      '"Budgets" & <more>\nin two lines',
    );

    await topic.selectOption('budget-analysis');
    await send(page);
    expect(await page.getByRole('status').innerText()).toBe(t('profile.done.added'));
    expect(await main(page)).toContain('"Budgets" & <more>');
  });

  it('leads to a pairing in both directions, with reasons', async () => {
    await open('/pairings');
    const pairing = pairingWith('partner');
    for (const [title, relation, priority] of [
      ['pairings.learn', 'pairings.learn.SAME', 'terms.priority.HIGH'],
      ['pairings.share', 'pairings.share.SAME', 'terms.priority.NORMAL'],
    ] as const) {
      const side = pairing.locator('section', {
        has: page.getByRole('heading', { name: t(title), exact: true }),
      });
      expect(await side.innerText()).toContain(t(relation, { priority: t(priority) }));
    }
    await pairing.getByText(t('pairings.why')).click();
    expect(await pairing.locator('details li').first().innerText()).toMatch(/\p{L}{2}/u);
    expect(await pairing.getByRole('table').isVisible()).toBe(true);
  });

  it('shows on the page of the member', async () => {
    await open('/profile');
    await follow(link(t('profile.see-page')));
    const text = await main(page);
    for (const words of [t('terms.priority.HIGH'), t('terms.offer-level.EXPERT')]) {
      expect(text.toLowerCase()).toContain(words.toLowerCase());
    }
    expect(await peerReads(ownPath)).toContain('Where the families fish.');
  });

  it('takes a language by its name, and with it more pairings', async () => {
    expect(await pairingsCount()).toBeLessThan(3);
    await open('/profile/languages');
    await page.getByRole('textbox', { name: t('profile.language') }).fill(spanish());
    const level = page.getByRole('group').getByRole('combobox');
    await level.selectOption('C1');
    await send(page);
    expect(await page.getByRole('status').innerText()).toBe(t('profile.done.saved'));
    expect(await peerReads(ownPath)).toContain(spanish());
    expect(await pairingsCount()).toBe(8);
  });

  it('takes what it interprets, and that it relays, and shows both', async () => {
    const [own, other] = [nameOfLanguage.of('is') ?? '', spanish()];
    await open('/profile/languages');
    await page.getByLabel(t('profile.interprets-from'), { exact: true }).selectOption('is');
    await choose('radio', t('profile.relays-yes'));
    await send(page);
    await page.getByRole('alert').getByRole('link').click();
    expect(new URL(page.url()).hash).toBe('#interprets');
    expect(await chosen('radio')).toEqual([t('profile.relays-yes').toLowerCase()]);

    await page.getByLabel(t('profile.interprets-to'), { exact: true }).selectOption('es');
    await choose('checkbox', t('profile.interprets-both'));
    await send(page);
    expect(await page.getByRole('status').innerText()).toBe(t('profile.done.saved'));
    const read = await peerReads(ownPath);
    expect(read).toContain(t('member.interpretation', { from: own, to: other }));
    expect(read).toContain(t('member.interpretation', { from: other, to: own }));
    expect(read).toContain(t('member.relays'));
  });

  it('takes a language away again, and what it interprets with it', async () => {
    await open('/profile/languages');
    await choose('checkbox', t('profile.language-remove', { language: spanish() }));
    await send(page);
    expect(await peerReads(ownPath)).not.toContain(spanish());
    await open('/profile/languages');
    expect(await page.getByRole('main').getByRole('radio').count()).toBe(0);
  });

  it('is suggested to nobody while it is paused', async () => {
    await open('/profile/availability');
    await follow(page.getByRole('button', { name: t('profile.pause') }));
    expect(await page.getByRole('status').innerText()).toBe(t('profile.done.paused'));
    await open('/pairings');
    expect(await main(page)).toContain(t('pairings.missing.PAUSED'));
    expect(await peerReads(`/${locale}/pairings`)).not.toContain(nameOf(who));

    await follow(link(t('pairings.missing.PAUSED')));
    await follow(page.getByRole('button', { name: t('profile.confirm') }));
    expect(await page.getByRole('status').innerText()).toBe(t('profile.done.confirmed'));
    expect(await peerReads(`/${locale}/pairings`)).toContain(nameOf(who));
  });

  it('is hidden from others as the member decides', async () => {
    await open('/profile/visibility');
    await choose('radio', t('profile.audience.SECRETARIAT'));
    await send(page);
    expect(await page.getByRole('status').innerText()).toBe(t('profile.done.saved'));

    const seen = await peerReads(ownPath);
    expect(seen).toContain(t('directory.pseudonym'));
    expect(seen).not.toContain(nameOf(who));
    expect(seen).not.toContain('Where the families fish.');
    expect(await peerReads(`/${locale}/pairings`)).not.toContain(nameOf(who));
    await open('/profile');
    await follow(link(t('profile.see-page')));
    expect(await main(page)).toContain(nameOf(who));
  });

  it('is matched by what it hides only where it says so', async () => {
    await open('/profile/visibility/parts');
    for (const field of ['OFFERS', 'NEEDS', 'LANGUAGES'] as const) {
      const name = t('profile.match-field', { field: t(`profile.field.${field}`) });
      await choose('checkbox', name);
    }
    await send(page);
    const read = await peerReads(`/${locale}/pairings`);
    expect(read).toContain(t('directory.pseudonym'));
    expect(read).not.toContain(nameOf(who));
    expect(read).not.toContain('Where the families fish.');
  });

  function spanish(): string {
    return nameOfLanguage.of('es') ?? '';
  }

  async function pairingsCount(): Promise<number> {
    await open('/pairings');
    return page.getByRole('article').count();
  }
});

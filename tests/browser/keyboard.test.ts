import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './chromium.ts';
import { emailOf, nameOf } from './members.ts';
import { openSite, signInBy, type Site } from './site.ts';

let browser: Browser;
let site: Site;

beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), openSite()]);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** More presses than these, and nobody would find the way. */
const patience = 60;

/** Presses Tab until the control has the focus; on the way, whatever has it can be seen to have it. */
async function tabTo(control: Locator): Promise<void> {
  const page = control.page();
  for (let pressed = 0; pressed < patience; pressed += 1) {
    await page.keyboard.press('Tab');
    expect(await focusFindings(page)).toEqual([]);
    if (await control.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${patience} times Tab did not lead to ${control}`);
}

/** On a narrow page, some controls first have to be opened. */
async function openByKey(opener: Locator, control: Locator): Promise<void> {
  if (await control.isVisible()) return;
  await tabTo(opener);
  await opener.page().keyboard.press('Enter');
}

async function enter(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}

/** What keeps the eye from finding the control that has the focus. */
function focusFindings(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const focused = document.activeElement ?? document.body;
    // Past the last control, the focus leaves the page.
    if (focused === document.body) return [];
    const findings: string[] = [];
    const name = focused.outerHTML.slice(0, 80);
    const { outlineStyle, outlineWidth } = getComputedStyle(focused);
    if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2) {
      findings.push(`no ring around ${name}`);
    }
    const { left, right, top, bottom } = focused.getBoundingClientRect();
    const middle = { x: (left + right) / 2, y: Math.min((top + bottom) / 2, top + 20) };
    const there = document.elementFromPoint(middle.x, middle.y);
    if (!there || !(focused.contains(there) || there.contains(focused))) {
      findings.push(`out of sight: ${name}`);
    }
    return findings;
  });
}

/** By default each way is gone at one width, with FULL=1 at both. */
const widths = (usual: 360 | 1280) => (process.env['FULL'] ? [360, 1280] : [usual]);

describe('with a keyboard alone', () => {
  it.each(widths(360))(
    'at %d px, somebody signs in, looks at pairings and finds a member',
    async (width) => {
      const viewport = { width, height: 740 };
      const context = await browser.newContext({ javaScriptEnabled: false, viewport });
      const page = await context.newPage();
      const heading = () => page.getByRole('heading', { level: 1 }).innerText();

      await page.goto(await site.linkFor(site.demonstration.member));
      await tabTo(page.getByRole('main').getByRole('button', { name: 'Sign in' }));
      await enter(page);
      expect(await heading()).toBe('Whom you could learn with');

      // The first stop leads past the navigation.
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
        'Skip to the content',
      );
      await page.keyboard.press('Enter');
      const best = page.getByRole('article').first();
      const why = best.locator('summary').last();
      await tabTo(why);
      await page.keyboard.press('Enter');
      expect(await best.getByRole('table').isVisible()).toBe(true);

      await page.goto(page.url());
      const directory = page.getByRole('navigation').getByRole('link', { name: 'Directory' });
      await openByKey(page.getByRole('button', { name: 'Menu' }), directory);
      await tabTo(directory);
      await enter(page);
      expect(await heading()).toBe('Directory');

      const kind = page.getByLabel('Kind of member');
      await tabTo(page.getByLabel('Name or topic'));
      await page.keyboard.type(nameOf('single'));
      await openByKey(page.getByText('Filters', { exact: true }), kind);
      await tabTo(kind);
      await page.keyboard.type('NGO');
      await tabTo(page.getByRole('button', { name: 'Search' }));
      await enter(page);
      expect(new URL(page.url()).searchParams.get('kind')).toBe('NGO');

      await tabTo(page.getByRole('article').getByRole('link', { name: nameOf('single') }));
      await enter(page);
      expect(await heading()).toBe(nameOf('single'));
      await context.close();
    },
  );

  it.each(widths(1280))(
    'at %d px, somebody sets a member aside for now, and takes it back',
    async (width) => {
      const viewport = { width, height: 740 };
      const context = await browser.newContext({ javaScriptEnabled: false, viewport });
      const page = await context.newPage();
      await signInBy(page, await site.linkFor(emailOf('single')));
      const main = page.getByRole('main');
      const heading = () => page.getByRole('heading', { level: 1 }).innerText();

      await tabTo(main.getByRole('link', { name: 'Never introduce us' }));
      await enter(page);
      expect(await heading()).toContain(nameOf('partner'));
      // The way back comes first, and what cannot be meant by mistake after it.
      await tabTo(main.getByRole('link', { name: 'Pairings' }));
      await tabTo(main.getByRole('button', { name: 'Never introduce us' }));
      await tabTo(main.getByRole('link', { name: 'Go back, change nothing' }));
      await enter(page);

      await tabTo(main.getByRole('link', { name: 'Not now' }));
      await enter(page);
      await tabTo(main.getByRole('radio').first());
      await page.keyboard.press('ArrowDown');
      expect(await main.getByRole('radio', { name: 'We have no time' }).isChecked()).toBe(true);
      await tabTo(main.getByRole('button', { name: 'Not now' }));
      await enter(page);
      expect(await main.getByRole('status').innerText()).toContain(nameOf('partner'));
      expect(await page.getByRole('article').count()).toBe(0);

      await tabTo(main.getByRole('button', { name: 'Undo' }));
      await enter(page);
      expect(await page.getByRole('article').count()).toBe(1);
      await context.close();
    },
  );
});

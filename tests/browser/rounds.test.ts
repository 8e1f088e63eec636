import type { Browser, Locator, Page } from 'playwright-core';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '../../generated/prisma/client.ts';
import { message } from '../../server/i18n/message.ts';
import { readRound } from '../../server/matching/round/read.ts';
import { verifyRound } from '../../server/matching/round-verifier/verify.ts';
import { announce } from '../../server/notifications/live.ts';
import { translator } from '../../web/lib/i18n/translator.ts';
import { markupFindings, reflowFindings } from './audit.ts';
import { launchBrowser } from './chromium.ts';
import { emailOf } from './members.ts';
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

/** What a page may weigh, packed. */
const mostBytes = 14_000;

async function pageOf(email: string, locale: 'en' | 'ar', width: number): Promise<Page> {
  const page = await newPage(browser, { width, patience: 90_000 });
  await signInBy(page, await site.linkFor(email, locale));
  return page;
}

const main = (page: Page) => page.getByRole('main').innerText();

/** Everything that is wrong with a page as it stands. */
async function findings(page: Page, url: string): Promise<string[]> {
  const response = await page.request.get(url);
  const html = await response.text();
  const bytes = gzipSync(html).length;
  const policy = response.headers()['content-security-policy'] ?? '';
  const mayRun = policy.includes("script-src 'self'");
  return [
    ...(html.includes('<script') && !mayRun ? [`may not run its script: ${policy}`] : []),
    ...(bytes > mostBytes ? [`weighs ${bytes}`] : []),
    ...(await markupFindings(html)),
    ...(await reflowFindings(page)),
  ];
}

// Each step goes on where the one before it ended.
const looks = [
  ['ar', 360],
  ['en', 1280],
] as const;
describe.each(process.env.FULL ? looks : looks.slice(0, 1))(
  'a round, in %s, %i wide',
  (locale, width) => {
    const { t } = translator(locale);
    let page: Page;
    /** The address of the round. */
    let address: string;

    beforeAll(async () => {
      page = await pageOf(site.demonstration.secretariat, locale, width);
    });
    afterAll(() => page.context().close());

    const press = (name: string) => follow(page.getByRole('button', { name, exact: true }).first());
    /** Another page of the same person, which runs scripts. */
    const withScripts = async () => {
      const storageState = await page.context().storageState();
      const context = await browser.newContext({ storageState, viewport: { width, height: 740 } });
      return context.newPage();
    };
    /** Looks again until the round is solved. */
    const solved = async () => {
      await expect
        .poll(
          async () => {
            await page.goto(page.url());
            return page.getByRole('link', { name: t('rounds.look-again') }).count();
          },
          { timeout: 120_000, interval: 1_000 },
        )
        .toBe(0);
      expect(await page.locator('main article').count()).toBeGreaterThan(0);
    };

    it('is not for members', async () => {
      const member = await pageOf(emailOf('weaver'), locale, width);
      for (const path of ['/rounds', '/rounds/new']) {
        const response = await member.goto(`${site.address}/${locale}${path}`);
        expect(response!.status()).toBe(403);
      }
      await member.context().close();
    });

    it('is asked for with what matters, and what cannot be read is kept and explained', async () => {
      await page.goto(`${site.address}/${locale}/rounds`);
      await follow(page.getByRole('link', { name: t('rounds.new') }));
      expect(await findings(page, page.url())).toEqual([]);
      await page.locator('[name=seconds]').fill('many');
      await send(page);
      expect(await main(page)).toContain(t('rounds.no-number'));
      expect(await page.locator('[name=seconds]').inputValue()).toBe('many');
      await page.locator('[name=seconds]').fill('4');
      await page.locator('[name="floors-0-group"]').selectOption('grassroots');
      await page.locator('[name="floors-0-count"]').fill('10');
      await send(page);
      address = page.url().split('?')[0]!;
      await solved();
      expect(await main(page)).toContain(t('rounds.fairness'));
      expect(await findings(page, address)).toEqual([]);
    });

    it('tells whoever keeps it open what is found, and shows the result and its reasons when they are there', async () => {
      const { prisma } = site;
      const id = decodeURIComponent(address.split('/').at(-1)!);
      const roundId = Buffer.from(id, 'base64').toString().split(':')[1]!;
      const where = { roundId_number: { roundId, number: 1 } };
      const become = async (data: Prisma.RoundProposalUpdateInput) => {
        await prisma.roundProposal.update({ where, data: { aliveAt: new Date(), ...data } });
        await announce(prisma, { round: roundId });
      };
      const { reasons } = await prisma.roundProposal.findUniqueOrThrow({ where });
      const found = { exchanges: 3, objective: 2, bound: 2.5, covered: 5, coveredBound: 7 };
      const participants = await prisma.roundParticipant.count({ where: { roundId } });
      const figures = (exchanges: number) =>
        message(locale, 'round.found.figures', {
          exchanges,
          ...{ worth: 2, covered: 5, participants },
        });
      const searching = { state: 'SOLVING', reasons: Prisma.DbNull } as const;
      await become({ ...searching, progress: '3 / 20', found });
      expect(await findings(page, address)).toEqual([]);

      const open = await withScripts();
      await open.goto(address);
      expect(await main(open)).toContain(figures(3));
      const bar = open.getByRole('progressbar');
      expect(await bar.getAttribute('value')).toBe('3');
      const began = await open.evaluate(() => performance.timeOrigin);
      await become({ progress: '9 / 20', found: { ...found, exchanges: 4 } });
      await expect.poll(() => main(open)).toContain(figures(4));
      expect(await bar.evaluate((element: HTMLProgressElement) => element.value)).toBe(9);
      await become({ state: 'SOLVED', found: Prisma.DbNull });
      await expect.poll(() => main(open)).toContain(t('rounds.explaining'));
      expect(await open.locator('main article').count()).toBeGreaterThan(0);
      expect(await open.locator('#live').textContent()).not.toBe('');
      await open.getByText(t('rounds.publish'), { exact: true }).click();
      await open.locator('[name=message]').fill('Half a word');
      await become({ reasons: reasons! });
      await expect.poll(() => main(open)).not.toContain(t('rounds.explaining'));
      expect(await open.locator('[name=message]').inputValue()).toBe('Half a word');
      // All of it on the page that was opened once.
      expect(await open.evaluate(() => performance.timeOrigin)).toBe(began);
      await open.context().close();
    });

    it('says who is left out and why', async () => {
      await page.goto(`${address}?show=left-out`);
      expect(await page.locator('main li h3').count()).toBeGreaterThan(0);
      expect(await findings(page, page.url())).toEqual([]);
    });

    it('is downloaded and verified', async () => {
      const [problem, result] = await Promise.all(
        ['problem', 'result'].map(async (which) => {
          const response = await page.request.get(`${address}/${which}.json?proposal=1`);
          expect(response.headers()['content-disposition']).toMatch(/^attachment/);
          return response.json();
        }),
      );
      expect(verifyRound(readRound(problem), result).faults).toEqual([]);
    });

    it('finds a member in its exchanges', async () => {
      await page.goto(address);
      const sought = await page.locator('main article h3 bdi').last().innerText();
      await page.locator('[name=q]').fill(sought);
      await follow(page.locator('main [role=search] button'));
      for (const title of await page.locator('main article h3').allInnerTexts())
        expect(title).toContain(sought);
      expect(await page.locator('main article').count()).toBeGreaterThan(0);
      expect(await findings(page, page.url())).toEqual([]);
    });

    it('holds fixed what is pinned, and looks at what would be without another', async () => {
      await page.goto(address);
      // A circle may be told from any of its members on.
      const namesIn = async (article: Locator) =>
        (await article.locator('h3').innerText()).split(/\s*[·↔]\s*/).toSorted();
      const first = await namesIn(page.locator('main article').first());
      await press(t('rounds.pin'));
      await solved();
      const pinned = page.locator('main article').filter({ hasText: t('rounds.pinned') });
      expect(await namesIn(pinned.first())).toEqual(first);
      await page.locator('[name=whatIf]').check();

      // As from a page that has grown old: what it offers is not possible any more.
      const card = page.locator('main article').last();
      const names = await card.locator('h3').innerText();
      const pin = card.getByRole('button', { name: t('rounds.pin'), exact: true });
      await pin.evaluate((button: HTMLButtonElement) => {
        button.name = 'replace';
        button.value += ' circle-p1-p2-p3-p4';
      });
      await follow(pin);
      const refused = page.locator('main article').filter({ has: page.locator('.problem') });
      expect(await refused.locator('h3').innerText()).toBe(names);
      expect(await refused.locator('.problem').innerText()).not.toBe('');
      expect(await page.locator('[name=whatIf]').isChecked()).toBe(true);
      expect(await page.locator('[name=message]').isVisible()).toBe(false);

      await follow(
        page
          .locator('main article')
          .last()
          .getByRole('button', { name: t('rounds.forbid'), exact: true }),
      );
      await solved();
      expect(await main(page)).toContain(t('rounds.forbidden'));
      expect(await findings(page, page.url())).toEqual([]);
      // The one that counts is the one that was pinned.
      await page.goto(address);
      expect(await main(page)).toContain(t('rounds.pinned'));
    });

    it('is asked otherwise, beside the one that counts, and what was entered is kept', async () => {
      await page.goto(address);
      await follow(page.getByRole('link', { name: t('rounds.ask-otherwise') }));
      expect(await page.locator('[name="floors-0-group"]').inputValue()).toBe('grassroots');
      expect(await findings(page, page.url())).toEqual([]);
      await page.locator('[name="floors-0-count"]').fill('some');
      await send(page);
      expect(await main(page)).toContain(t('rounds.no-number'));
      expect(await page.locator('[name="floors-0-count"]').inputValue()).toBe('some');
      await page.locator('[name="floors-0-count"]').fill('12');
      await page.locator('[name=coverageFirst]').uncheck();
      await send(page);
      await solved();
      // Whatever it was compared with is told in words.
      expect(await main(page)).toContain(t('rounds.fairness'));
      expect(await page.locator('nav [aria-current=page]').first().innerText()).not.toContain(
        t('rounds.counts'),
      );
    });

    it('asks everybody when it is published, and says so while it is on its way', async () => {
      const open = await withScripts();
      await open.goto(address);
      await open.getByText(t('rounds.publish'), { exact: true }).click();
      await open.locator('[name=message]').fill('Welcome');
      const words = open.getByText(t('rounds.publishing'));
      expect(await words.isVisible()).toBe(false);
      // Pressing again sends nothing.
      const submitted: object[] = [];
      await open.exposeFunction('note', (event: object) => submitted.push(event));
      await words.evaluate((element) => {
        addEventListener('submit', ({ submitter, defaultPrevented }) => {
          const { note } = globalThis as unknown as { note: (event: object) => void };
          note({ said: element.checkVisibility(), kept: defaultPrevented });
          if (!defaultPrevented) setTimeout(() => (submitter as HTMLButtonElement).click());
        });
      });
      await follow(open.getByRole('button', { name: t('rounds.publish-now') }));
      expect(submitted).toEqual([
        { said: true, kept: false },
        { said: true, kept: true },
      ]);
      expect(await open.getByRole('status').last().innerText()).toBe(t('rounds.done.published'));
      expect(await main(open)).toContain(t('terms.exchange-state.REQUESTED'));
      expect(await findings(open, open.url())).toEqual([]);
      await open.context().close();
    });

    it('is given up without asking anybody', async () => {
      await page.goto(`${site.address}/${locale}/rounds/new`);
      await send(page);
      await page.getByText(t('rounds.discard'), { exact: true }).click();
      await press(t('rounds.discard-now'));
      expect(await page.getByRole('status').innerText()).toBe(t('rounds.done.discarded'));
      expect(await main(page)).toContain(t('rounds.state.DISCARDED'));
    });
  },
);

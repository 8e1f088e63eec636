import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Locale } from '../../web/lib/i18n/locales.ts';
import { translator } from '../../web/lib/i18n/translator.ts';
import { launchBrowser } from './chromium.ts';
import { keyboard, mouse, type Hands } from './hands.ts';
import { emailOf, nameOf, type Reference } from './members.ts';
import { newPage } from './new-page.ts';
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

/** Somebody's way of using pages: with the mouse and without scripts, or by keyboard alone. */
interface Way {
  readonly hands: Hands;
  readonly javaScriptEnabled: boolean;
}
const byMouse: Way = { hands: mouse, javaScriptEnabled: false };
const byKeyboard: Way = { hands: keyboard, javaScriptEnabled: true };

interface Life {
  readonly locale: Locale;
  readonly who: Reference;
  readonly other: Reference;
  /** How the one who asks goes about it, and how whoever else takes part. */
  readonly asking: Way;
  readonly answering: Way;
}

/**
 * In two lives every step is taken with the mouse and by keyboard alone, every step in English and in Arabic, and all hands
 * are used in both languages. The other two take every step in the ways that are left.
 */
const lives: [string, Life][] = [
  [
    'in English, by mouse, answered by keyboard',
    { locale: 'en', who: 'single', other: 'partner', asking: byMouse, answering: byKeyboard },
  ],
  [
    'in Arabic, by keyboard, answered by mouse',
    { locale: 'ar', who: 'rower', other: 'weaver', asking: byKeyboard, answering: byMouse },
  ],
];
if (process.env.FULL)
  lives.push(
    [
      'in English, by keyboard, answered by mouse',
      { locale: 'en', who: 'hunter', other: 'sailor', asking: byKeyboard, answering: byMouse },
    ],
    [
      'in Arabic, by mouse, answered by keyboard',
      { locale: 'ar', who: 'atoll', other: 'reef', asking: byMouse, answering: byKeyboard },
    ],
  );

/** The phone of somebody who is signed in. */
async function phoneOf(email: string, { javaScriptEnabled }: Way, locale: Locale): Promise<Page> {
  const page = await newPage(browser, { javaScriptEnabled });
  await signInBy(page, await site.linkFor(email, locale));
  return page;
}

const main = (page: Page) => page.getByRole('main');
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();
const pathOf = (page: Page) => new URL(page.url()).pathname;
const link = (page: Page, name: string): Locator => main(page).getByRole('link', { name });
const button = (page: Page, name: string): Locator =>
  main(page).getByRole('button', { name, exact: true });
const field = (page: Page, name: string): Locator => main(page).locator(`[name="${name}"]`);
const option = (page: Page, name: string, value: string): Locator =>
  main(page).locator(`[name="${name}"][value="${value}"]`);
/** What the page says to what somebody just did. */
async function news(page: Page): Promise<string> {
  const status = main(page).getByRole('status');
  // What stands there instead tells more than that nothing was found.
  return (await status.count()) > 0 ? status.first().innerText() : main(page).innerText();
}

/** The id of the exchange whose page is open. */
const idIn = (page: Page) => /\/exchanges\/([^/?#]+)/.exec(page.url())?.[1] ?? '';

// Each step goes on where the one before it ended, as it does for the people who take them.
describe.each(lives)('the life of an exchange, %s', (_, life) => {
  const { locale, who, other, asking, answering } = life;
  const { t } = translator(locale);
  /** Who asks, who is asked, and the secretariat. */
  let asker: Page;
  let asked: Page;
  let secretariat: Page;
  let id = '';

  beforeAll(async () => {
    [asker, asked, secretariat] = await Promise.all([
      phoneOf(emailOf(who), asking, locale),
      phoneOf(emailOf(other), answering, locale),
      phoneOf(site.demonstration.secretariat, answering, locale),
    ]);
  });
  afterAll(() => Promise.all([asker, asked, secretariat].map((page) => page.context().close())));

  /** Everybody uses their own hands. */
  const handsOf = (page: Page) => (page === asker ? asking : answering).hands;
  const hands: Hands = {
    follow: (control) => handsOf(control.page()).follow(control),
    fill: (control, text) => handsOf(control.page()).fill(control, text),
    choose: (control) => handsOf(control.page()).choose(control),
  };

  const open = (page: Page, path = '') => page.goto(`${site.address}/${locale}${path}`);
  const openExchange = (page: Page) => open(page, `/exchanges/${id}`);
  /** Goes to the page of a step from that of the exchange, and does it there. */
  async function take(
    page: Page,
    step: Parameters<typeof stepName>[0],
    fill?: () => Promise<void>,
  ) {
    await hands.follow(link(page, stepName(step)));
    await fill?.();
    await hands.follow(button(page, stepName(step)));
    expect(await news(page)).toBe(t(`exchanges.done.${step}`));
  }
  const stepName = (
    step: 'accept' | 'review' | 'start' | 'hold' | 'resume' | 'complete' | 'close' | 'decline',
  ) => t(`exchanges.step.${step}`);

  it('begins at a pairing, with what each learns ticked already', async () => {
    await open(asker, '/pairings');
    const card = asker
      .getByRole('article')
      .filter({ has: asker.getByRole('heading', { name: nameOf(other) }) });
    await hands.follow(card.getByRole('link', { name: t('exchanges.ask') }));
    expect(await heading(asker)).toContain(nameOf(other));
    // Nor does the window say whom it is about.
    expect(await asker.title()).not.toContain(nameOf(other));
    expect(await option(asker, 'learn[]', shared(other)).isChecked()).toBe(true);
    expect(await option(asker, 'kind', 'TWO_WAY').isChecked()).toBe(true);
  });

  it('is asked for in three steps, of which none loses what was entered', async () => {
    await hands.follow(button(asker, t('exchanges.ask-next')));
    await hands.choose(option(asker, 'formats[]', 'VISIT'));
    await hands.follow(button(asker, t('exchanges.ask-next')));
    const alert = main(asker).getByRole('alert').getByRole('link');
    expect(await alert.getAttribute('href')).toBe('#outcome');
    expect(await option(asker, 'formats[]', 'VISIT').isChecked()).toBe(true);
    await hands.choose(option(asker, 'outcome', 'ENHANCED_SKILL'));
    await hands.follow(button(asker, t('exchanges.ask-next')));

    // Back by the browser, forth again.
    await asker.goBack();
    await asker.goForward();
    await hands.fill(field(asker, 'message'), 'Dear friends,\n<b>may</b> we learn from you?');
    await hands.follow(button(asker, t('exchanges.ask-next')));
    const check = await main(asker).innerText();
    for (const words of [
      '<b>may</b>',
      t('terms.format.VISIT'),
      t('terms.outcome.ENHANCED_SKILL'),
    ]) {
      expect(check).toContain(words);
    }

    // Back to the first step and forth, with the message on the way.
    await hands.follow(main(asker).getByRole('button', { name: t('exchanges.kind') }));
    await hands.follow(button(asker, t('exchanges.ask-next')));
    expect(await option(asker, 'outcome', 'ENHANCED_SKILL').isChecked()).toBe(true);
    await hands.follow(button(asker, t('exchanges.ask-next')));
    expect(await field(asker, 'message').inputValue()).toContain('<b>may</b> we learn');
    await hands.follow(button(asker, t('exchanges.ask-next')));
    expect(await main(asker).innerText()).toContain('<b>may</b>');
  });

  it('is asked for once, however often it is sent', async () => {
    const sent = await main(asker)
      .locator('form')
      .evaluate((form: HTMLFormElement) =>
        [...new FormData(form)].map(([key, value]) => [key, `${value}`]),
      );
    await hands.follow(button(asker, t('exchanges.ask-send')));
    expect(await news(asker)).toBe(t('exchanges.done.ask'));
    id = idIn(asker);

    const context: BrowserContext = asker.context();
    const again = await context.request.post(
      `${site.address}/${locale}/pairings/ask?partner=${await site.idOf(other)}`,
      {
        headers: {
          origin: site.address,
          'content-type': 'application/x-www-form-urlencoded',
        },
        data: `${new URLSearchParams([...(sent as [string, string][]), ['go', 'send']])}`,
        maxRedirects: 0,
      },
    );
    expect(again.status()).toBe(303);
    expect(again.headers().location).toContain(id);
  });

  it('says whose turn it is, and by when', async () => {
    await open(asker, '/exchanges');
    const theirs = main(asker).getByRole('region', { name: t('exchanges.group.theirs') });
    expect(await theirs.innerText()).toContain(nameOf(other));
    expect(await theirs.innerText()).toMatch(/20\d\d|٢٠/);

    await open(asked, '/exchanges');
    const yours = main(asked).getByRole('region', { name: t('exchanges.group.yours') });
    await hands.follow(yours.getByRole('link', { name: nameOf(who) }).first());
    expect(idIn(asked)).toBe(id);
    expect(await main(asked).innerText()).toContain('<b>may</b> we learn from you?');
  });

  it('is accepted, which asks whether more requests are welcome', async () => {
    await hands.follow(link(asked, stepName('accept')));
    await hands.follow(button(asked, stepName('accept')));
    expect(await main(asked).getByRole('alert').innerText()).toContain(
      t('exchanges.missing.keepReceiving'),
    );
    await hands.choose(option(asked, 'keepReceiving', 'yes'));
    await hands.follow(button(asked, stepName('accept')));
    expect(await news(asked)).toBe(t('exchanges.done.accept'));
    // There is a visit in it, so the secretariat looks at it first.
    expect(await main(asked).innerText()).toContain(t('exchanges.state.IN_REVIEW'));
  });

  it('is looked at by the secretariat, where that is asked for', async () => {
    await open(secretariat, '/review');
    expect(await main(secretariat).innerText()).toContain(nameOf(who));
    await openExchange(secretariat);
    await take(secretariat, 'review', () =>
      hands.choose(option(secretariat, 'decision', 'APPROVE')),
    );
  });

  it('has an agreement, which tells what is missing and keeps the rest', async () => {
    await openExchange(asker);
    await hands.follow(link(asker, t('exchanges.step.draft')));
    await hands.fill(field(asker, 'safety'), 'No recordings.');
    await hands.choose(option(asker, 'interpretation', 'NOT_NEEDED'));
    await hands.follow(button(asker, t('agreement.save')));
    expect(await main(asker).getByRole('alert').innerText()).toContain(
      t('agreement.missing.objectives'),
    );
    expect(await field(asker, 'safety').inputValue()).toBe('No recordings.');
    await hands.fill(field(asker, 'objectives'), 'We learn to draw maps.');
    await hands.follow(button(asker, t('agreement.save')));
    expect(await news(asker)).toBe(t('exchanges.done.draft'));
  });

  it('is signed by both; what changes in between is shown, and signed anew', async () => {
    const sign = async (page: Page) => {
      await openExchange(page);
      await hands.follow(link(page, t('exchanges.step.sign')));
      await hands.follow(button(page, t('agreement.sign')));
      expect(await news(page)).toBe(t('exchanges.done.sign'));
    };
    await sign(asker);
    await openExchange(asked);
    await hands.follow(link(asked, t('exchanges.step.redraft')));
    await hands.fill(field(asked, 'roles'), 'We take the notes.');
    await hands.follow(button(asked, t('agreement.save')));
    await sign(asked);

    await openExchange(asker);
    await hands.follow(link(asker, t('exchanges.step.sign')));
    expect(await main(asker).innerText()).toContain(t('agreement.changed'));
    expect(await main(asker).innerText()).toContain('We take the notes.');
    await hands.follow(button(asker, t('agreement.sign')));
    expect(await main(asker).innerText()).toContain(t('exchanges.state.AGREED'));
  });

  it('has an agreement to print, without anything around it', async () => {
    await hands.follow(link(asker, t('agreement.read')));
    await hands.follow(link(asker, t('agreement.print')));
    await asker.emulateMedia({ media: 'print' });
    expect(await asker.getByRole('banner').isVisible()).toBe(false);
    expect(await main(asker).getByRole('link').first().isVisible()).toBe(false);
    expect(await main(asker).innerText()).toContain('We learn to draw maps.');
    await asker.emulateMedia({ media: 'screen' });
  });

  it('begins, rests and goes on', async () => {
    await openExchange(asker);
    await take(asker, 'start');
    await take(asker, 'hold', () => hands.fill(field(asker, 'note'), 'After the harvest.'));
    await openExchange(asked);
    expect(await main(asked).textContent()).toContain('After the harvest.');
    await take(asked, 'resume');
  });

  it('lets the parties write to each other, and is stopped by nobody who guesses', async () => {
    await hands.fill(field(asked, 'text'), 'Shall we <i>begin</i>?\nOn Monday?');
    await hands.follow(button(asked, t('exchanges.message-send')));
    expect(await news(asked)).toBe(t('exchanges.done.message'));
    await openExchange(asker);
    expect(await main(asker).innerText()).toContain('Shall we <i>begin</i>?\nOn Monday?');

    const stranger = await phoneOf(emailOf('arabic'), answering, locale);
    for (const path of ['', '/stop', '/agreement']) {
      const answer = await open(stranger, `/exchanges/${id}${path}`);
      expect(answer?.status()).toBe(404);
    }
    await stranger.context().close();
  });

  it('tells who comes late what changed, and keeps what they wrote', async () => {
    await hands.follow(link(asker, stepName('hold')));
    await hands.fill(field(asker, 'note'), 'Until the rains end.');
    await openExchange(asked);
    await take(asked, 'hold');
    await hands.follow(button(asker, stepName('hold')));
    expect(await main(asker).innerText()).toContain(t('exchanges.changed'));
    expect(await main(asker).innerText()).toContain('Until the rains end.');
    await openExchange(asker);
    await take(asker, 'resume');
  });

  it('is complete when each has said so, and is closed by the secretariat', async () => {
    await take(asker, 'complete');
    await openExchange(asked);
    await take(asked, 'complete');
    expect(await main(asked).innerText()).toContain(t('exchanges.state.COMPLETED'));
    await openExchange(secretariat);
    await take(secretariat, 'close', () => hands.choose(option(secretariat, 'verdict', 'REACHED')));
    await open(asked, '/exchanges');
    const ended = main(asked).getByRole('region', { name: t('exchanges.group.ended') });
    expect(await ended.innerText()).toContain(nameOf(who));
  });

  it('may also end with a no: then the one who asked sees whom else there is', async () => {
    await open(asked, `/pairings/ask?partner=${await site.idOf(who)}&share=${shared(other)}`);
    await hands.choose(option(asked, 'kind', 'ONE_WAY'));
    await hands.follow(button(asked, t('exchanges.ask-next')));
    await hands.choose(option(asked, 'formats[]', 'ONLINE'));
    await hands.choose(option(asked, 'outcome', 'NEW_KNOWLEDGE'));
    await hands.follow(button(asked, t('exchanges.ask-next')));
    await hands.follow(button(asked, t('exchanges.ask-next')));
    await hands.follow(button(asked, t('exchanges.ask-send')));
    id = idIn(asked);
    expect(pathOf(asked)).toContain('/exchanges/');

    await openExchange(asker);
    await take(asker, 'decline', async () => {
      await hands.choose(option(asker, 'reason', 'NO_TIME'));
      await hands.choose(option(asker, 'keepReceiving', 'yes'));
    });
    await openExchange(asked);
    expect(await main(asked).innerText()).toContain(t('terms.decline-reason.NO_TIME'));
    expect(
      await main(asked)
        .getByRole('region', { name: t('exchanges.next-best') })
        .isVisible(),
    ).toBe(true);
  });
});

/** A topic that a member can share. */
function shared(member: Reference): string {
  const budgets: Reference[] = ['single', 'weaver', 'hunter', 'reef'];
  return budgets.includes(member) ? 'budget-analysis' : 'community-mapping';
}

describe('a proposal of the secretariat', () => {
  const { t } = translator('ar');
  const { hands } = byMouse;

  it('brings others together in a circle, and keeps what was written when somebody is taken out', async () => {
    const page = await phoneOf(site.demonstration.secretariat, byMouse, 'ar');
    const go = (value: string) =>
      hands.follow(main(page).locator(`button[value^="${value}"]`).first());
    const idOf = async (member: Reference) => decodeURIComponent(await site.idOf(member));

    await page.goto(`${site.address}/ar/members/${await site.idOf('arabic')}`);
    await hands.follow(link(page, t('exchanges.propose-introduce')));
    await hands.fill(field(page, 'q'), nameOf('newcomer'));
    // The first button of the form is that of the search.
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    await go(`add ${await idOf('newcomer')}`);
    const [teacher, learner] = [nameOf('arabic'), nameOf('newcomer')];
    expect(await main(page).innerText()).toContain(
      t('exchanges.propose-nothing', { teacher, learner }),
    );

    // What the steps between would have entered.
    const query = new URL(page.url()).searchParams;
    for (const member of ['atRisk', 'beginner'] as const)
      query.append('member', await idOf(member));
    query.append('lesson1', 'strategic-litigation');
    for (const [name, value] of [
      ['kind', 'CIRCLE'],
      ['formats', 'ONLINE'],
      ['languages', 'is'],
      ['outcome', 'NEW_KNOWLEDGE'],
      ['step', 'message'],
    ] as const)
      query.set(name, value);
    await page.goto(`${site.address}/ar/exchanges/propose?${query}`);
    await hands.fill(field(page, 'message'), 'Dear friends');
    await go('check');
    await go('members');
    await go(`remove ${await idOf('atRisk')}`);
    await go('topics');
    for (const step of ['ways', 'message', 'check', 'send']) await go(step);
    expect(await news(page)).toBe(t('exchanges.done.propose'));
    const circle = await site.prisma.exchange.findFirstOrThrow({
      where: { kind: 'CIRCLE', proposer: 'SECRETARIAT', message: 'Dear friends' },
      select: {
        parties: {
          orderBy: { position: 'asc' },
          select: { member: { select: { reference: true } } },
        },
        topics: { select: { topic: { select: { key: true } } } },
      },
    });
    expect(circle.parties.map(({ member }) => member?.reference)).toEqual([
      'arabic',
      'newcomer',
      'beginner',
    ]);
    expect(circle.topics.map(({ topic }) => topic.key)).toEqual(['strategic-litigation']);
    await page.context().close();
  });
});

import type { BrowserContext, Locator, Page, Response } from 'playwright-core';

/** A page as somebody sees it, and what happened on the way to it. */
export interface Visit {
  readonly page: Page;
  /** The answer that the page is made of. */
  readonly response: Response;
  /** What no page of ours may do, such as asking another site for something. */
  readonly misdeeds: readonly string[];
  /** To be called when nobody looks any more. */
  leave(): Promise<void>;
}

/** Tabs that were left. A page in one of them takes a third less work than in a new one, for the browser knows the audits. */
const left = new WeakMap<BrowserContext, Page[]>();

/** Opens a page in a tab that nobody looks at, does there what `act` does, and watches. */
export async function visit(
  context: BrowserContext,
  url: string,
  act?: (page: Page) => Promise<unknown>,
): Promise<Visit> {
  const page = left.get(context)?.pop() ?? (await context.newPage());
  const size = page.viewportSize();
  const misdeeds: string[] = [];
  let response: Response | undefined;
  const isPage = ({ url: place }: { url: string }) => place === response?.url();

  page.on('request', (request) => {
    const own = new URL(request.url()).origin === new URL(url).origin;
    const needed =
      request.resourceType() === 'document' ||
      request.url().endsWith('/icon.svg') ||
      isOfScripts(page.url(), request.url());
    if (!own || !needed) misdeeds.push(`asks for ${request.url()}`);
  });
  page.on('response', (answer) => {
    if (answer.frame() === page.mainFrame() && answer.request().isNavigationRequest()) {
      response = answer;
    }
  });
  page.on('requestfailed', (request) => misdeeds.push(`does not get ${request.url()}`));
  page.on('pageerror', (error) => misdeeds.push(`throws ${error.message}`));
  page.on('console', (message) => {
    // The browser notes when a page itself is an error page, which is as it should be.
    const isStatus = message.text().includes(`a status of ${response?.status()}`);
    if (!(isStatus && isPage(message.location()))) misdeeds.push(`says ${message.text()}`);
  });

  await page.goto(url);
  await act?.(page);
  if (!response) throw new Error(`${url} did not answer`);
  return { page, response, misdeeds, leave };

  async function leave() {
    for (const event of ['request', 'response', 'requestfailed', 'pageerror', 'console'])
      page.removeAllListeners(event);
    await page.goto('about:blank');
    await page.emulateMedia({ colorScheme: null });
    if (size) await page.setViewportSize(size);
    left.set(context, [...(left.get(context) ?? []), page]);
  }
}

/** What pages with scripts ask for: the inbox asks to be told of what is new, an import says that it is under way. */
const asked = [
  { page: /\/inbox(\?|$)/, paths: ['/live.js', '/inbox.js', '/graphql'] },
  { page: /\/members\/import(\?|$)/, paths: ['/sending.js'] },
];
const isOfScripts = (from: string, url: string) =>
  asked.some(({ page, paths }) => page.test(from) && paths.includes(new URL(url).pathname));

/** Presses a link or a button that leads to another page, and waits for that page. */
export async function follow(control: Locator): Promise<void> {
  await Promise.all([control.page().waitForEvent('load'), control.click()]);
}

/** Sends the last form of a page by its last button, and waits for the page that answers. */
export function send(page: Page): Promise<void> {
  return follow(page.locator('main form').last().getByRole('button').last());
}

/** Fills the fields of a page by their names, and sends its last form. */
export function sending(words: Record<string, string> = {}): (page: Page) => Promise<void> {
  return async (page) => {
    for (const [name, text] of Object.entries(words)) {
      await page.locator(`main [name="${name}"]`).fill(text);
    }
    await send(page);
  };
}

import type { Browser, Page } from 'playwright-core';

interface Looks {
  /** In CSS pixels: a phone's, unless said otherwise. */
  readonly width?: number;
  readonly javaScriptEnabled?: boolean;
  /** Milliseconds that a control may take to be there. */
  readonly patience?: number;
}

/** A browser of somebody's own, whom nobody signed in yet; it runs no scripts unless said otherwise. */
export async function newPage(
  browser: Browser,
  { width = 360, javaScriptEnabled = false, patience = 15_000 }: Looks = {},
): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled, viewport: { width, height: 740 } });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  return page;
}

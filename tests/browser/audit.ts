import axe from 'axe-core';
import { HtmlValidate } from 'html-validate';
import type { Page } from 'playwright-core';

const rules: axe.RunOptions = {
  // WCAG 2.2 AA, and what axe knows as good practice beyond it.
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
};

/** How a page is looked at: the width of the window in pixels, and the scheme that the person prefers. */
export interface Look {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

const htmlValidate = new HtmlValidate({ extends: ['html-validate:recommended'] });

/** What html-validate finds wrong in a page as the server sent it. */
export async function markupFindings(html: string): Promise<string[]> {
  const { results } = await htmlValidate.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${ruleId}: ${message} (line ${line})`),
  );
}

/** What axe finds wrong in a page. */
export async function accessFindings(page: Page, { width, scheme }: Look): Promise<string[]> {
  await page.emulateMedia({ colorScheme: scheme });
  await setWidth(page, width);
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (options) => (globalThis as unknown as { axe: typeof axe }).axe.run(document, options),
    rules,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) =>
        `${id} at ${width} px, ${scheme}: ${target.join(' ')}: ${failureSummary}`,
    ),
  );
}

/** Whether a page has to be scrolled sideways: on any screen, and with text of double size. */
export async function reflowFindings(page: Page): Promise<string[]> {
  const findings: string[] = [];
  for (const [width, textSize] of [
    [1280, 1],
    [320, 1],
    [360, 1],
    [360, 2],
    [720, 2],
  ] as const) {
    await setWidth(page, width);
    const excess = await page.evaluate((times) => {
      const root = document.documentElement;
      const size = Number.parseFloat(getComputedStyle(root).fontSize);
      if (times !== 1) root.style.fontSize = `${size * times}px`;
      const wider = root.scrollWidth - root.clientWidth;
      root.style.fontSize = '';
      return wider;
    }, textSize);
    if (excess > 0) {
      findings.push(`wider than ${width} px by ${excess} px, text ${textSize * 100}%`);
    }
  }
  return findings;
}

async function setWidth(page: Page, width: number): Promise<void> {
  const height = width < 700 ? 740 : 900;
  if (page.viewportSize()?.width !== width) await page.setViewportSize({ width, height });
}

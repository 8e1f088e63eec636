import axe from 'axe-core';
import { HtmlValidate } from 'html-validate';
import type { Page } from 'playwright-core';

/** WCAG 2.2 AA, and what axe knows as good practice beyond it. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const everyRule: axe.RunOptions = { runOnly: { type: 'tag', values: tags } };
const contrastOnly: axe.RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] } };

const htmlValidate = new HtmlValidate({ extends: ['html-validate:recommended'] });

/** What html-validate finds wrong in a page as the server sent it. */
export async function markupFindings(html: string): Promise<string[]> {
  const { results } = await htmlValidate.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${ruleId}: ${message} (line ${line})`),
  );
}

/** What axe finds wrong in a page at a width in pixels; `dark` looks at colours in the dark scheme only. */
export async function accessFindings(
  page: Page,
  width: number,
  scheme: 'light' | 'dark' = 'light',
): Promise<string[]> {
  await setWidth(page, width);
  await page.emulateMedia({ colorScheme: scheme });
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (options) => (globalThis as unknown as { axe: typeof axe }).axe.run(document, options),
    { ...(scheme === 'dark' ? contrastOnly : everyRule), resultTypes: ['violations' as const] },
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) =>
        `${id} at ${width} px${scheme === 'dark' ? ', dark' : ''}: ${target.join(' ')}: ${failureSummary}`,
    ),
  );
}

/** Whether a page has to be scrolled sideways: on any screen, and on a phone with text twice as large. */
export async function reflowFindings(page: Page): Promise<string[]> {
  const findings: string[] = [];
  for (const [width, textSize] of [
    [320, 1],
    [360, 1],
    [1280, 1],
    [360, 2],
  ] as const) {
    await setWidth(page, width);
    const excess = await page.evaluate((times) => {
      const root = document.documentElement;
      const size = Number.parseFloat(getComputedStyle(root).fontSize);
      root.style.fontSize = `${size * times}px`;
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

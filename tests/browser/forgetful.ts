import type { Page } from 'playwright-core';

/**
 * The forms of a page that would lose what is entered when its session ends: each is sent as it stands, without a session,
 * and has to come back sealed.
 */
export async function forgetfulForms(page: Page): Promise<string[]> {
  const forms = await page.locator('form').evaluateAll((all: HTMLFormElement[]) =>
    all
      .filter(({ method }) => method === 'post')
      .map((form) => ({
        action: form.action,
        fields: [...new FormData(form)].map(([name, value]) => [name, `${value}`]),
      })),
  );
  const forgetful: string[] = [];
  for (const { action, fields } of forms) {
    if (action.endsWith('/sign-out')) continue;
    const answer = await fetch(action, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `${new URLSearchParams(fields as [string, string][])}`,
      redirect: 'manual',
    });
    const kept = answer.status === 401 && (await answer.text()).includes('name="sealed"');
    if (!kept) forgetful.push(`${action} forgets what was entered: ${answer.status}`);
  }
  return forgetful;
}

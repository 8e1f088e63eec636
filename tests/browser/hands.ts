import type { Locator, Page } from 'playwright-core';
import { follow } from './visit.ts';

/** How somebody uses a page. */
export interface Hands {
  /** Presses what leads to another page, and waits for that page. */
  follow(control: Locator): Promise<void>;
  fill(control: Locator, text: string): Promise<void>;
  /** Ticks a box, or chooses one of several. */
  choose(control: Locator): Promise<void>;
}

export const mouse: Hands = {
  follow,
  fill: (control, text) => control.fill(text),
  choose: (control) => control.check(),
};

/** More presses than these, and nobody would find the way. */
const patience = 120;

const isFocused = (control: Locator) =>
  control.evaluate((element) => element === document.activeElement);

/** Presses Tab until the control has the focus, or another one of its group of radio buttons. */
async function tabTo(control: Locator, arrived = isFocused): Promise<void> {
  const page = control.page();
  await control.waitFor();
  for (let pressed = 0; pressed <= patience; pressed += 1) {
    if (await arrived(control)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${patience} times Tab did not lead to ${control}`);
}

const isInGroup = (control: Locator) =>
  control.evaluate(
    (radio: HTMLInputElement) =>
      document.activeElement instanceof HTMLInputElement &&
      document.activeElement.name === radio.name,
  );

export const keyboard: Hands = {
  async follow(control) {
    await tabTo(control);
    const page: Page = control.page();
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  },
  async fill(control, text) {
    await tabTo(control);
    await control.page().keyboard.insertText(text);
  },
  async choose(control) {
    const { keyboard: keys } = control.page();
    if (await control.isChecked()) return;
    if ((await control.getAttribute('type')) === 'checkbox') {
      await tabTo(control);
      await keys.press('Space');
      return;
    }
    // One radio button of a group is a stop, and the arrows lead to the others.
    await tabTo(control, isInGroup);
    await keys.press('Space');
    for (let pressed = 0; !(await control.isChecked()); pressed += 1) {
      if (pressed > patience) throw new Error(`The arrows do not lead to ${control}`);
      await keys.press('ArrowDown');
    }
  },
};

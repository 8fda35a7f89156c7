import type { Page } from '@playwright/test';
import { timeline } from '../pages/timeline.ts';
import { expect } from '../fixtures/test.ts';

/** Pixels from the window's top edge to the message's; negative above the window. */
export async function topOf(page: Page, text: string): Promise<number> {
  const box = await timeline(page).message(text).boundingBox();
  if (box === null) throw new Error(`"${text}" is not drawn`);
  return box.y;
}

/** Turns the wheel upwards until the message is in sight. */
export async function scrollUpTo(page: Page, text: string, timeoutMs = 30_000): Promise<void> {
  const { region, message } = timeline(page);
  await region.hover();
  const isInSight = (): Promise<boolean> =>
    expect(message(text))
      .toBeInViewport({ ratio: 1, timeout: 50 })
      .then(
        () => true,
        () => false,
      );
  await expect
    .poll(
      async () => {
        if (await isInSight()) return true;
        await page.mouse.wheel(0, -300);
        return false;
      },
      { message: `"${text}" in sight`, timeout: timeoutMs, intervals: [50] },
    )
    .toBe(true);
  await settled(page, text);
}

/** Until the wheel's motion is over: two looks in a row find the message at one place. */
async function settled(page: Page, text: string): Promise<void> {
  let before = Number.NaN;
  await expect
    .poll(
      async () => {
        const now = await topOf(page, text);
        const same = now === before;
        before = now;
        return same;
      },
      { message: 'the scrolling to end', intervals: [150] },
    )
    .toBe(true);
}

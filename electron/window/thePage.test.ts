import type { BrowserWindow } from 'electron';
import { expect, test } from 'vitest';
import { ThePage } from './thePage.ts';

/** A window that notes what is done to it. */
class FakeWindow {
  isGone = false;
  isSmall = true;
  readonly done: string[] = [];
  readonly webContents = {};
  readonly isDestroyed = (): boolean => this.isGone;
  readonly isMinimized = (): boolean => this.isSmall;
  readonly restore = (): void => void this.done.push('restore');
  readonly show = (): void => void this.done.push('show');
  readonly focus = (): void => void this.done.push('focus');
}

test('J9 the window is brought to the front once there is one, and nobody asks for one that is gone', async () => {
  const page = new ThePage();
  const window = new FakeWindow();
  page.show();
  expect(page.contents).toBeNull();
  let isOpen = false;
  void page.isOpen.then(() => (isOpen = true));
  await Promise.resolve();
  expect(isOpen).toBe(false);

  page.opened(window as unknown as BrowserWindow);
  await page.isOpen;
  expect(page.contents).toBe(window.webContents);
  page.show();
  window.isSmall = false;
  page.show();
  expect(window.done).toEqual(['restore', 'show', 'focus', 'show', 'focus']);

  window.isGone = true;
  page.show();
  expect(page.contents).toBeNull();
  expect(window.done).toHaveLength(5);
});

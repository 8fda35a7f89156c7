import type { Page } from '@playwright/test';
import { belowEnd } from './belowEnd.ts';
import { settle } from './screen.ts';

/** What people take a room from its end by. */
const hands: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  [
    'the wheel',
    async (page) => {
      await page.locator('.timelineScroll').hover();
      await page.mouse.wheel(0, -400);
    },
  ],
  ['a key', (page) => page.locator('.timelineScroll').press('PageUp')],
  [
    'the scroll bar',
    async (page) => {
      const { x, bottom } = await bar(page);
      await page.mouse.move(x, bottom - 12);
      await page.mouse.down();
      await page.mouse.move(x, bottom - 150, { steps: 5 });
      await page.mouse.up();
    },
  ],
  [
    'the track above the bar',
    async (page) => {
      const { x, top } = await bar(page);
      await page.mouse.click(x, top + 24);
    },
  ],
];

/** Whatever moves a room that is at its end takes it from there only if it is a hand, however slow the computer is. @returns what is wrong */
export async function onlyHands(page: Page): Promise<readonly string[]> {
  const wrong: string[] = [];
  await toEnd(page);
  for (const [what, hand] of hands) {
    await hand(page);
    await away(page);
    await settle(page);
    // What comes now leaves everybody where they are.
    await grow(page);
    await settle(page);
    const below = await belowEnd(page);
    if (below < 100) wrong.push(`${what} does not take anybody from the end: ${below} px`);
    await toEnd(page);
  }
  await moveByItself(page);
  await settle(page);
  const below = await belowEnd(page);
  if (below > 1) wrong.push(`what no hand has moved stands ${below} px above the end`);
  return wrong;
}

async function toEnd(page: Page): Promise<void> {
  const latest = page.locator('.latest');
  if (await latest.isVisible()) await latest.click();
  await settle(page);
}

/** An offset that the browser or the virtualiser makes, ten seconds after anything else has happened. */
function moveByItself(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const now = performance.now.bind(performance);
    performance.now = () => now() + 10_000;
    document.querySelector('.timelineScroll')!.scrollTop -= 300;
    for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
    performance.now = now;
  });
}

/** Until it is under way, which may take some frames, or none is left. */
function away(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const { scrollTop, scrollHeight } = document.querySelector('.timelineScroll')!;
    for (let frames = 0; frames < 60; frames += 1) {
      await new Promise(requestAnimationFrame);
      const now = document.querySelector('.timelineScroll')!;
      if (now.scrollHeight - now.scrollTop > scrollHeight - scrollTop + 100) return;
    }
  });
}

function grow(page: Page): Promise<void> {
  return page.evaluate(() => {
    const last = [...document.querySelectorAll<HTMLElement>('.message .messageBody')].at(-1)!;
    last.style.paddingBottom = `${last.getBoundingClientRect().height + 40}px`;
  });
}

/** In the middle of the scroll bar, and where it begins and ends. */
function bar(page: Page): Promise<{ readonly x: number; readonly top: number; readonly bottom: number }> {
  return page.evaluate(() => {
    const scroller = document.querySelector<HTMLElement>('.timelineScroll')!;
    const { right, top, bottom } = scroller.getBoundingClientRect();
    return { x: right - (scroller.offsetWidth - scroller.clientWidth) / 4, top, bottom };
  });
}

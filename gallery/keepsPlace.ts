import type { Page } from '@playwright/test';
import type { SessionState } from '../core/session/states.ts';
import { active } from '../renderer/fixtures/fixture.ts';
import { belowEnd } from './belowEnd.ts';
import { settle } from './screen.ts';

/** So far off, somebody notices (pixels). */
const slack = 1;
const lines = 'one\ntwo\nthree\nfour\nfive\nsix';

/** What happens around somebody who reads, without their doing. */
const happenings: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  ['a picture in the newest message loads', (page) => load(page, 'last')],
  ['the composer gets taller', (page) => write(page, lines)],
  ['the composer gets shorter', (page) => write(page, '')],
  ['a notice comes over the messages', (page) => session(page, { ...active, expiresAt: Date.now() + 8 * 60_000 })],
  ['the notice goes', (page) => session(page, active)],
];

/** Whoever is at the end of a room stays at its end, and whoever reads further up stays where they read. @returns what is wrong */
export async function keepsPlace(page: Page): Promise<readonly string[]> {
  try {
    return [...(await atEnd(page)), ...(await furtherUp(page))];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

async function atEnd(page: Page): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const [what, happens] of happenings) {
    await happens(page);
    await settle(page);
    const below = await belowEnd(page);
    if (below > slack) wrong.push(`${what}: somebody at the end stands ${below} px above it`);
  }
  return wrong;
}

async function furtherUp(page: Page): Promise<readonly string[]> {
  const wrong: string[] = [];
  await page.locator('.timelineScroll').hover();
  // Twice: what came in front has been measured by then.
  for (const by of [-900, -300]) {
    await page.mouse.wheel(0, by);
    await settle(page);
  }
  if ((await belowEnd(page)) < 300) wrong.push('nobody could scroll up');
  await drawnAbove(page);
  const above: (typeof happenings)[number] = ['a picture further up loads', (inPage) => load(inPage, 'above')];
  for (const [what, happens] of [above, ...happenings]) {
    const read = await reading(page);
    await happens(page);
    await settle(page);
    const moved = (await topOf(page, read.words)) - read.top;
    if (!(Math.abs(moved) <= slack)) wrong.push(`${what}: what somebody reads further up has moved by ${moved} px`);
  }
  return wrong;
}

/** What lies over the window's edge is drawn when the page comes to it, and nothing else moves by that. */
async function drawnAbove(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const { top } = document.querySelector('.timelineScroll')!.getBoundingClientRect();
    return [...document.querySelectorAll('.message .messageBody')].some((one) => one.getBoundingClientRect().bottom < top);
  });
}

/** Puts a picture into a message that is drawn, as late as pictures come; `above`: into one that has been scrolled out of the window. */
function load(page: Page, where: 'last' | 'above'): Promise<void> {
  return page.evaluate(async (into) => {
    const canvas = new OffscreenCanvas(300, 240);
    canvas.getContext('2d')!.fillRect(0, 0, 300, 240);
    const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
    const top = document.querySelector('.timelineScroll')!.getBoundingClientRect().top;
    const drawn = [...document.querySelectorAll('.message .messageBody')];
    const body = into === 'last' ? drawn.at(-1) : drawn.findLast((one) => one.getBoundingClientRect().bottom < top);
    if (!body) throw new Error(`no message is drawn ${into}`);
    const picture = new Image();
    body.append(picture);
    picture.src = `data:image/png;base64,${btoa(String.fromCharCode(...bytes))}`;
    await picture.decode();
  }, where);
}

async function write(page: Page, text: string): Promise<void> {
  const before = await page.locator('.composer').boundingBox();
  await page.locator('.composerText').fill(text);
  const after = await page.locator('.composer').boundingBox();
  if (before?.height === after?.height) throw new Error('the composer has not changed its height');
}

async function session(page: Page, state: SessionState): Promise<void> {
  await page.evaluate(
    (next) => (window as unknown as { fixture: { setSession: (state: unknown) => void } }).fixture.setSession(next),
    state,
  );
  const notice = page.locator('.noticeRow');
  await notice.waitFor({ state: 'expiresAt' in state && state.expiresAt !== null ? 'visible' : 'detached' });
}

/** The message in the middle of the window. */
function reading(page: Page): Promise<{ readonly words: string; readonly top: number }> {
  return page.evaluate(() => {
    const { top, height } = document.querySelector('.timelineScroll')!.getBoundingClientRect();
    const boxes = [...document.querySelectorAll('.message')].map((message) => ({
      words: message.textContent,
      top: Math.round(message.getBoundingClientRect().top),
    }));
    const middle = top + height / 2;
    return boxes.sort((a, b) => Math.abs(a.top - middle) - Math.abs(b.top - middle))[0]!;
  });
}

/** NaN: it is not drawn any more. */
function topOf(page: Page, words: string): Promise<number> {
  return page.evaluate((text) => {
    const message = [...document.querySelectorAll('.message')].find(({ textContent }) => textContent === text);
    return message ? Math.round(message.getBoundingClientRect().top) : Number.NaN;
  }, words);
}

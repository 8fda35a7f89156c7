import type { Page } from '@playwright/test';
import type { Effect } from '../faults/exchange.ts';
import { roomList } from '../pages/roomList.ts';
import { timeline } from '../pages/timeline.ts';
import type { Person } from '../people/startPerson.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const HISTORY = { method: 'GET', path: /\/rooms\/[^/]+\/messages$/ };
const BEGINNING = 'This is the beginning of the room.';

interface Watched {
  /** The message that was watched. */
  readonly text: string;
  /** How far it was from its place at the most, in pixels, in any frame that was shown. */
  readonly moved: number;
  readonly grewBy: number;
}

/** Watches a message in the middle of the window while a page of older ones is put in above it. */
function watchPageGoIn(page: Page): Promise<Watched> {
  return page.evaluate(async () => {
    const log = document.querySelector('.timelineScroll');
    if (!log) throw new Error('no timeline');
    const textOf = (row: Element): string => /Line \d+$/.exec(row.textContent ?? '')?.[0] ?? '';
    const rows = (): Element[] => [...log.querySelectorAll('article')];
    const middle = log.getBoundingClientRect().top + log.clientHeight / 2;
    const text = textOf(rows().find((row) => row.getBoundingClientRect().top > middle && textOf(row) !== '') ?? log);
    const bottomOf = (): number =>
      rows()
        .find((row) => textOf(row) === text)
        ?.getBoundingClientRect().bottom ?? Infinity;
    // A task behind the frame sees what was shown.
    const shown = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    await shown();
    const size = log.scrollHeight;
    const place = bottomOf();
    let moved = 0;
    const deadline = performance.now() + 12_000;
    for (let after = 0; after < 30; after += log.scrollHeight > size + 300 ? 1 : 0) {
      if (performance.now() > deadline) throw new Error('no page went in');
      await shown();
      moved = Math.max(moved, Math.abs(bottomOf() - place));
    }
    return { text, moved, grewBy: log.scrollHeight - size };
  });
}

test('a room of 240 messages: history goes in above without a jump, to the beginning of the room, and back to the end', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  test.setTimeout(150_000);
  const { app, bob, room } = await signedInLife({ homeserver, people, launch });
  // What comes while it is away, it has to ask the server for.
  await app.close();
  await sendLines(bob, room, 240);
  await app.restart();
  const { page } = app;
  const { message, region } = timeline(page);
  await expect(message('Line 240')).toBeVisible();

  // Every page waits on its way until somebody watches.
  let waiting: (() => void)[] = [];
  const hold: Effect = async (_, go) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return go();
  };
  const held = network.on(HISTORY, hold);
  const beginning = region.getByText(BEGINNING);
  await region.hover();
  let pages = 0;
  const deadline = Date.now() + 90_000;
  while (!(await beginning.isVisible())) {
    expect(Date.now(), 'the beginning of the room comes within its time').toBeLessThan(deadline);
    await page.mouse.wheel(0, -600);
    await page.waitForFunction(() => new Promise((resolve) => requestAnimationFrame(() => resolve(true))));
    if (waiting.length === 0) continue;
    await standsStill(page);
    const watching = watchPageGoIn(page);
    // The page looks before it lets go: it answers in order.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    waiting.forEach((go) => go());
    waiting = [];
    const { text, moved, grewBy } = await watching;
    expect(grewBy, text).toBeGreaterThan(300);
    expect(moved, `${text} while a page went in above it`).toBeLessThanOrEqual(2);
    pages += 1;
  }
  held.remove();
  waiting.forEach((go) => go());
  expect(pages, 'that went in').toBeGreaterThanOrEqual(2);
  await expect(message('The lamp is lit')).toBeVisible();

  // What arrives at the end moves nothing for one who reads at the beginning.
  const place = await message('The lamp is lit').boundingBox();
  await bob.send(room, 'Line 241');
  await expect(roomList(page).room('Lighthouse')).toContainText('Line 241');
  expect(await message('The lamp is lit').boundingBox()).toEqual(place);

  await page.getByRole('button', { name: /^Jump to latest/ }).click();
  await expect(message('Line 241')).toBeInViewport();
  await bob.send(room, 'Line 242');
  await expect(message('Line 242'), 'at the end one stays at the end').toBeInViewport();
});

/** Many at a time, and in the end the last one. */
async function sendLines(person: Person, room: string, count: number): Promise<void> {
  const atOnce = 20;
  for (let from = 1; from < count; from += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, count - from) }, (_, index) => from + index);
    await Promise.all(numbers.map((number) => person.send(room, `Line ${number}`)));
  }
  await person.send(room, `Line ${count}`);
}

/** Two looks in a row find the timeline where it was. */
async function standsStill(page: Page): Promise<void> {
  let before = Number.NaN;
  const log = page.getByRole('group', { name: 'Messages' });
  await expect
    .poll(
      async () => {
        const now = await log.evaluate((element) => element.scrollTop);
        const same = now === before;
        before = now;
        return same;
      },
      { intervals: [120] },
    )
    .toBe(true);
}

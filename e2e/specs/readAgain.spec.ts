import type { App } from '../app/launchApp.ts';
import { roomList } from '../pages/roomList.ts';
import { timeline } from '../pages/timeline.ts';
import type { Person } from '../people/startPerson.ts';
import { topOf } from '../scenes/scrolling.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const BEGINNING = 'This is the beginning of the room.';
const HISTORY = { method: 'GET', path: /\/rooms\/[^/]+\/messages$/ };
const missed = 70;
const inOrder = Array.from({ length: missed }, (_, index) => `Missed ${index + 1}`);

/** Turns the wheel up to the room's beginning. @returns what was said, from there to the end, each once */
async function readToTheTop({ page }: App): Promise<readonly string[]> {
  const { region } = timeline(page);
  const beginning = region.getByText(BEGINNING);
  const found: string[] = [];
  await region.hover();
  await expect
    .poll(
      async () => {
        const isThere = await beginning.isVisible();
        const drawn = await region.getByRole('article').allInnerTexts();
        const texts = drawn.flatMap((text) => /Missed \d+/.exec(text) ?? []);
        found.unshift(...texts.filter((text) => !found.includes(text)));
        if (isThere) return true;
        await page.mouse.wheel(0, -500);
        return false;
      },
      { message: 'the beginning of the room', timeout: 30_000, intervals: [60] },
    )
    .toBe(true);
  return found;
}

/** The first message in sight is not the top of what can be scrolled. */
async function atTheTop({ page }: App): Promise<void> {
  const offset = (): Promise<number> => page.locator('.timelineScroll').evaluate(({ scrollTop }) => scrollTop);
  await expect
    .poll(async () => {
      await page.mouse.wheel(0, -500);
      return offset();
    })
    .toBe(0);
}

async function sendMuch(bob: Person, room: string): Promise<void> {
  for (const text of inOrder) await bob.send(room, text);
  const sent = await bob.send(room, 'Something to react to');
  await bob.client.sendEvent(
    room,
    'm.reaction' as never,
    { 'm.relates_to': { rel_type: 'm.annotation', event_id: sent, key: '👍' } } as never,
  );
}

test('K8 what was paged back to once is read again without a server, from any start, back to the beginning, encrypted and plain', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  test.setTimeout(120_000);
  const { app, alice, bob, room } = await signedInLife({ homeserver, people, launch });
  const plain = await bob.createRoom({ name: 'Harbour', invite: [alice.userId] });
  await roomList(app.page).open('Harbour');
  await app.page.getByRole('button', { name: 'Accept' }).click();
  await bob.waitForMember(plain, alice.userId);
  // More than one answer brings: the rest has to be asked for.
  await app.close();
  await Promise.all([room, plain].map((id) => sendMuch(bob, id)));
  await app.restart();
  for (const name of ['Lighthouse', 'Harbour']) {
    await roomList(app.page).open(name);
    await expect(timeline(app.page).message('Something to react to')).toBeVisible();
    expect(await readToTheTop(app), name).toEqual(inOrder);
  }
  expect(network.requests(HISTORY).length).toBeGreaterThanOrEqual(2);

  await app.close();
  await network.goOffline();
  const asked = network.requests(HISTORY).length;
  const tops: number[] = [];
  for (let start = 0; start < 2; start += 1) {
    await app.restart();
    await app.waitForPhase('active');
    for (const name of ['Lighthouse', 'Harbour']) {
      await roomList(app.page).open(name);
      await expect(timeline(app.page).message('Something to react to')).toBeVisible();
      await expect(timeline(app.page).region.getByRole('button', { name: /👍/ })).toBeVisible();
      expect(await readToTheTop(app), `${name}, without a server`).toEqual(inOrder);
    }
    await atTheTop(app);
    tops.push(await topOf(app.page, 'Missed 1'));
    await app.close();
  }
  expect(tops[1], 'at the same place').toBe(tops[0]);
  expect(network.requests(HISTORY).length, 'nobody was asked').toBe(asked);
  await network.goOnline();
});

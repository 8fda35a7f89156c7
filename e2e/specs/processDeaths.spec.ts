import { cut, hold } from '../faults/effects.ts';
import { pageAgain } from '../app/pageAgain.ts';
import { treeOf } from '../app/processTree.ts';
import { rendererOf } from '../app/rendererOf.ts';
import type { App } from '../app/launchApp.ts';
import { composer } from '../pages/composer.ts';
import { roomList } from '../pages/roomList.ts';
import { timeline } from '../pages/timeline.ts';
import { scrollUpTo, topOf } from '../scenes/scrolling.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { isPidAlive } from '../run/processLedger.ts';
import { readProc } from '../run/readProc.ts';
import { expect, test } from '../fixtures/test.ts';

/** The store is the one utility process that runs Node. */
function storeOf(app: App): number {
  const isStore = (pid: number): boolean => readProc(pid, 'cmdline').includes('node.mojom.NodeService');
  return treeOf(app.mainPid, app.profile).find(isStore) ?? 0;
}

const SEND = { method: 'PUT', path: /\/send\/m\.room\.encrypted\// };

const pageProcess = (app: App): Promise<number> => rendererOf(app, 'app://latchkey/');
const parts = {
  engine: (app: App) => rendererOf(app, 'app://engine/'),
  store: (app: App) => Promise.resolve(storeOf(app)),
};

for (const part of ['engine', 'store'] as const) {
  test(`K2 the ${part} is killed while a message and a room key are under way: it comes back, both arrive once, the room and the draft are still there, one writes on`, async ({
    homeserver,
    network,
    people,
    launch,
  }) => {
    const { app, alice, bob, room, roomName } = await signedInLife({ homeserver, people, launch });
    // The server has the message, and has given the key; neither answer is here.
    const [sent, poll] = [hold({ afterServer: true }), hold({ afterServer: true })];
    const polls = network.on({ method: 'GET', path: '/sync' }, poll.effect);
    const sends = network.on(SEND, sent.effect);
    await bob.send(room, 'Ends the poll');
    await expect.poll(() => polls.hits()).toBe(1);
    await bob.client.getCrypto()!.forceDiscardSession(room);
    await bob.send(room, 'Its key was under way');
    await composer(app.page).send('Under way');
    await bob.waitForMessage(room, 'Under way', { sender: alice.userId });
    await composer(app.page).draft('Half a thought');
    const others = Object.keys(parts).filter((name) => name !== part) as (keyof typeof parts)[];
    const stays = await Promise.all([pageProcess(app), ...others.map((name) => parts[name](app))]);
    const victim = await parts[part](app);
    expect(victim).toBeGreaterThan(0);
    process.kill(victim, 'SIGKILL');
    for (const rule of [polls, sends]) rule.remove();
    for (const held of [poll, sent]) held.release(cut());

    await expect.poll(() => parts[part](app), { timeout: 15_000 }).not.toBe(victim);
    await expect.poll(() => parts[part](app), { timeout: 15_000 }).toBeGreaterThan(0);
    await expect(composer(app.page).box).toHaveValue('Half a thought');
    await expect(timeline(app.page).message('The lamp is lit')).toBeVisible();
    if (part === 'engine') expect(stays.every(isPidAlive), 'the others stay').toBe(true);
    else expect(isPidAlive(stays[0] ?? 0), 'the page stays').toBe(true);
    await app.waitForPhase('active');
    await composer(app.page).send(`Written after the ${part} came back`);
    await bob.waitForMessage(room, `Written after the ${part} came back`, { sender: alice.userId });
    await expect(timeline(app.page).message('Its key was under way')).toBeVisible();
    await bob.send(room, 'Heard you');
    await expect(timeline(app.page).message('Heard you')).toBeVisible();
    const said = ['Under way', `Written after the ${part} came back`];
    expect(
      bob
        .messages(room)
        .filter(({ sender }) => sender === alice.userId)
        .map(({ body }) => body),
    ).toEqual(said);
    for (const text of said) await expect(timeline(app.page).message(text), 'shown once').toHaveCount(1);

    // What the page shows may be its own memory; what is there after a restart was written down.
    await composer(app.page).draft('Typed after it');
    await app.restart();
    await expect(app.page.getByRole('heading', { name: roomName })).toBeVisible();
    await expect(composer(app.page).box).toHaveValue('Typed after it');
    await expect(timeline(app.page).message('The lamp is lit')).toBeVisible();
    await expect(timeline(app.page).message('Heard you')).toBeVisible();
    expect(bob.messages(room).filter(({ sender }) => sender === alice.userId)).toHaveLength(said.length);
  });
}

test('K2 the page is killed: the engine goes on, the page comes back to the same room, the same place in it, and the draft', async ({
  homeserver,
  people,
  launch,
}) => {
  const { app, alice, bob, room, roomName } = await signedInLife({ homeserver, people, launch });
  for (let number = 1; number <= 40; number += 1) await bob.send(room, `Line ${number}`);
  await expect(timeline(app.page).message('Line 40')).toBeVisible();
  const other = await bob.createRoom({ name: 'Windmill', invite: [alice.userId] });
  await composer(app.page).draft('Half a thought');
  await scrollUpTo(app.page, 'Line 8');
  const before = await topOf(app.page, 'Line 8');
  const victim = await pageProcess(app);
  const stays = await Promise.all(Object.values(parts).map((part) => part(app)));
  process.kill(victim, 'SIGKILL');
  await bob.send(room, 'Said while nobody looked');

  await expect.poll(() => pageProcess(app), { timeout: 15_000 }).not.toBe(victim);
  const { page, disconnect } = await pageAgain(app);
  await expect(page.locator('html')).toHaveAttribute('data-session', 'active');
  await expect(page.getByRole('heading', { name: roomName })).toBeVisible();
  await expect(composer(page).box).toHaveValue('Half a thought');
  await expect(timeline(page).message('Line 8')).toBeVisible();
  await expect.poll(async () => Math.abs((await topOf(page, 'Line 8')) - before)).toBeLessThanOrEqual(2);
  expect(stays.every(isPidAlive), 'engine and store stay').toBe(true);
  await expect(roomList(page).room('Windmill')).toBeVisible();
  await composer(page).send('Written after the page came back');
  await bob.waitForMessage(room, 'Written after the page came back', { sender: alice.userId });
  await expect(timeline(page).message('Said while nobody looked')).toBeVisible();
  expect(bob.client.getRoom(other)?.getMember(alice.userId)?.membership).toBe('invite');
  await disconnect();
});

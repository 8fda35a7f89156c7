import { readFileSync } from 'node:fs';
import { treeOf } from '../app/processTree.ts';
import type { App } from '../app/launchApp.ts';
import { composer } from '../pages/composer.ts';
import { timeline } from '../pages/timeline.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { isPidAlive } from '../run/processLedger.ts';
import { expect, test } from '../fixtures/test.ts';

/** The renderer process behind the window whose address begins so. */
const rendererOf = (app: App, origin: string): Promise<number> =>
  app.electron.evaluate(
    ({ webContents }, start) => webContents.getAllWebContents().find((one) => one.getURL().startsWith(start))?.getOSProcessId() ?? 0,
    origin,
  );

/** The store is the one utility process that runs Node. */
function storeOf(app: App): number {
  const isStore = (pid: number): boolean => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('node.mojom.NodeService');
  return treeOf(app.mainPid, app.profile).find(isStore) ?? 0;
}

const parts = {
  engine: (app: App) => rendererOf(app, 'app://engine/'),
  store: (app: App) => Promise.resolve(storeOf(app)),
};

for (const part of ['engine', 'store'] as const) {
  test(`K2 the ${part} is killed: it comes back, the room and the draft are still there, one writes on`, async ({ homeserver, people, launch }) => {
    const { app, alice, bob, room } = await signedInLife({ homeserver, people, launch });
    await composer(app.page).draft('Half a thought');
    const others = Object.keys(parts).filter((name) => name !== part) as (keyof typeof parts)[];
    const stays = await Promise.all([rendererOf(app, 'app://latchkey/'), ...others.map((name) => parts[name](app))]);
    const victim = await parts[part](app);
    expect(victim).toBeGreaterThan(0);
    process.kill(victim, 'SIGKILL');

    await expect.poll(() => parts[part](app), { timeout: 15_000 }).not.toBe(victim);
    await expect.poll(() => parts[part](app), { timeout: 15_000 }).toBeGreaterThan(0);
    await expect(composer(app.page).box).toHaveValue('Half a thought');
    await expect(timeline(app.page).message('The lamp is lit')).toBeVisible();
    if (part === 'engine') expect(stays.every(isPidAlive), 'the others stay').toBe(true);
    else expect(isPidAlive(stays[0] ?? 0), 'the page stays').toBe(true);
    await app.waitForPhase('active');
    await composer(app.page).send(`Written after the ${part} came back`);
    await bob.waitForMessage(room, `Written after the ${part} came back`, { sender: alice.userId });
    await bob.send(room, 'Heard you');
    await expect(timeline(app.page).message('Heard you')).toBeVisible();
    expect(bob.messages(room).filter(({ sender }) => sender === alice.userId)).toHaveLength(1);
  });
}

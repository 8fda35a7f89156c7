import { asleep } from '../app/asleep.ts';
import { shiftWallClock } from '../app/wallClock.ts';
import { rewriteJson } from '../faults/effects.ts';
import { composer } from '../pages/composer.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { timeline } from '../pages/timeline.ts';
import { authedSince, lines } from '../scenes/authedRequests.ts';
import { setUp } from '../scenes/setUp.ts';
import { signedInLife, type Life } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const DAY = 24 * 60 * 60_000;
const LOGIN = { method: 'POST', path: '/login' };

/** The session lives: a message goes each way, and nobody was asked who they are. */
async function expectAlive({ app, bob, room }: Life, what: string): Promise<void> {
  await bob.send(room, `To you ${what}`);
  await expect(timeline(app.page).message(`To you ${what}`)).toBeVisible();
  await composer(app.page).send(`From here ${what}`);
  await bob.waitForMessage(room, `From here ${what}`);
  expect(await app.phase()).toBe('active');
  await expect(sessionExpiredDialog(app.page).dialog).toHaveCount(0);
}

test('B16 K6 the clock jumps a day forward and back: no logout, no question, no storm of requests', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  // An end in five minutes is announced, so somebody who believes the clock would say that it has come.
  network.on(
    LOGIN,
    rewriteJson((body) => ({ ...body, expires_in_ms: 5 * 60_000 })),
  );
  const life = await signedInLife({ homeserver, people, launch });
  await setUp(network);
  await expectAlive(life, 'before');
  for (const [what, shift] of [
    ['a day ahead', DAY],
    ['a day back', -DAY],
    ['as it was', 0],
  ] as const) {
    const before = network.mark();
    await shiftWallClock(life.app, shift);
    const said = await life.app.page.evaluate(() => Date.now());
    expect(Math.abs(said - Date.now() - shift), 'the page believes it').toBeLessThan(60_000);
    await expectAlive(life, what);
    const requests = lines(authedSince(network, before));
    expect(requests.length, requests.join('\n')).toBeLessThan(25);
    expect(requests.filter((line) => /logout|whoami/.test(line))).toEqual([]);
  }
  expect(network.requests(LOGIN)).toHaveLength(1);
});

test('K6 asleep with the network gone, awake with it back: what came meanwhile is there, no logout, no storm of requests', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const life = await signedInLife({ homeserver, people, launch });
  const { app, bob, room } = life;
  await setUp(network);
  await composer(app.page).draft('Half a sentence');
  const before = network.mark();
  await asleep(app, 6_000, async () => {
    await network.goOffline();
    await bob.send(room, 'Said to a sleeper');
    await network.goOnline();
  });
  await expect(timeline(app.page).message('Said to a sleeper')).toBeVisible({ timeout: 20_000 });
  await expect(composer(app.page).box).toHaveValue('Half a sentence');
  await expectAlive(life, 'after waking');
  const requests = lines(authedSince(network, before));
  expect(requests.length, requests.join('\n')).toBeLessThan(25);
  expect(requests.filter((line) => line.includes('logout'))).toEqual([]);
  expect(network.requests(LOGIN)).toHaveLength(1);
});

import { readFileSync } from 'node:fs';
import { hardLogout, hold } from '../faults/effects.ts';
import { composer } from '../pages/composer.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { timeline } from '../pages/timeline.ts';
import { authedSince, lines } from '../scenes/authedRequests.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const SEND = { method: 'PUT', path: /\/send\/m\.room\.encrypted\// };

test('A12 C19 L3 soft logout while a message is under way: its lost answer, then a late hard 401 for the old token, send it once', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  const expired = sessionExpiredDialog(app.page);
  // The server has the message, its answer is held back.
  const held = hold({ afterServer: true });
  network.on(SEND, held.effect, { times: 1 });
  await composer(app.page).send('Storm coming');
  const first = await network.waitForRequest(SEND);
  await bob.waitForMessage(room, 'Storm coming');

  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Close the shutters');
  await expect(expired.dialog).toBeVisible();
  await expired.signInAgain(alice.password);
  await app.waitForPhase('active');
  const resumed = network.mark();
  held.release(hardLogout());
  const again = await network.waitForRequest(SEND, { after: resumed, answered: true });

  expect(again.path, 'the same transaction').toBe(first.path);
  expect(again.token).not.toBe(first.token);
  expect(again.outcome()).toMatchObject({ kind: 'answered', status: 200 });
  await composer(app.page).send('Shutters closed');
  await bob.waitForMessage(room, 'Shutters closed', { sender: alice.userId });
  expect(bob.messages(room).filter(({ body }) => body === 'Storm coming')).toHaveLength(1);
  await expect(timeline(app.page).message('Storm coming')).toHaveCount(1);
  await expect(timeline(app.page).region.getByText('Not sent')).toHaveCount(0);
  expect(await app.phase()).toBe('active');
  expect(
    lines(authedSince(network, 0)).filter((line) => line.includes('whoami')),
    'one confirms the end, two belong to the sign-in',
  ).toHaveLength(3);
});

test('A16 L3 soft logout twice in a row, each met by many requests at once: one dialog, one sign-in, all goes on in order', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  const expired = sessionExpiredDialog(app.page);
  for (const turn of ['first', 'second']) {
    const before = network.mark();
    const held = hold();
    const rule = network.on({ when: ({ token, path }) => token !== undefined && !path.endsWith('/whoami') }, held.effect);
    await composer(app.page).send(`Sent before the ${turn} expiry`);
    // What wakes the poll that is open leads to more requests that are held.
    await bob.send(room, `Bob before the ${turn} expiry`);
    await composer(app.page).draft(`Draft of the ${turn} time`);
    await expect
      .poll(() => new Set(lines(network.requests(({ order, token }) => order > before && token !== undefined))).size)
      .toBeGreaterThan(2);
    await homeserver.expireTokens({ userId: alice.userId, deviceId });
    rule.remove();
    held.release();

    await expect(expired.dialog).toBeVisible();
    await expect.poll(() => network.requests(({ order, outcome }) => order > before && is401(outcome())).length).toBeGreaterThan(2);
    await expect(expired.dialog).toHaveCount(1);
    await expired.signInAgain(alice.password);
    await app.waitForPhase('active');
    await bob.waitForMessage(room, `Sent before the ${turn} expiry`, { sender: alice.userId });
    await expect(timeline(app.page).message(`Bob before the ${turn} expiry`)).toBeVisible();
    await expect(composer(app.page).box).toHaveValue(`Draft of the ${turn} time`);
    expect(network.requests(({ order, path, method }) => order > before && method === 'POST' && path.endsWith('/login'))).toHaveLength(1);
  }
  const own = bob.messages(room).filter(({ sender }) => sender === alice.userId);
  expect(own.map(({ body }) => body)).toEqual(['Sent before the first expiry', 'Sent before the second expiry']);
  expect(readFileSync(app.logFile, 'utf8').match(/checking → expired \(probed soft\)/g)).toHaveLength(2);
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
});

test('C2 C19 C25 soft logout while writing: nothing behind the dialog can be reached; put aside, one reads on and messages wait', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const { app, alice, bob, room, roomName, deviceId } = await signedInLife({ homeserver, people, launch });
  const expired = sessionExpiredDialog(app.page);
  const { box } = composer(app.page);
  await box.pressSequentially('Half a sen');
  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Are you there?');
  await expect(expired.dialog).toBeVisible();
  await expect(expired.password).toBeFocused();

  // By keyboard: all that Tab reaches lies in the dialog. By pointer: a click on the message box does not get there.
  await expect(box, 'it is not there for assistive technology').toHaveCount(0);
  const covered = app.page.locator('textarea');
  const place = await covered.boundingBox();
  for (let press = 0; press < 12; press += 1) {
    await app.page.keyboard.press('Tab');
    expect(await app.page.evaluate(() => document.activeElement?.closest('.home') === null)).toBe(true);
  }
  await app.page.mouse.click((place?.x ?? 0) + 40, (place?.y ?? 0) + 10);
  await app.page.keyboard.type('x');
  await expect(covered).toHaveValue('Half a sen');
  await expect(expired.dialog).toBeVisible();

  const silence = network.mark();
  await expired.notNow.click();
  await expect(expired.dialog).toBeHidden();
  await expect(app.page.getByText('Signed out for now')).toBeVisible();
  await expect(timeline(app.page).message('The lamp is lit')).toBeVisible();
  await composer(app.page).send('Queued one');
  await composer(app.page).send('Queued two');
  await expect(timeline(app.page).region.getByRole('img', { name: 'Waiting to be sent' })).toHaveCount(2);
  await expect(app.page.getByText('Sent when you have signed in again')).toBeVisible();

  await app.page.getByRole('button', { name: `Account: ${alice.userId}` }).click();
  await app.page.getByRole('menuitem', { name: 'Settings' }).click();
  await app.page.getByRole('tab', { name: 'Security' }).click();
  await app.page.getByRole('switch', { name: /Hide messages while signed out/ }).check();
  await app.page.getByRole('button', { name: 'Close' }).click();
  await expect(app.page.getByText('Messages are hidden')).toBeVisible();
  expect(await app.page.content()).not.toContain(roomName);
  expect(await app.page.content()).not.toContain('The lamp is lit');
  expect(lines(authedSince(network, silence)), 'nothing goes out while signed out').toEqual([]);

  await app.page.getByRole('button', { name: 'Sign in again' }).click();
  await expired.signInAgain(alice.password);
  await app.waitForPhase('active');
  await bob.waitForMessage(room, 'Queued two', { sender: alice.userId });
  const own = bob.messages(room).filter(({ sender }) => sender === alice.userId);
  expect(own.map(({ body }) => body)).toEqual(['Queued one', 'Queued two']);
  await expect(timeline(app.page).message('Queued two')).toBeVisible();
  await expect(app.page.getByRole('img', { name: 'Waiting to be sent' })).toHaveCount(0);
});

type Outcome = { readonly kind: string; readonly status?: number };
const is401 = (outcome: Outcome): boolean => outcome.kind === 'answered' && outcome.status === 401;

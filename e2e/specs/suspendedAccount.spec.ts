import { answer } from '../faults/effects.ts';
import { composer } from '../pages/composer.ts';
import { roomList } from '../pages/roomList.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { suspendedNotice } from '../pages/suspendedNotice.ts';
import { timeline } from '../pages/timeline.ts';
import { authedSince, lines } from '../scenes/authedRequests.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const SEND = { method: 'PUT', path: /\/send\/m\.room\.encrypted\// };
const LOGIN = { method: 'POST', path: '/login' };
const ASKED = { path: '/.well-known/matrix/support' };
/** One message asks every ten seconds whether it is over. */
const LIFTED = { timeoutMs: 20_000 };
const support = { contacts: [{ role: 'm.role.admin', email_address: 'master@harbour.example', matrix_id: '@master:harbour.example' }] };

test('A9 G4 suspended while writing: reading goes on, what is written waits over a restart, and is sent by itself, in order', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  network.on(ASKED, answer({ status: 200, json: support }));
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  const beforehand = network.mark();
  await homeserver.suspend(alice.userId);
  await composer(app.page).send('first while suspended');
  const seen = (): ReturnType<typeof suspendedNotice> => suspendedNotice(app.page);
  await expect(seen().notice).toContainText('you can read, but not write');
  await expect(seen().notice).toContainText('The server says: Sending messages while account is suspended is not allowed.');
  await seen().details.click();
  await expect(seen().contacts).toHaveText(['master@harbour.example, @master:harbour.example']);
  await composer(app.page).send('second while suspended');
  await expect(seen().waiting).toHaveCount(2);
  await composer(app.page).draft('a draft meanwhile');
  await bob.send(room, 'read while suspended');
  await expect(timeline(app.page).message('read while suspended')).toBeVisible();
  await expect(app.page.getByText('Not sent'), 'nothing has failed').toHaveCount(0);
  expect(lines(authedSince(network, beforehand)), 'no doubt about the session').not.toContain('GET /v3/account/whoami');

  await app.restart();
  await app.waitForPhase('active');
  await roomList(app.page).open('Lighthouse');
  await expect(seen().notice).toBeVisible();
  await expect(seen().waiting).toHaveCount(2);
  await expect(composer(app.page).box).toHaveValue('a draft meanwhile');

  await homeserver.suspend(alice.userId, false);
  await bob.waitForMessage(room, 'second while suspended', LIFTED);
  const sent = bob
    .messages(room)
    .filter(({ sender }) => sender === alice.userId)
    .map(({ body }) => body);
  expect(sent).toEqual(['first while suspended', 'second while suspended']);
  await expect(seen().notice).toHaveCount(0);
  await expect(seen().waiting).toHaveCount(0);
  await composer(app.page).box.press('Enter');
  await bob.waitForMessage(room, 'a draft meanwhile');
  expect(network.requests(LOGIN)).toHaveLength(1);
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
});

test('A9 G4 suspended: leaving and signing in again still work, and nothing hammers the server', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  await bob.createRoom({ name: 'Fog horn', encrypted: true, invite: [alice.userId] });
  await expect(roomList(app.page).room('Fog horn')).toBeVisible();
  await homeserver.suspend(alice.userId);
  const before = network.mark();
  await composer(app.page).send('waits');
  await expect(suspendedNotice(app.page).notice).toBeVisible();
  for (const text of ['one', 'two', 'three']) {
    await bob.send(room, text);
    await expect(timeline(app.page).message(text)).toBeVisible();
  }
  expect(network.requests(SEND).filter(({ order }) => order > before).length, 'a sync is no reason to try').toBeLessThanOrEqual(2);

  await roomList(app.page).open('Fog horn');
  await app.page.getByRole('button', { name: 'Decline' }).click();
  await expect(roomList(app.page).room('Fog horn')).toHaveCount(0);
  await roomList(app.page).open('Lighthouse');

  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'wakes the sync');
  await app.waitForPhase('expired');
  await sessionExpiredDialog(app.page).signInAgain(alice.password);
  await app.waitForPhase('active');
  await expect(suspendedNotice(app.page).waiting).toHaveCount(1);

  await homeserver.suspend(alice.userId, false);
  // What people write is a reason to try at once.
  await composer(app.page).send('and this');
  await bob.waitForMessage(room, 'and this');
  expect(
    bob
      .messages(room)
      .map(({ body }) => body)
      .slice(-2),
  ).toEqual(['waits', 'and this']);
  await expect(suspendedNotice(app.page).notice).toHaveCount(0);
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
});

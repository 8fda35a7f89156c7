import type { Effect } from '../faults/exchange.ts';
import { startProxy } from '../faults/startProxy.ts';
import { composer } from '../pages/composer.ts';
import { timeline } from '../pages/timeline.ts';
import { roomList } from '../pages/roomList.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const WITHHELD = 'The sender shares keys with verified devices only, and has not verified this one.';
const NOT_YET = 'The key to this message has not arrived yet. It appears by itself when it does.';

test('a sender withholds the key from this device: said in words in place of the message, and everything else goes on', async ({
  homeserver,
  people,
  launch,
}) => {
  const { app, alice, bob, room } = await signedInLife({ homeserver, people, launch });
  const { region, message } = timeline(app.page);
  const crypto = bob.client.getCrypto();
  if (!crypto) throw new Error('bob has no crypto');
  crypto.globalBlacklistUnverifiedDevices = true;
  await crypto.forceDiscardSession(room);
  await bob.send(room, 'Not for this device');
  await expect(region.getByText(WITHHELD)).toBeVisible();
  await expect(message('The lamp is lit')).toBeVisible();

  crypto.globalBlacklistUnverifiedDevices = false;
  await crypto.forceDiscardSession(room);
  await bob.send(room, 'For everybody again');
  await expect(message('For everybody again')).toBeVisible();
  await expect(region.getByText(WITHHELD)).toHaveCount(1);
  await expect(message('Not for this device')).toHaveCount(0);
  await composer(app.page).send('I could not read one');
  await bob.waitForMessage(room, 'I could not read one', { sender: alice.userId });
  // The reason is kept with the message, not with the moment.
  await app.restart();
  await expect(timeline(app.page).message('For everybody again')).toBeVisible();
  await expect(timeline(app.page).region.getByText(WITHHELD)).toHaveCount(1);
});

test('a key that comes late: the message waits in words, and appears by itself, over a restart too', async ({
  homeserver,
  people,
  launch,
}) => {
  const { app, alice, room, bob } = await signedInLife({ homeserver, people, launch });
  // Carol's way to the server loses what she sends to devices; it arrives when it is sent once more.
  const lossy = await startProxy(homeserver.url);
  const lost: { path: string; body: unknown }[] = [];
  const lose: Effect = (passing) => {
    lost.push({ path: passing.record.path, body: passing.record.bodyJson() });
    return Promise.resolve({ status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from('{}') });
  };
  const carol = await people.person('carol', { homeserver: { ...homeserver, url: lossy.url } });
  await bob.invite(room, carol.userId);
  await carol.join(room);
  const [deviceId = ''] = await homeserver.listDevices(alice.userId);
  await carol.waitForDevice(alice.userId, deviceId);
  const losing = lossy.on({ method: 'PUT', path: /\/sendToDevice\// }, lose);
  await carol.send(room, 'From a long way off');
  expect(losing.hits()).toBeGreaterThan(0);
  await expect(timeline(app.page).region.getByText(NOT_YET)).toBeVisible();
  await app.restart();
  await expect(timeline(app.page).region.getByText(NOT_YET)).toBeVisible();
  losing.remove();

  for (const { path, body } of lost) await carol.api.put(path.replace('/_matrix/client/', ''), body);
  await expect(timeline(app.page).message('From a long way off')).toBeVisible();
  await expect(timeline(app.page).region.getByText(NOT_YET)).toHaveCount(0);
  await expect(roomList(app.page).room('Lighthouse')).toContainText('From a long way off');
  carol.stop();
  await lossy.stop();
});

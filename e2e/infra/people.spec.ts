import { expect, test } from '../fixtures/test.ts';

test('two people with real devices talk in an encrypted room', async ({ homeserver, people }) => {
  const [alice, bob] = [await people.person('alice'), await people.person('bob')];
  const room = await alice.createRoom({ name: 'Quiet', encrypted: true, invite: [bob.userId] });
  await bob.join(room);
  await alice.waitForMember(room, bob.userId);
  await alice.send(room, 'Hello Bob');
  expect(await bob.waitForMessage(room, 'Hello Bob')).toMatchObject({ sender: alice.userId, encrypted: true });

  await bob.setTyping(room, true);
  await alice.waitForTyping(room, bob.userId);
  const eventId = await bob.send(room, 'Hello Alice');
  await alice.waitForMessage(room, 'Hello Alice', { sender: bob.userId });
  await alice.markRead(room, eventId);
  await bob.waitForReceipt(room, alice.userId, eventId);

  const [device] = await bob.queryDeviceKeys(alice.userId);
  const own = await alice.client.getCrypto()?.getOwnDeviceKeys();
  expect(device).toEqual({ deviceId: alice.deviceId, ed25519: own?.ed25519, curve25519: own?.curve25519 });
  expect(await homeserver.countOneTimeKeys(alice.userId, alice.deviceId)).toBeGreaterThan(10);

  alice.stop();
  await bob.sendEncryptedToDevice('m.dummy', alice.userId, alice.deviceId, {});
  // It waits on the server for a device that is away.
  const waiting = async () => (await homeserver.waitingToDevice(alice.userId, alice.deviceId)).map(({ type }) => type);
  await expect.poll(waiting).toContain('m.room.encrypted');
});

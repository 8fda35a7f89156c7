import type { App } from '../app/launchApp.ts';
import { rewriteJson } from '../faults/effects.ts';
import { expect, test } from '../fixtures/test.ts';
import { composer } from '../pages/composer.ts';
import { roomList } from '../pages/roomList.ts';
import { timeline } from '../pages/timeline.ts';
import type { Person } from '../people/startPerson.ts';
import { signedInLife } from '../scenes/signedInLife.ts';

test('T29 T36 T37: rooms that follow one another in a circle, rules of a room that no one would write, a key that nobody asked for', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  test.setTimeout(120_000);
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  await test.step('T29 a circle of rooms: all of them stay, each for itself', () => circle(app, bob, room, alice.userId));
  await test.step('T36 a key that is forwarded unasked opens nothing', () => forwarded(app, bob, alice.userId, deviceId));
  await test.step('T37 rules of every type stop nothing', async () => {
    const odd = network.on(
      { path: '/sync' },
      rewriteJson((body) => withOddRules(body)),
    );
    await bob.api.put(`v3/rooms/${encodeURIComponent(room)}/state/m.room.topic/`, { topic: 'So that something comes' });
    await bob.api.put(`v3/rooms/${encodeURIComponent(room)}/state/m.room.power_levels/`, { users: {}, events_default: 0 });
    await bob.api.put(`v3/rooms/${encodeURIComponent(room)}/state/m.room.join_rules/`, { join_rule: 'knock' });
    await roomList(app.page).open('Lighthouse');
    await bob.send(room, 'Behind the odd rules');
    await expect(timeline(app.page).message('Behind the odd rules')).toBeVisible();
    expect(odd.hits()).toBeGreaterThan(0);
    odd.remove();
    // What this made of the rules lies in the app's own copy, too.
    await app.restart();
    await app.waitForPhase('active');
    await roomList(app.page).open('Lighthouse');
    await expect(timeline(app.page).message('Behind the odd rules')).toBeVisible();
  });
  expect(await app.phase()).toBe('active');
});

/** Two rooms that both claim to come after the other, and a third that claims to come after a room that nobody knows. */
async function circle(app: App, bob: Person, room: string, alice: string): Promise<void> {
  const create = async (name: string, predecessor: string): Promise<string> => {
    const { room_id: made } = await bob.api.post('v3/createRoom', {
      name,
      preset: 'private_chat',
      room_version: '11',
      invite: [alice],
      creation_content: { predecessor: { room_id: predecessor, event_id: '$none' } },
    });
    return made as string;
  };
  const after = await create('Usurper', room);
  await bob.api.put(`v3/rooms/${encodeURIComponent(room)}/state/m.room.tombstone/`, { body: 'Moved', replacement_room: after });
  await bob.api.put(`v3/rooms/${encodeURIComponent(after)}/state/m.room.tombstone/`, { body: 'Moved back', replacement_room: room });
  await create('Orphan', '!nobody-knows:elsewhere.test');
  for (const name of ['Usurper', 'Orphan']) {
    await roomList(app.page).open(name);
    await app.page.getByRole('button', { name: 'Accept' }).click();
    await expect(composer(app.page).box).toBeVisible();
  }
  for (const name of ['Lighthouse', 'Usurper', 'Orphan']) await expect(roomList(app.page).room(name)).toHaveCount(1);
  await roomList(app.page).open('Lighthouse');
  await expect(timeline(app.page).message('The lamp is lit')).toBeVisible();
  await composer(app.page).send('Still here');
  await bob.waitForMessage(room, 'Still here', { sender: alice });
}

/** Bob writes before Alice is there; then he hands her the key as if she had asked her own device for it. */
async function forwarded(app: App, bob: Person, alice: string, deviceId: string): Promise<void> {
  const sealed = await bob.createRoom({ name: 'Vault', encrypted: true });
  const crypto = bob.client.getCrypto();
  if (!crypto) throw new Error('Bob has no encryption');
  await expect.poll(() => crypto.isEncryptionEnabledInRoom(sealed)).toBe(true);
  await bob.send(sealed, 'Sealed before');
  const keys = (await crypto.exportRoomKeys()).filter(({ room_id: of }) => of === sealed);
  expect(keys).toHaveLength(1);
  await bob.invite(sealed, alice);
  await roomList(app.page).open('Vault');
  await app.page.getByRole('button', { name: 'Accept' }).click();
  await bob.waitForMember(sealed, alice);
  const { region, message } = timeline(app.page);
  await expect(region.getByText('Sent before you joined', { exact: false })).toBeVisible();
  for (const key of keys) {
    const content = { ...key, forwarding_curve25519_key_chain: [], sender_claimed_ed25519_key: key.sender_claimed_keys['ed25519'] };
    await bob.client.queueToDevice(await crypto.encryptToDeviceMessages('m.forwarded_room_key', [{ userId: alice, deviceId }], content));
  }
  await bob.send(sealed, 'After the key');
  await expect(message('After the key')).toBeVisible();
  await expect(region.getByText('Sent before you joined', { exact: false })).toBeVisible();
  await expect(message('Sealed before')).toHaveCount(0);
}

interface Event {
  readonly type: string;
  readonly content: object;
}

const odd: Readonly<Record<string, object>> = {
  'm.room.power_levels': {
    users: { '@alice:x': '100', __proto__: 1, constructor: [] },
    users_default: '50.5',
    events_default: { a: 1 },
    events: 7,
    state_default: null,
    ban: 1e300,
    kick: -1,
    notifications: 'x',
  },
  'm.room.join_rules': { join_rule: { allow: [] }, allow: 'x' },
  'm.room.history_visibility': { history_visibility: 9 },
};

/** Whatever a server, or one it believes, may make of a room's rules. */
function withOddRules(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body), (_key, value: unknown) => {
    const event = value as Event | null;
    return typeof event === 'object' && event !== null && typeof event.type === 'string' && Object.hasOwn(odd, event.type)
      ? { ...event, content: odd[event.type] }
      : value;
  });
}

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { engineWindow } from '../app/engineWindow.ts';
import type { App } from '../app/launchApp.ts';
import { rewriteJson } from '../faults/effects.ts';
import { composer } from '../pages/composer.ts';
import { timeline } from '../pages/timeline.ts';
import { roomList } from '../pages/roomList.ts';
import type { Person } from '../people/startPerson.ts';
import { mountCrashDisk } from '../run/crashDisk.ts';
import { canMount } from '../run/smallDisk.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

/** IndexedDB of this engine takes nothing any more, as where its quota is used up. */
function refuseWrites(app: App): Promise<void> {
  return engineWindow(app).evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('Made by the test', 'QuotaExceededError');
    };
  });
}

/** Its next message needs a key that nobody has yet. */
async function rotate(person: Person, room: string): Promise<void> {
  await person.client.getCrypto()!.forceDiscardSession(room);
}

/** The history, which holds the sync and its token, and the log of it. */
function historyFiles(app: App): readonly string[] {
  const accounts = join(app.profile, 'accounts');
  const [slug = ''] = readdirSync(accounts);
  return ['store.db', 'store.db-wal'].map((name) => join(accounts, slug, name));
}

test('K7 L-1 the crypto store refuses writes while keys and messages come: it is said, and every one of them can be read, after a restart too', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const { app, alice, bob, room, roomName } = await signedInLife({
    homeserver,
    people,
    launch: (options) => launch({ ...options, homeserver: network.url }),
  });
  const { message } = timeline(app.page);
  await refuseWrites(app);
  const said = expect(app.page.getByRole('status').filter({ hasText: 'Your disk is full. Until there is room' })).toBeVisible();
  const texts = ['Said into a full disk', 'Said once more', 'And a third time'];
  for (const text of texts) {
    await rotate(bob, room);
    await bob.send(room, text);
  }
  await said;
  await composer(app.page).send('Written meanwhile');

  for (const text of texts) await expect(message(text)).toBeVisible();
  await expect(app.page.getByRole('status').filter({ hasText: 'Your disk' })).toHaveCount(0);
  await bob.waitForMessage(room, 'Written meanwhile', { sender: alice.userId });
  for (const text of texts) await expect(message(text), 'shown once').toHaveCount(1);
  await app.restart();
  await roomList(app.page).open(roomName);
  for (const text of texts) await expect(timeline(app.page).message(text)).toBeVisible();
  // L-7: nor does Chromium throw it away when the disk is nearly full; the page has nothing to keep.
  await expect.poll(() => engineWindow(app).evaluate(() => navigator.storage.persisted())).toBe(true);
  expect(await app.page.evaluate(() => navigator.storage.persist())).toBe(false);
  await expect(timeline(app.page).region.getByText('The key to this message')).toHaveCount(0);
  expect(bob.messages(room).filter(({ sender }) => sender === alice.userId)).toHaveLength(1);
});

test('K9 L-2 what cannot be parsed beside a room key costs itself only: the key, the room and the start are there, and one writes on', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const { app, alice, bob, room, roomName } = await signedInLife({
    homeserver,
    people,
    launch: (options) => launch({ ...options, homeserver: network.url }),
  });
  const member = (id: string) => ({
    type: 'm.room.member',
    state_key: id,
    event_id: `$${id}`,
    sender: bob.userId,
    origin_server_ts: Date.now(),
    content: { membership: 'join' },
  });
  const odd = ['@x:bad_host', '@x:a:b:c', '@x:ü.org', 5, null];
  let beside = 0;
  network.on(
    { method: 'GET', path: '/sync' },
    rewriteJson((body) => {
      if (!body?.to_device?.events?.length) return body;
      beside += 1;
      body.device_lists = { changed: [...odd, ...(body.device_lists?.changed ?? [])], left: odd };
      body.to_device.events = [null, 5, { type: 'm.room_key' }, ...body.to_device.events];
      body.presence = { events: [null] };
      body.account_data = { events: [null, ...(body.account_data?.events ?? [])] };
      const join = ((body.rooms ??= {}).join ??= {});
      const joined = (join[room] ??= { timeline: { events: [], limited: false } });
      const key = 'org.matrix.msc4222.state_after';
      joined[key] = { events: [...(joined[key]?.events ?? []), ...['@x:bad_host', '@x:a:b:c'].map(member), { type: 5 }] };
      joined.timeline = { ...joined.timeline, events: [null, ...(joined.timeline?.events ?? [])] };
      joined.ephemeral = {
        events: [{ type: 'm.receipt', content: { $x: { 'm.read': { '@x:bad_host': null } } } }, ...(joined.ephemeral?.events ?? [])],
      };
      return body;
    }),
  );
  network.on(
    { method: 'GET', path: /\/rooms\/[^/]+\/members$/ },
    rewriteJson((body) => ({ ...body, chunk: [member('@x:bad_host'), null, ...(body.chunk ?? [])] })),
  );
  network.on(
    { method: 'POST', path: /\/keys\/(query|claim)$/ },
    rewriteJson((body) => ({
      ...body,
      ...(body.device_keys && { device_keys: { ...body.device_keys, '@x:bad_host': {}, '@eve:elsewhere.org': 5 } }),
      ...(body.one_time_keys && { one_time_keys: { ...body.one_time_keys, '@x:bad_host': {}, '@eve:elsewhere.org': 5 } }),
    })),
  );

  // The poll that hangs already was let pass.
  await bob.send(room, 'Before it');
  await expect(timeline(app.page).message('Before it')).toBeVisible();
  await rotate(bob, room);
  await bob.send(room, 'The key came beside nonsense');
  await expect(timeline(app.page).message('The key came beside nonsense')).toBeVisible();
  expect(beside).toBeGreaterThan(0);
  await composer(app.page).send('I can still write');
  await bob.waitForMessage(room, 'I can still write', { sender: alice.userId });
  // Somebody new is written to as well: their devices are asked for, their one-time keys claimed.
  const carol = await people.person('carol', { homeserver });
  await bob.invite(room, carol.userId);
  await carol.join(room);
  await bob.waitForMember(room, carol.userId);
  await composer(app.page).send('Carol reads this, too');
  await carol.waitForMessage(room, 'Carol reads this, too', { sender: alice.userId });
  await app.restart();
  await roomList(app.page).open(roomName);
  await expect(timeline(app.page).message('The key came beside nonsense')).toBeVisible();
  await composer(app.page).send('After the start');
  await bob.waitForMessage(room, 'After the start', { sender: alice.userId });
});

// Only root may make a disk of its own; elsewhere `intake.test.ts` and `powerCut.test.ts` speak for this.
if (canMount()) {
  test('K8 L-4 the power fails when a room key has come, and the history was written back or not: no key is lost, no ratchet used twice', async ({
    homeserver,
    people,
    launch,
  }) => {
    test.setTimeout(120_000);
    const disk = mountCrashDisk(400);
    try {
      const { app, alice, bob, room, roomName } = await signedInLife({
        homeserver,
        people,
        launch: (options) => launch({ ...options, profile: join(disk.folder, 'profile') }),
      });
      const sent: string[] = [];
      async function write(text: string): Promise<void> {
        sent.push(text);
        await composer(app.page).send(text);
        await bob.waitForMessage(room, text, { sender: alice.userId });
      }
      // What lies nowhere else is on the disk both times; of the syncs first none at all is, then the newest.
      for (const when of ['first', 'second']) {
        await rotate(bob, room);
        await bob.send(room, `Said before the ${when} cut`);
        await expect(timeline(app.page).message(`Said before the ${when} cut`)).toBeVisible();
        await write(`Written before the ${when} cut`);
        if (when === 'second') for (const path of historyFiles(app)) disk.writeBack(path);
        disk.cutPower();
        await app.kill();
        disk.comeBack();

        await app.restart();
        await app.waitForPhase('active');
        await roomList(app.page).open(roomName);
        await expect(timeline(app.page).message(`Said before the ${when} cut`)).toBeVisible();
        await write(`Written after the ${when} cut`);
        await bob.send(room, `Heard all until the ${when} cut`);
        await expect(timeline(app.page).message(`Heard all until the ${when} cut`)).toBeVisible();
      }
      const heard = bob.messages(room).filter(({ sender }) => sender === alice.userId);
      expect(heard.map(({ body }) => body)).toEqual(sent);
      await app.close();
    } finally {
      disk.unmount();
    }
  });
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { signInApp } from '../app/signInApp.ts';
import { onlyEntry } from '../keyring/onlyEntry.ts';
import { composer } from '../pages/composer.ts';
import { roomList } from '../pages/roomList.ts';
import { timeline } from '../pages/timeline.ts';
import { searchKeyring } from '../search/searchKeyring.ts';
import { filesWithBytes, searchTree, type Needles } from '../search/searchTree.ts';
import { secretsUsed } from '../run/secretsUsed.ts';
import { expect, test } from '../fixtures/test.ts';

/** The key as text; `filesWithBytes` looks for the key itself. */
function keyForms(rootKey: string): Needles {
  const bytes = Buffer.from(rootKey, 'base64');
  return { rootKey, rootKeyHex: bytes.toString('hex'), rootKeyUrl: bytes.toString('base64url') };
}

test('T32 J11 E1 what lies on the disk while signed in and after quitting tells nobody anything', async ({
  people,
  keyring,
  network,
  launch,
}) => {
  const account = await people.account('alice', { displayName: 'Alice of the Lighthouse' });
  const bob = await people.person('bob', { displayName: 'Bob of the Windmill' });
  const texts = {
    encryptedRoom: 'Herring Quorum',
    plainRoom: 'Turnip Assembly',
    topic: 'Barometric heresies',
    received: 'the pelican lands at dusk 4471',
    sent: 'the walrus replies at dawn 9083',
    plain: 'an unencrypted parsnip 2296',
    draft: 'half a thought about otters 5510',
    unsent: 'a bottle not yet thrown 7714',
  };
  const encrypted = await bob.createRoom({ name: texts.encryptedRoom, topic: texts.topic, encrypted: true, invite: [account.userId] });
  const plain = await bob.createRoom({ name: texts.plainRoom, invite: [account.userId] });

  const app = await launch();
  await signInApp(app, account);
  for (const name of [texts.encryptedRoom, texts.plainRoom]) {
    await roomList(app.page).open(name);
    await app.page.getByRole('button', { name: 'Accept' }).click();
    await expect(composer(app.page).box).toBeVisible();
  }
  await bob.waitForMember(encrypted, account.userId);
  await bob.send(plain, texts.plain);
  await expect(timeline(app.page).message(texts.plain)).toBeVisible();
  await composer(app.page).draft(texts.draft);
  await roomList(app.page).open(texts.encryptedRoom);
  await bob.send(encrypted, texts.received);
  await expect(timeline(app.page).message(texts.received)).toBeVisible();
  await composer(app.page).send(texts.sent);
  await bob.waitForMessage(encrypted, texts.sent);
  network.on({ method: 'PUT', path: /\/send\// }, async () => 'cut');
  await composer(app.page).send(texts.unsent);
  await network.waitForRequest(({ method, path, outcome }) => method === 'PUT' && path.includes('/send/') && outcome().kind === 'cut');

  const { rootKey, deviceId } = JSON.parse((await onlyEntry(keyring)).secret);
  const secrets = Object.fromEntries(secretsUsed().map((secret, index) => [`secret ${index + 1}`, secret]));
  const people_ = { bob: bob.userId, bobsName: bob.displayName, ownName: account.displayName, room: encrypted, otherRoom: plain };
  const never: Needles = { ...texts, ...people_, ...secrets, ...keyForms(rootKey) };
  const search = (when: string): void => {
    const { files, hits } = searchTree(app.profile, never);
    expect(files, `files ${when}`).toBeGreaterThan(10);
    expect(hits, when).toEqual([]);
    expect(filesWithBytes(app.profile, Buffer.from(rootKey, 'base64')), when).toEqual([]);
    // That the search finds what is there: the record says whose account it is, on which device and server.
    const known = searchTree(app.profile, { user: account.userId, device: deviceId, server: network.url }).hits;
    const inRecord = known.filter(({ file }) => file === 'session.json').map(({ needle }) => needle);
    expect(inRecord.sort(), when).toEqual(['device', 'server', 'user']);
    const elsewhere = known.filter(({ file }) => file !== 'session.json');
    // The sealed tokens name the keychain entry that opens them, and for which device they are.
    const sealed = elsewhere.filter(({ file, needle }) => needle !== 'server' && file.endsWith('tokens.sealed'));
    expect(elsewhere, when).toEqual(sealed);
  };
  search('while signed in');
  expect(Object.keys(JSON.parse(readFileSync(join(app.profile, 'session.json'), 'utf8')).accounts[0]).sort()).toEqual([
    'account',
    'expiredSince',
    'keyCheck',
    'pendingKey',
    'phase',
    'published',
    'slug',
  ]);
  expect(await searchKeyring(keyring, { ...texts, ...people_, password: account.password })).toEqual([]);

  await app.close();
  search('after quitting');

  // All of it is there for who has the key.
  await app.restart();
  await app.waitForPhase('active');
  await roomList(app.page).open(texts.plainRoom);
  await expect(composer(app.page).box).toHaveValue(texts.draft);
  await roomList(app.page).open(texts.encryptedRoom);
  await expect(timeline(app.page).message(texts.received)).toBeVisible();
  await expect(timeline(app.page).message(texts.unsent)).toBeVisible();
});

test('J11 K2 a crash of every part: no dump with a secret on the disk, and the session goes on', async ({
  people,
  keyring,
  network,
  launch,
}) => {
  const app = await launch();
  await signInApp(app, await people.account());
  const { rootKey } = JSON.parse((await onlyEntry(keyring)).secret);
  const windows = () =>
    app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => ({ url: webContents.getURL(), pid: webContents.getOSProcessId() })),
    );
  const before = await windows();
  const engine = before.find(({ url }) => url.startsWith('app://engine/'));
  if (engine === undefined) throw new Error('there is no engine');
  const asked = network.mark();
  process.kill(engine.pid, 'SIGSEGV');
  await network.waitForRequest({ path: '/sync' }, { after: asked, timeoutMs: 20_000 });
  expect(await app.phase()).toBe('active');
  await app.crash();

  const secrets = Object.fromEntries(secretsUsed().map((secret, index) => [`secret ${index + 1}`, secret]));
  expect(searchTree(app.profile, { ...secrets, ...keyForms(rootKey) }).hits).toEqual([]);
  expect(filesWithBytes(app.profile, Buffer.from(rootKey, 'base64'))).toEqual([]);
  await app.restart();
  await app.waitForPhase('active');
  expect(network.requests({ method: 'POST', path: '/login' })).toHaveLength(1);
});

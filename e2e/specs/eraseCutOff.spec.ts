import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures/test.ts';
import type { Homeserver } from '../homeserver/startHomeserver.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { isPidAlive } from '../run/processLedger.ts';
import { canMount, holdFolder } from '../run/smallDisk.ts';
import { expectNothingLeft, livedIn, needlesOf } from '../scenes/destroyedLife.ts';
import { signedInLife, type Life } from '../scenes/signedInLife.ts';
import { searchTree } from '../search/searchTree.ts';

/** The next start begins to erase and is killed over it. */
async function cutOffErase({ app, alice, deviceId }: Life, homeserver: Homeserver): Promise<void> {
  await app.close();
  await homeserver.deleteDevice(alice.userId, deviceId);
  // In a start that erases, the first durable step writes the journal and the second removes the key.
  await app.restart({ env: { LATCHKEY_FAULT: 'kill-after@2' } });
  await expect.poll(() => isPidAlive(app.mainPid)).toBe(false);
  await app.close();
}

test('E4 hard logout with a locked keychain: the data go at once, the key as soon as the keychain lets go', async ({
  homeserver,
  network,
  people,
  launch,
  keyring,
}) => {
  const life = await signedInLife({ homeserver, people, launch });
  const { app, alice, deviceId } = life;
  await livedIn(life);
  const needles = await needlesOf(life, network, keyring);
  await keyring.lock();
  await homeserver.deleteDevice(alice.userId, deviceId);
  await app.waitForPhase('erased');
  const { dialog } = signedOutPage(app.page);
  await expect(dialog.getByText('trying again')).toBeVisible();
  await expect(dialog.getByText('destroyed', { exact: true })).toHaveCount(3);
  // What the journal still needs, to delete the entry by its name, is the user's and the device's id.
  const { user: _user, device: _device, slug: _slug, ...destroyed } = needles;
  expect(searchTree(app.profile, destroyed).hits).toEqual([]);

  await app.restart();
  await app.waitForPhase('keychainUnreadable');
  await keyring.unlock();
  await app.waitForPhase('signedOut');
  await expect.poll(() => keyring.items(), { timeout: 20_000 }).toEqual([]);
  await expect.poll(() => searchTree(app.profile, needles).hits).toEqual([]);
  await expectNothingLeft(life, needles, keyring);
});

test('E4 E6 the app dies while the keychain does not let go: the next start says why, and ticks the keys off once they are gone', async ({
  homeserver,
  network,
  people,
  launch,
  keyring,
}) => {
  const life = await signedInLife({ homeserver, people, launch });
  const { app, alice, deviceId } = life;
  await livedIn(life);
  const needles = await needlesOf(life, network, keyring);
  await keyring.lock();
  await homeserver.deleteDevice(alice.userId, deviceId);
  await app.waitForPhase('erased');
  const notice = signedOutPage(app.page).dialog;
  await expect(notice.getByText('trying again')).toBeVisible();
  await app.kill();
  await app.restart();
  await app.waitForPhase('erased');
  const again = signedOutPage(app.page).dialog;
  await expect(again).toContainText('Your server ended this session');
  await expect(again.getByText('trying again')).toBeVisible();
  await keyring.unlock();
  await expect(again.getByText('destroyed', { exact: true })).toHaveCount(4, { timeout: 20_000 });
  await expectNothingLeft(life, needles, keyring);
});

test('E3 an erase that is killed half way is finished by the next start, before any window shows anything', async ({
  homeserver,
  network,
  people,
  launch,
  keyring,
}) => {
  const life = await signedInLife({ homeserver, people, launch });
  const { app } = life;
  await livedIn(life);
  const needles = await needlesOf(life, network, keyring);
  await cutOffErase(life, homeserver);
  expect(existsSync(join(app.profile, 'erase.json'))).toBe(true);
  expect(readFileSync(app.logFile, 'utf8')).toMatch(/durable 2 erase: vault entry \(kill-after\)/);
  await app.restart({ env: {} });
  await app.waitForPhase('erased');
  await expect(signedOutPage(app.page).dialog).toContainText('Your server ended this session');
  await expectNothingLeft(life, needles, keyring);
  expect(existsSync(join(app.profile, 'erase.json'))).toBe(false);
});

// Only root may put something into the way that nobody can remove.
if (canMount()) {
  test('E3 K3 what an erase of an earlier run cannot remove keeps no window away: it says so, tries again, and opens nothing of that account', async ({
    homeserver,
    network,
    people,
    launch,
    keyring,
  }) => {
    const life = await signedInLife({ homeserver, people, launch });
    const { app } = life;
    await livedIn(life);
    const needles = await needlesOf(life, network, keyring);
    await cutOffErase(life, homeserver);
    const letGo = holdFolder(join(app.profile, 'accounts', needles['slug'] ?? ''));
    try {
      await app.restart({ env: {} });
      await app.waitForPhase('erasing');
      const { dialog } = signedOutPage(app.page);
      await expect(dialog).toContainText('This computer’s copy of your messages is being destroyed');
      await expect(dialog.getByText('trying again')).toBeVisible();
      await expect(app.page.getByRole('navigation', { name: 'Rooms' })).toHaveCount(0);
    } finally {
      letGo();
    }
    await app.waitForPhase('erased', { timeoutMs: 70_000 });
    await expectNothingLeft(life, needles, keyring);
  });
}

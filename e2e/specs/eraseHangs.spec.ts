import type { App } from '../app/launchApp.ts';
import { expect, test } from '../fixtures/test.ts';
import { accountRail } from '../pages/accountRail.ts';
import { composer } from '../pages/composer.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { timeline } from '../pages/timeline.ts';
import { twoAccounts } from '../scenes/twoAccounts.ts';
import { searchKeyring } from '../search/searchKeyring.ts';
import { searchTree } from '../search/searchTree.ts';

/** Chromium does not come back from emptying this partition, until it is let go. */
async function hangOver({ electron }: App, partition: string): Promise<() => Promise<void>> {
  await electron.evaluate(({ session }, name) => {
    const own = session.fromPartition(name) as Electron.Session & { realClear?: Electron.Session['clearStorageData'] };
    own.realClear = own.clearStorageData.bind(own);
    own.clearStorageData = () => new Promise(() => undefined);
  }, partition);
  return () =>
    electron.evaluate(({ session }, name) => {
      const own = session.fromPartition(name) as Electron.Session & { realClear?: Electron.Session['clearStorageData'] };
      if (own.realClear) own.clearStorageData = own.realClear;
    }, partition);
}

// L-19
test('E12 E8 Chromium hangs over a partition: the rest is destroyed, it is shown and tried again, and the other account goes on all the while', async ({
  homeserver,
  people,
  launch,
  keyring,
}) => {
  const { app, bob, alice, carol } = await twoAccounts({ homeserver, people, launch });
  const letGo = await hangOver(app, `persist:acct-${carol.slug}`);
  await homeserver.deleteDevice(carol.account.userId, carol.deviceId);
  await app.waitForPhase('erasing');

  await accountRail(app.page).show(alice.account.userId);
  await app.waitForPhase('active');
  await bob.send(alice.room, 'While hers hangs');
  await expect(timeline(app.page).message('While hers hangs')).toBeVisible();
  await composer(app.page).send('Mine goes on');
  await bob.waitForMessage(alice.room, 'Mine goes on', { sender: alice.account.userId });

  await accountRail(app.page)
    .navigation.getByRole('button', { name: /^Signed out/ })
    .click();
  // It is given ten seconds: that is what this waits for.
  await app.waitForPhase('erased', { timeoutMs: 20_000 });
  const { dialog } = signedOutPage(app.page);
  await expect(dialog.getByText('trying again')).toBeVisible();
  await expect(dialog.getByText('destroyed', { exact: true })).toHaveCount(3);
  const needles = { user: carol.account.userId, device: carol.deviceId, slug: carol.slug, room: carol.room, roomName: carol.roomName };
  expect(searchTree(app.profile, needles).hits, 'all but what Chromium holds open is gone').toEqual([]);
  expect(await searchKeyring(keyring, needles)).toEqual([]);

  await letGo();
  await expect(dialog.getByText('destroyed', { exact: true })).toHaveCount(4, { timeout: 25_000 });
  expect(searchTree(app.profile, needles).hits).toEqual([]);
});

import { looks } from '../app/looks.ts';
import { signInApp } from '../app/signInApp.ts';
import { onlyEntry } from '../keyring/onlyEntry.ts';
import { accountRail } from '../pages/accountRail.ts';
import { confirmation } from '../pages/confirmation.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { signInForm } from '../pages/signInForm.ts';
import { fingerprint } from '../search/fingerprint.ts';
import { searchTree } from '../search/searchTree.ts';
import { expect, test } from '../fixtures/test.ts';

// L-17
test('J12 a keychain entry that is not ours to read: said, never overwritten, another account stays reachable, starting over asks twice', async ({
  homeserver,
  people,
  keyring,
  launch,
}) => {
  const account = await people.account();
  const app = await launch();
  await signInApp(app, account);
  const entry = await onlyEntry(keyring);
  const [oldDevice = ''] = await homeserver.listDevices(account.userId);
  await app.close();
  const before = fingerprint(app.profile);
  const said = (text: string | RegExp) => app.page.getByText(text);
  const button = (name: string) => app.page.getByRole('button', { name });
  const foreign = {
    'an entry of a newer Latchkey': [JSON.stringify({ ...JSON.parse(entry.secret), v: 2 }), /A newer version of Latchkey wrote it/],
    'another JSON': ['{"password":"of another program"}', /Something has damaged it/],
    'a damaged entry': [entry.secret.slice(0, -9), /Something has damaged it/],
  } as const;
  for (const [what, [secret, why]] of Object.entries(foreign)) {
    await keyring.store(entry.service, entry.account, secret);
    await app.restart();
    await app.waitForPhase('keyUnusable');
    await expect(app.page.getByRole('heading', { name: 'The key to your messages cannot be used' }), what).toBeVisible();
    await expect(said(account.userId)).toBeVisible();
    await expect(said(why)).toBeVisible();
    await button('Try again').click();
    await expect.poll(() => looks(app, 'keyUnusable')).toBeGreaterThan(1);
    expect((await onlyEntry(keyring)).secret, `${what} is not overwritten`).toBe(secret);
    expect(fingerprint(app.profile), what).toEqual(before);
    if (what !== 'a damaged entry') await app.close();
  }

  const second = confirmation(app.page, 'Start over on this device?');
  await button('Start over on this device').click();
  await second.cancel.click();
  expect(fingerprint(app.profile)).toEqual(before);

  await button('Add account').click();
  await app.waitForPhase('signedOut');
  await signInForm(app.page).signIn(account);
  await expect(app.page.getByRole('alert'), 'the same account would overwrite it').toContainText(/already/);
  await accountRail(app.page).face(account.userId).click();
  await app.waitForPhase('keyUnusable');

  await keyring.store(entry.service, entry.account, entry.secret);
  await button('Try again').click();
  await app.waitForPhase('active');
  expect(await homeserver.listDevices(account.userId)).toEqual([oldDevice]);

  await app.close();
  await keyring.store(entry.service, entry.account, '{"v":7}');
  await app.restart();
  await app.waitForPhase('keyUnusable');
  await button('Start over on this device').click();
  await confirmation(app.page, 'Start over on this device?').destroy.click();
  await app.waitForPhase('erased');
  await expect(app.page.getByRole('heading', { name: 'Latchkey has started over' })).toBeVisible();
  expect(await keyring.items()).toEqual([]);
  expect(searchTree(app.profile, { device: oldDevice, user: account.userId }).hits).toEqual([]);
  await signedOutPage(app.page).signIn.click();
  await signInApp(app, account);
  expect(await homeserver.listDevices(account.userId)).toHaveLength(2);
});

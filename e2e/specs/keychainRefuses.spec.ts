import { accountFolders } from '../app/accountFolders.ts';
import { hold } from '../faults/effects.ts';
import { onlyEntry } from '../keyring/onlyEntry.ts';
import type { Keyring } from '../keyring/startKeyring.ts';
import { signInForm } from '../pages/signInForm.ts';
import { expect, test } from '../fixtures/test.ts';

const LOGIN = { method: 'POST', path: '/login' };
const LOGOUT = { method: 'POST', path: '/logout' };

const refusals = [
  { how: 'is locked', harm: (keyring: Keyring) => keyring.lock(), why: 'Your keychain is locked.' },
  { how: 'loses its collection', harm: (keyring: Keyring) => keyring.deleteCollection(), why: 'could not be used.' },
];
for (const { how, harm, why } of refusals) {
  test(`J8 the keychain ${how} in the middle of signing in: the reason, and no device left on the server`, async ({
    homeserver,
    people,
    keyring,
    network,
    launch,
  }) => {
    const account = await people.account();
    const app = await launch();
    await app.waitForPhase('signedOut');
    const held = hold({ afterServer: true });
    const rule = network.on(LOGIN, held.effect);
    const form = signInForm(app.page);
    await form.signIn(account);
    await expect.poll(() => homeserver.listDevices(account.userId), 'the server has made a device').toHaveLength(1);
    await harm(keyring);
    held.release();
    await expect(form.problem).toContainText(why);
    await expect(form.problem).toContainText('You were not signed in.');
    await network.waitForRequest(LOGOUT, { answered: true });
    expect(await homeserver.listDevices(account.userId)).toEqual([]);
    expect(await app.phase()).toBe('signedOut');
    expect(accountFolders(app)).toEqual([]);
    rule.remove();
    if (!(how === 'is locked')) return;

    await keyring.unlock();
    await form.signIn(account);
    await app.waitForPhase('active');
    expect(await homeserver.listDevices(account.userId)).toHaveLength(1);
    await app.restart();
    await app.waitForPhase('active');
    await onlyEntry(keyring);
  });
}

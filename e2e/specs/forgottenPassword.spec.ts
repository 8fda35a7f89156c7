import { randomBytes } from 'node:crypto';
import { startProxy } from '../faults/startProxy.ts';
import { startMailbox } from '../mail/startMailbox.ts';
import { composer } from '../pages/composer.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { timeline } from '../pages/timeline.ts';
import { signIn } from '../people/signIn.ts';
import { registerSecret } from '../run/secretsUsed.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

test('C24 a forgotten password in the session expired dialog: a new one by e-mail, and device, keys and other devices stay', async ({
  startServer,
  people,
  launch,
  systemBrowser,
}) => {
  const mailbox = await startMailbox();
  const homeserver = await startServer({ extra: { email: mailbox.config } });
  const network = await startProxy(homeserver.url);
  try {
    const { app, alice, bob, room, deviceId } = await signedInLife({
      homeserver,
      people,
      launch: (options) => launch({ homeserver: network.url, ...options }),
    });
    const address = 'alice@example.org';
    await homeserver.addEmail(alice.userId, address);
    const phone = await people.device(alice, { homeserver, deviceName: 'Phone' });
    const keyOf = async () => (await bob.queryDeviceKeys(alice.userId)).find((device) => device.deviceId === deviceId)?.ed25519;
    const keyBefore = await keyOf();
    expect(keyBefore).toBeTruthy();
    const password = registerSecret(`remembered ${randomBytes(9).toString('base64url')}`);
    await homeserver.expireTokens({ userId: alice.userId, deviceId });
    await bob.send(room, 'Said meanwhile');
    await app.waitForPhase('expired');

    await sessionExpiredDialog(app.page).dialog.getByRole('button', { name: 'Forgot your password?' }).click();
    const dialog = app.page.getByRole('dialog', { name: 'A new password' });
    await dialog.getByRole('textbox', { name: 'E-mail address' }).fill('nobody@example.org');
    await dialog.getByRole('button', { name: 'Send e-mail' }).click();
    await expect(dialog.getByRole('alert')).toContainText('it does not know that address');
    await dialog.getByRole('textbox', { name: 'E-mail address' }).fill(address);
    await dialog.getByRole('button', { name: 'Send e-mail' }).click();
    await expect(dialog).toContainText(`An e-mail is on its way to ${address}.`);
    const link = await mailbox.newestLink(address);

    await dialog.getByRole('textbox', { name: 'New password', exact: true }).fill(password);
    await dialog.getByRole('textbox', { name: 'New password again' }).fill(password);
    const submit = dialog.getByRole('button', { name: 'Set password and sign in' });
    await submit.click();
    await expect(dialog.getByRole('alert')).toHaveText('The link in the e-mail has not been opened yet.');
    expect(await app.phase()).toBe('expired');
    const { status } = await systemBrowser.follow(link, { press: 'Confirm changing my password' });
    expect(status).toBe(200);
    await submit.click();
    await app.waitForPhase('active');

    const changes = network.requests({ method: 'POST', path: '/account/password' });
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.map((request) => request.bodyJson().logout_devices)).toEqual(changes.map(() => false));
    expect(changes.map(({ token }) => token)).toEqual(changes.map(() => undefined));
    expect(network.requests({ path: '/email/requestToken' }).map(({ token }) => token)).toEqual([undefined, undefined]);
    expect(mailbox.count()).toBe(1);
    await expect(timeline(app.page).message('Said meanwhile')).toBeVisible();
    await composer(app.page).send('And I remember now');
    await bob.waitForMessage(room, 'And I remember now', { timeoutMs: 20_000 });
    expect((await homeserver.listDevices(alice.userId)).toSorted()).toEqual([deviceId, phone.deviceId].toSorted());
    expect(await keyOf()).toBe(keyBefore);
    expect((await phone.api.raw('GET', 'v3/account/whoami')).status, 'the other device stays').toBe(200);
    await expect(signIn(homeserver.url, alice), 'the forgotten one is over').rejects.toThrow();
    // Synapse logs the addresses that it is asked for, and this one is in the e-mail's; ours tell nobody.
    expect(app.logs()).not.toContain(new URL(link).searchParams.get('client_secret'));
    await app.close();
  } finally {
    await network.stop();
    await mailbox.stop();
  }
});

test('C24 a server without e-mail says that it does not offer it, and the dialog stays', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const { app, alice, bob, room } = await signedInLife({ homeserver, people, launch });
  await homeserver.expireTokens({ userId: alice.userId });
  await bob.send(room, 'Said meanwhile');
  await app.waitForPhase('expired');
  const expired = sessionExpiredDialog(app.page);
  const forgot = expired.dialog.getByRole('button', { name: 'Forgot your password?' });
  await forgot.click();
  const dialog = app.page.getByRole('dialog', { name: 'A new password' });
  await dialog.getByRole('textbox', { name: 'E-mail address' }).fill('alice@example.org');
  await app.page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('Your server did not send an e-mail');
  await app.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(forgot).toBeFocused();
  expect(network.requests({ path: '/account/password' })).toEqual([]);
  await expired.signInAgain(alice.password);
  await app.waitForPhase('active');
  await expect(timeline(app.page).message('Said meanwhile')).toBeVisible();
});

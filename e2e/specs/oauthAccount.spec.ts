import type { App } from '../app/launchApp.ts';
import { expect, test } from '../fixtures/test.ts';
import { oauthLife } from '../scenes/oauthLife.ts';

test.use({ signInBy: 'delegated' });

test('I11 H10 signing out revokes at the authorisation server and asks nothing else; out of reach it asks first', async ({
  homeserver,
  authorizationServer,
  systemBrowser,
  network,
  people,
  launch,
}) => {
  const { app, alice } = await oauthLife({ homeserver, authorizationServer, systemBrowser, network, people, launch });
  await authorizationServer.fail({ endpoint: 'revocation' }, 'cut', { times: 1 });
  await signOut(app);
  await expect(app.page.getByRole('dialog')).toContainText('The server does not know yet');
  await app.page
    .getByRole('dialog')
    .getByRole('button', { name: /Cancel|Stay/ })
    .click();
  await app.waitForPhase('active');
  await signOut(app);
  await app.waitForPhase('erased');
  const revocations = (await authorizationServer.requests({ endpoint: 'revocation' })).filter(({ status }) => status === 200);
  expect(revocations).toHaveLength(1);
  expect(revocations[0]?.body).toMatchObject({ token_type_hint: 'refresh_token', client_id: expect.any(String) });
  expect(await homeserver.listDevices(alice.userId)).toEqual([]);
  expect(await authorizationServer.sessions(alice)).toEqual([]);
  expect(network.requests({ path: '/logout' })).toEqual([]);
});

async function signOut(app: App): Promise<void> {
  await app.page.getByRole('button', { name: /^Account: @/ }).click();
  await app.page.getByRole('menuitem', { name: 'Sign out…' }).click();
  await app.page
    .getByRole('dialog')
    .getByRole('button', { name: /^Sign out/ })
    .click();
}

test('F8 F9 I13 I15 the account is managed on its server’s pages', async ({
  homeserver,
  authorizationServer,
  systemBrowser,
  network,
  people,
  launch,
}) => {
  const { app, alice } = await oauthLife({ homeserver, authorizationServer, systemBrowser, network, people, launch });
  const { deviceId: other } = await authorizationServer.issueToken(alice, { deviceName: 'The other one' });
  await app.page.getByRole('button', { name: /^Account: @/ }).click();
  await app.page.getByRole('menuitem', { name: 'Settings' }).click();
  const settings = app.page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('button', { name: 'Close account' }).click();
  expect(new URL(await systemBrowser.opened()).searchParams.get('action')).toBe('org.matrix.account_deactivate');
  await settings.getByRole('tab', { name: 'Devices' }).click();
  await settings.getByRole('button', { name: /^Manage .* in the browser$/ }).click();
  const opened = new URL(await systemBrowser.opened());
  expect(opened.href).toMatch(new RegExp(`^${authorizationServer.issuer}`));
  expect(Object.fromEntries(opened.searchParams)).toMatchObject({ action: 'org.matrix.device_delete', device_id: other });
  await expect(settings.getByRole('checkbox')).toHaveCount(0);

  expect(network.requests({ path: '/delete_devices' })).toEqual([]);
  expect(network.requests({ path: '/account/deactivate' })).toEqual([]);
});

import { secretsInProcesses } from '../app/secretsInProcesses.ts';
import { rewriteJson } from '../faults/effects.ts';
import { browserTrip, continueWith } from '../pages/browserTrip.ts';
import { signInForm } from '../pages/signInForm.ts';
import { expect, test } from '../fixtures/test.ts';

test.use({ signInBy: 'delegated' });

const METADATA = { method: 'GET', path: '/auth_metadata' };

test('T33 H9 C4 C15 I1 I2 I3 I4 I5 J11 a server that delegates: one way in, denied, forged, then a session of one new device', async ({
  homeserver,
  people,
  network,
  launch,
  systemBrowser,
  authorizationServer: server,
}) => {
  const alice = await people.account('alice');
  await server.signsInAs(alice);
  const app = await launch();
  await app.waitForPhase('signedOut');
  const name = new URL(network.url).host;
  const go = continueWith(app.page, name);
  await expect(go).toBeVisible();
  await expect(signInForm(app.page).password, 'no password can be typed').toBeHidden();
  expect(network.requests({ method: 'GET', path: '/login' }).length, 'both APIs are asked').toBeGreaterThan(0);

  await go.click();
  await systemBrowser.followNext({ press: 'Cancel' });
  await expect(app.page.getByRole('alert')).toContainText('turned down in the browser');
  expect(await app.phase()).toBe('signedOut');

  await go.click();
  const opened = new URL(await systemBrowser.opened());
  const query = opened.searchParams;
  const back = query.get('redirect_uri') ?? '';
  expect(back).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
  expect(query.get('code_challenge_method')).toBe('S256');
  const scopes = (query.get('scope') ?? '').split(' ');
  expect(scopes).toHaveLength(2);
  expect(scopes[0]).toBe('urn:matrix:client:api:*');
  const deviceId = /^urn:matrix:client:device:([A-Za-z0-9._~-]{10,})$/.exec(scopes[1] ?? '')?.[1];
  expect(deviceId).toBeDefined();
  for (const forged of ['code=forged', 'code=forged&state=guessed', `state=${query.get('state')}`, 'error=access_denied&state='])
    expect((await fetch(`${back}?${forged}`)).status).toBe(404);
  expect(await app.phase()).toBe('signingIn');
  expect(await server.count({ endpoint: 'token' })).toBe(0);

  const { text, end } = await systemBrowser.follow(opened.href);
  expect(text).toContain('You can go back to Latchkey');
  await app.waitForPhase('active');
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
  const registrations = await server.requests({ endpoint: 'registration' });
  expect(registrations, 'one for each try').toHaveLength(2);
  expect(registrations[0]?.body).toMatchObject({
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    redirect_uris: ['http://127.0.0.1/callback', 'chat.latchkey:/callback'],
    response_types: ['code'],
    grant_types: expect.arrayContaining(['authorization_code', 'refresh_token']),
  });
  const [trade, ...more] = await server.requests({ endpoint: 'token' });
  expect(more).toEqual([]);
  expect(trade?.hasAuthorization).toBe(false);
  const secrets = {
    state: query.get('state') ?? '',
    code: new URL(end).searchParams.get('code') ?? '',
    verifier: String(trade?.body['code_verifier']),
  };
  expect(secretsInProcesses(app, secrets)).toEqual([]);
  for (const [kind, secret] of Object.entries(secrets)) {
    expect(secret.length, kind).toBeGreaterThan(20);
    expect(app.logs().includes(secret), `${kind} in a log`).toBe(false);
  }
});

test('I17 a code that is typed on another device: called off, turned down, run out, and let in', async ({
  homeserver,
  people,
  network,
  launch,
  systemBrowser,
  authorizationServer: server,
}) => {
  const alice = await people.account('alice');
  await server.signsInAs(alice);
  const app = await launch();
  const useCode = app.page.getByRole('button', { name: 'Use a code on another device' });
  const trip = browserTrip(app.page);

  await useCode.click();
  await expect(trip.code).not.toBeEmpty();
  await trip.cancel.click();
  await app.waitForPhase('signedOut');

  await useCode.click();
  const refused = (await trip.code.textContent()) ?? '';
  await systemBrowser.follow(`${server.issuer}link`, { fill: { user_code: refused }, press: 'Cancel' });
  await expect(app.page.getByRole('alert')).toContainText('turned down in the browser');

  await server.set({ deviceCodeLifetimeS: 2 });
  await useCode.click();
  await expect(app.page.getByRole('alert')).toContainText('in time');
  await server.set({ deviceCodeLifetimeS: 600, deviceIntervalS: 1 });

  const asked = await server.count({ endpoint: 'token' });
  await useCode.click();
  await expect(app.page.getByRole('img', { name: 'QR code of the address' })).toBeVisible();
  await expect(trip.region).toContainText(`${new URL(server.issuer).host}/link`);
  const code = (await trip.code.textContent()) ?? '';
  await expect.poll(() => server.count({ endpoint: 'token' })).toBeGreaterThan(asked + 1);
  expect(await app.phase()).toBe('signingIn');
  await systemBrowser.follow(`${server.issuer}link`, { fill: { user_code: code } });
  await app.waitForPhase('active');
  expect(systemBrowser.addresses(), 'nothing was opened here').toEqual([]);
  const polls = (await server.requests({ endpoint: 'token' })).slice(asked);
  for (const [index, poll] of polls.entries()) if (index > 0) expect(poll.at - (polls[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(950);
  const [deviceId, ...others] = await homeserver.listDevices(alice.userId);
  expect(deviceId).toMatch(/^[A-Z0-9]{10,}$/);
  expect(others).toEqual([]);
  expect(network.requests({ method: 'POST', path: '/login' })).toEqual([]);
});

test.describe('I1 metadata that cannot be used', () => {
  for (const [what, change] of [
    ['without revocation', { revocation_endpoint: undefined }],
    ['without S256', { code_challenge_methods_supported: ['plain'] }],
    ['with an endpoint that is not encrypted', { token_endpoint: 'http://auth.example/token' }],
  ] as const)
    test(`I1 metadata ${what} offers no way in`, async ({ network, launch }) => {
      network.on(
        METADATA,
        rewriteJson((body) => ({ ...body, ...change })),
      );
      const app = await launch();
      await expect(app.page.getByRole('alert')).toContainText('no way of signing in that Latchkey knows');
      await expect(continueWith(app.page, new URL(network.url).host)).toBeHidden();
    });
});

test('where the system opens no browser, the link is copied and opened by hand', async ({
  people,
  network,
  launch,
  systemBrowser,
  authorizationServer: server,
}) => {
  await server.signsInAs(await people.account('alice'));
  systemBrowser.breakDown();
  const app = await launch();
  await continueWith(app.page, new URL(network.url).host).click();
  await browserTrip(app.page).copyLink.click();
  const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toContain(server.issuer);
  await systemBrowser.follow(copied);
  await app.waitForPhase('active');
});

test('I18 a new account is offered where the server advertises its page, and not where it does not', async ({
  network,
  launch,
  systemBrowser,
}) => {
  const app = await launch();
  const create = () => app.page.getByRole('button', { name: 'Create an account' });
  await create().click();
  expect(new URL(await systemBrowser.opened()).searchParams.get('prompt')).toBe('create');
  await browserTrip(app.page).cancel.click();
  await app.waitForPhase('signedOut');
  await continueWith(app.page, new URL(network.url).host).click();
  const plain = new URL(await systemBrowser.opened()).searchParams;
  expect([plain.get('prompt'), plain.get('login_hint')]).toEqual([null, null]);
  await browserTrip(app.page).cancel.click();

  network.on(
    METADATA,
    rewriteJson((body) => ({ ...body, prompt_values_supported: ['login'] })),
  );
  await app.restart();
  await expect(continueWith(app.page, new URL(network.url).host)).toBeVisible();
  await expect(create()).toBeHidden();
});

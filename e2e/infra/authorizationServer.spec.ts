import { plainClient } from '../authorizationServer/plainClient.ts';
import type { FollowOptions } from '../browser/follow.ts';
import type { SystemBrowser } from '../browser/systemBrowser.ts';
import { expect, test } from '../fixtures/test.ts';
import { api } from '../people/api.ts';

const SSO = '/_matrix/client/v3/login/sso/redirect';
const LOOPBACK = 'http://127.0.0.1:9/callback?nonce=1';
const NOT_ACTIVE = { errcode: 'M_UNKNOWN_TOKEN', error: 'Token is not active', soft_logout: false };

test.describe('as the Matrix Authentication Service', () => {
  test.use({ signInBy: 'delegated' });

  const whoami = async (homeserver: string, token: string) => {
    const { status, body } = await api({ homeserver, token }).raw('GET', 'v3/account/whoami');
    return { status, body };
  };

  test('a code brings a session for the device asked for; refreshing, ending, locking', async ({
    homeserver,
    authorizationServer: server,
    systemBrowser,
    people,
  }) => {
    const alice = await people.account('alice');
    await server.signsInAs(alice);
    const client = await plainClient(homeserver.url, systemBrowser);
    expect(client.metadata).toMatchObject({
      issuer: server.issuer,
      account_management_uri: `${server.issuer}account`,
      code_challenge_methods_supported: ['S256'],
      prompt_values_supported: expect.arrayContaining(['create']),
      account_management_actions_supported: expect.arrayContaining(['org.matrix.device_delete']),
      device_authorization_endpoint: expect.stringContaining(server.issuer),
      revocation_endpoint: expect.stringContaining(server.issuer),
    });
    const first = await client.signIn('DEVICE0001');
    const here = { status: 200, body: { user_id: alice.userId, device_id: 'DEVICE0001', is_guest: false } };
    expect(await whoami(homeserver.url, first.access_token)).toEqual(here);
    expect(first.expires_in).toBe(300);

    // A lost answer: the old refresh token works until its successor was used.
    const lost = await client.refresh(first.refresh_token);
    const second = await client.refresh(first.refresh_token);
    expect([lost.status, second.status]).toEqual([200, 200]);
    expect((await client.refresh(lost.body.refresh_token)).body.error).toBe('invalid_grant');
    expect(await whoami(homeserver.url, second.body.access_token)).toEqual(here);

    // The same device again, as after a session that ended: the device stays one.
    const again = await client.signIn('DEVICE0001');
    expect(await whoami(homeserver.url, again.access_token)).toEqual(here);
    expect(await homeserver.listDevices(alice.userId)).toEqual(['DEVICE0001']);

    await server.lock(alice);
    expect(await whoami(homeserver.url, again.access_token)).toEqual({ status: 401, body: NOT_ACTIVE });
    const locked = await client.refresh(again.refresh_token);
    expect(locked.status).toBe(200);
    expect(await whoami(homeserver.url, locked.body.access_token)).toEqual({ status: 401, body: NOT_ACTIVE });
    await server.unlock(alice);
    expect(await whoami(homeserver.url, locked.body.access_token)).toEqual(here);

    await server.forgetDevice(alice, 'DEVICE0001');
    expect(await whoami(homeserver.url, locked.body.access_token)).toEqual({ status: 401, body: NOT_ACTIVE });
    expect((await client.refresh(locked.body.refresh_token)).status).toBe(200);

    const other = await client.signIn('DEVICE0002');
    expect(await server.endSession(alice, 'DEVICE0002')).toBe(1);
    expect(await whoami(homeserver.url, other.access_token)).toEqual({ status: 401, body: NOT_ACTIVE });
    expect(await client.refresh(other.refresh_token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(await homeserver.listDevices(alice.userId)).not.toContain('DEVICE0002');

    const third = await client.signIn('DEVICE0003');
    expect((await client.revoke(third.refresh_token)).status).toBe(200);
    expect(await whoami(homeserver.url, third.access_token)).toEqual({ status: 401, body: NOT_ACTIVE });
    expect(await homeserver.listDevices(alice.userId)).not.toContain('DEVICE0003');
  });

  test('harm on request: the wrong person, a no, outages, short lives, replays, forgotten clients', async ({
    homeserver,
    authorizationServer: server,
    systemBrowser,
    people,
  }) => {
    const [alice, mallory] = [await people.account('alice'), await people.account('mallory')];
    await server.signsInAs(alice);
    const client = await plainClient(homeserver.url, systemBrowser);
    const wrong = await client.signIn('DEVICE0001', { fill: { username: mallory.username } });
    expect((await whoami(homeserver.url, wrong.access_token)).body.user_id).toBe(mallory.userId);

    const pressed = await client.authorize('DEVICE0001', { press: 'Cancel' });
    expect(pressed.query.get('error')).toBe('access_denied');
    await server.set({ deniesConsent: true });
    expect((await client.authorize('DEVICE0001')).query.get('error')).toBe('access_denied');
    await server.set({ deniesConsent: false, accessTokenLifetimeS: 2, refreshTokens: 'strict' });
    expect((await client.authorize('SHORT')).query.get('error')).toBe('invalid_scope');

    const brief = await client.signIn('DEVICE0001');
    expect(brief.expires_in).toBe(2);
    await expect.poll(async () => (await whoami(homeserver.url, brief.access_token)).body).toEqual(NOT_ACTIVE);
    const next = await client.refresh(brief.refresh_token);
    expect(next.status).toBe(200);
    await server.fail({ endpoint: 'token', grantType: 'refresh_token' }, { status: 503, body: { error: 'busy' } }, { times: 1 });
    expect(await client.refresh(next.body.refresh_token)).toEqual({ status: 503, body: { error: 'busy' } });
    await server.fail({ endpoint: 'token' }, 'loseAnswer', { times: 1 });
    await expect(client.refresh(next.body.refresh_token)).rejects.toThrow('fetch failed');
    // What was lost was issued all the same, and a replay ends a strict session.
    expect((await client.refresh(next.body.refresh_token)).body.error).toBe('invalid_grant');
    expect(await homeserver.listDevices(alice.userId)).toEqual([]);
    const refreshes = await server.requests({ endpoint: 'token', grantType: 'refresh_token' });
    expect(refreshes.map(({ status }) => status)).toEqual([200, 503, null, 400]);
    expect(refreshes[0]?.body).toMatchObject({ refresh_token: brief.refresh_token, client_id: client.clientId });

    await server.set({ refreshTokens: 'omit', accessTokenLifetimeS: 300 });
    const kept = await client.signIn('DEVICE0001');
    const bare = await client.refresh(kept.refresh_token);
    expect(bare.body).not.toHaveProperty('refresh_token');
    await server.fail({ endpoint: 'introspection' }, { status: 500 });
    expect((await whoami(homeserver.url, bare.body.access_token)).status).toBe(503);
    await server.heal();
    expect((await whoami(homeserver.url, bare.body.access_token)).status).toBe(200);
    await server.forgetClients();
    expect(await client.refresh(kept.refresh_token)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  test('a device is let in by its code, and people of this server have real devices', async ({
    homeserver,
    authorizationServer: server,
    systemBrowser,
    people,
  }) => {
    const alice = await people.account('alice');
    await server.signsInAs(alice);
    const client = await plainClient(homeserver.url, systemBrowser);
    const refused = await client.startDeviceGrant('DEVICE0008');
    await systemBrowser.follow(refused.verification_uri_complete, { press: 'Cancel' });
    expect(await client.askForDevice(refused.device_code)).toMatchObject({ status: 403, body: { error: 'access_denied' } });

    const asked = await client.startDeviceGrant('DEVICE0009');
    expect(asked).toMatchObject({ interval: 1, user_code: expect.any(String), verification_uri: `${server.issuer}link` });
    expect(await client.askForDevice(asked.device_code)).toMatchObject({
      status: 403,
      body: { error: 'authorization_pending' },
    });
    const { text } = await systemBrowser.follow(asked.verification_uri, { fill: { user_code: asked.user_code } });
    expect(text).toContain('Device linked');
    const { status, body } = await client.askForDevice(asked.device_code);
    expect(status).toBe(200);
    expect((await whoami(homeserver.url, body.access_token)).body).toMatchObject({
      user_id: alice.userId,
      device_id: 'DEVICE0009',
    });

    const bob = await people.person('bob');
    const room = await bob.createRoom({ name: 'Delegated', encrypted: true, invite: [] });
    await bob.send(room, 'Hello');
    await server.signsInAs(bob);
    const page = `${server.issuer}account?action=org.matrix.cross_signing_reset`;
    expect((await systemBrowser.follow(page, { press: 'Approve' })).text).toContain('You may reset');
  });
});

test.describe("as the provider of Synapse's own single sign-on", () => {
  test.use({ signInBy: 'sso' });

  test('a login token on the way back, and the wrong person', async ({
    homeserver,
    authorizationServer: server,
    systemBrowser,
    people,
  }) => {
    const alice = await people.account('alice');
    await server.signsInAs(alice);
    const { flows } = await api({ homeserver: homeserver.url }).get('v3/login');
    expect(flows).toContainEqual({
      type: 'm.login.sso',
      identity_providers: [{ id: 'oidc-house', name: 'House account' }],
    });
    const signIn = (path: string, back: string, options = {}) => signInThrough(systemBrowser, homeserver.url + path, back, options);
    expect(await signIn(`${SSO}/oidc-house`, LOOPBACK)).toMatchObject({ user_id: alice.userId, device_id: 'SSODEVICE1' });
    expect(await signIn(SSO, 'org.example.app:/back?nonce=2')).toMatchObject({ user_id: alice.userId });
    const other = await signIn(`${SSO}/oidc-house`, LOOPBACK, { fill: { username: 'mallory' } });
    expect(other.user_id).toBe(`@mallory:${homeserver.serverName}`);
  });
});

test("a page that asks; passwords off; then Synapse delegates, and the same person's device goes on", async ({
  startServer,
  startAuthorizationServer,
  systemBrowser,
}) => {
  const by = await startAuthorizationServer();
  const providers = [
    { id: 'one', name: 'One', brand: 'github' },
    { id: 'two', name: 'Two' },
  ];
  const home = await startServer({ sso: { by, providers, confirmPage: true, passwords: false } });
  const offered = (await api({ homeserver: home.url }).get('v3/login')).flows;
  expect(offered.map(({ type }: { type: string }) => type)).not.toContain('m.login.password');
  expect(offered[0].identity_providers).toHaveLength(2);
  const before = await signInThrough(systemBrowser, `${home.url}${SSO}/oidc-two`, LOOPBACK);
  expect(before).toMatchObject({ user_id: `@alice:${home.serverName}`, device_id: 'SSODEVICE1' });

  await home.reconfigure({ delegated: by });
  const gone = await api({ homeserver: home.url }).raw('GET', 'v3/login');
  expect([gone.status, gone.body.errcode]).toEqual([404, 'M_UNRECOGNIZED']);
  const client = await plainClient(home.url, systemBrowser);
  const { access_token: token } = await client.signIn('SSODEVICE1');
  const { user_id: userId, device_id: deviceId } = await api({ homeserver: home.url, token }).get('v3/account/whoami');
  expect({ userId, deviceId }).toEqual({ userId: before.user_id, deviceId: 'SSODEVICE1' });
  expect(await home.listDevices(userId)).toEqual(['SSODEVICE1']);
});

/** Signs in on the device SSODEVICE1 with the login token that the browser comes back with. */
async function signInThrough(browser: SystemBrowser, start: string, back: string, options: FollowOptions = {}) {
  const { end } = await browser.follow(`${start}?redirectUrl=${encodeURIComponent(back)}`, { ...options, stopAt: back });
  expect(end.startsWith(back)).toBe(true);
  const token = new URL(end).searchParams.get('loginToken');
  const login = { type: 'm.login.token', token, device_id: 'SSODEVICE1' };
  return api({ homeserver: new URL(start).origin }).post('v3/login', login);
}

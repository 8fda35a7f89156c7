import { answer, cut, delay, hardLogout, hold, redirect, rewriteJson, softLogout, stripRequestHeaders } from '../faults/effects.ts';
import { startProxy } from '../faults/startProxy.ts';
import { api } from '../people/api.ts';
import { signIn } from '../people/signIn.ts';
import { expect, test } from '../fixtures/test.ts';

const WHOAMI = { path: '/account/whoami' };

test('the network passes everything, and does the harm it is told to', async ({ homeserver, network, people }) => {
  const account = await people.account('faults');
  const { token, deviceId } = await signIn(network.url, account);
  const session = api({ homeserver: network.url, token });
  const whoami = () => session.raw('GET', 'v3/account/whoami');
  const [login] = network.requests({ path: '/login' });
  expect(login?.bodyJson()).toMatchObject({ type: 'm.login.password', identifier: { user: account.userId } });
  expect(login?.token).toBeUndefined();
  expect(JSON.stringify(login), 'a printed request shows no password').not.toContain(account.password);
  expect(login?.outcome()).toMatchObject({ kind: 'answered', status: 200 });

  expect((await whoami()).body.device_id).toBe(deviceId);
  expect(network.requests(WHOAMI)[0]?.token).toBe(network.tokenLabel(token));

  const once = network.on(WHOAMI, softLogout(), { times: 1 });
  const soft = await whoami();
  expect([soft.status, soft.body.soft_logout, soft.headers.get('access-control-allow-origin')]).toEqual([401, true, '*']);
  expect((await whoami()).status).toBe(200);
  expect(once.hits()).toBe(1);

  network.on(WHOAMI, answer({ status: 401, html: '<h1>Sign in</h1>', headers: { 'www-authenticate': 'Basic' }, cors: false }));
  const portal = await whoami();
  expect([portal.body, portal.headers.get('access-control-allow-origin')]).toEqual(['<h1>Sign in</h1>', null]);
  network.on(
    WHOAMI,
    rewriteJson((body) => ({ ...body, user_id: '@other:x' })),
  );
  expect((await whoami()).body).toMatchObject({ user_id: '@other:x', device_id: deviceId });
  network.on(WHOAMI, stripRequestHeaders('Authorization'));
  expect((await whoami()).body.errcode).toBe('M_MISSING_TOKEN');
  network.on(WHOAMI, cut());
  await expect(whoami()).rejects.toThrow('fetch failed');

  network.removeRules();
  const second = await startProxy(homeserver.url);
  network.on(WHOAMI, redirect(second.url));
  await whoami();
  expect(second.requests(WHOAMI)).toHaveLength(1);
  await second.stop();
});

test('a held request waits for what happens meanwhile; a lost answer was still work done', async ({ homeserver, network, people }) => {
  const { token } = await signIn(homeserver.url, await people.account('held'));
  const session = api({ homeserver: network.url, token });
  const held = hold();
  network.on(WHOAMI, held.effect, { times: 1 });
  const waiting = session.raw('GET', 'v3/account/whoami');
  const request = await network.waitForRequest(WHOAMI);
  expect(request.outcome().kind).toBe('pending');
  expect((await session.raw('GET', 'v3/account/whoami')).status, 'others overtake it').toBe(200);
  held.release(delay(1, hardLogout()));
  expect((await waiting).body).toMatchObject({ errcode: 'M_UNKNOWN_TOKEN', soft_logout: false });
  await network.waitForRequest(WHOAMI, { answered: true });

  network.on({ path: '/createRoom' }, cut({ afterServer: true }));
  await expect(session.post('v3/createRoom', {})).rejects.toThrow('fetch failed');
  expect((await session.get('v3/joined_rooms')).joined_rooms).toHaveLength(1);

  await network.goOffline();
  await expect(session.get('v3/joined_rooms')).rejects.toThrow('fetch failed');
  await network.goOnline();
  expect((await session.get('v3/joined_rooms')).joined_rooms).toHaveLength(1);
});

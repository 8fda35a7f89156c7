import { api } from '../people/api.ts';
import { signIn } from '../people/signIn.ts';
import { expect, test } from '../fixtures/test.ts';

const SOFT = { errcode: 'M_UNKNOWN_TOKEN', error: 'Access token has expired', soft_logout: true };
const HARD = { errcode: 'M_UNKNOWN_TOKEN', error: 'Invalid access token passed.', soft_logout: false };

test('tokens end as the table of the session lifecycle says, with no restart', async ({ homeserver, people }) => {
  const account = await people.account('ends');
  const newSession = () => signIn(homeserver.url, account, { deviceId: 'D1' });
  const whoami = async ({ token }: { token: string }) => {
    const { status, body } = await api({ homeserver: homeserver.url, token }).raw('GET', 'v3/account/whoami');
    return { status, body };
  };
  const works = { status: 200, body: expect.objectContaining({ user_id: account.userId, device_id: 'D1' }) };

  const first = await newSession();
  // Asked once before, so that a token that stays in the cache would be noticed.
  expect(await whoami(first)).toEqual(works);
  expect(await homeserver.expireTokens({ userId: account.userId, deviceId: 'D1' })).toBe(1);
  expect(await whoami(first)).toEqual({ status: 401, body: SOFT });

  const second = await newSession();
  expect(await whoami(second)).toEqual(works);
  expect(await homeserver.forgetTokens({ token: second.token })).toBe(1);
  expect(await whoami(second)).toEqual({ status: 401, body: HARD });
  expect(await homeserver.listDevices(account.userId), 'the device is still there').toEqual(['D1']);

  const third = await newSession();
  await homeserver.lock(account.userId);
  expect(await whoami(third)).toEqual({
    status: 401,
    body: expect.objectContaining({ errcode: 'M_USER_LOCKED', soft_logout: true }),
  });
  await homeserver.unlock(account.userId);
  expect(await whoami(third)).toEqual(works);

  await homeserver.deleteDevice(account.userId, 'D1');
  expect(await whoami(third)).toEqual({ status: 401, body: HARD });
  expect(await homeserver.countTokens({ userId: account.userId })).toEqual({ access: 0, refresh: 0 });

  const fourth = await newSession();
  await homeserver.deactivate(account.userId);
  expect(await whoami(fourth)).toEqual({ status: 401, body: HARD });
});

test('a suspended account may sign in and look, not write', async ({ homeserver, people }) => {
  const account = await people.account('suspended');
  const { token } = await signIn(homeserver.url, account);
  await homeserver.suspend(account.userId);
  const session = api({ homeserver: homeserver.url, token });
  expect((await session.raw('GET', 'v3/account/whoami')).status).toBe(200);
  const refused = await session.raw('POST', 'v3/createRoom', {});
  expect([refused.status, refused.body.errcode]).toEqual([403, 'M_USER_SUSPENDED']);
});

test('a killed server comes back with its data on its port; real limits limit; short lifetimes end', async ({ startServer }) => {
  const server = await startServer({ nonrefreshableAccessTokenLifetime: '2s', loginLimits: true });
  const account = await server.createUser({ name: 'limited' });
  const { token } = await signIn(server.url, account);
  await server.kill();
  await expect(fetch(`${server.url}/health`)).rejects.toThrow();
  await server.start();
  const session = api({ homeserver: server.url, token });
  await expect.poll(async () => (await session.raw('GET', 'v3/account/whoami')).body).toEqual(SOFT);
  // The admin's own session outlives the short lifetime.
  expect(await server.listDevices(account.userId)).toHaveLength(1);

  const wrong = { ...account, password: 'not the password' };
  await expect(async () => {
    await expect(signIn(server.url, wrong)).rejects.toThrow('429 M_LIMIT_EXCEEDED');
  }).toPass({ timeout: 10_000 });
});

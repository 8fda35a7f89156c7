import { rewriteJson } from '../faults/effects.ts';
import { startProxy } from '../faults/startProxy.ts';
import { cast } from '../fixtures/cast.ts';
import { api } from '../people/api.ts';
import { registerSecret } from '../run/secretsUsed.ts';
import { expect, test } from '../fixtures/test.ts';

const LOGIN = { method: 'POST', path: '/login' };

test('F10 a login token from another device signs in here, without any password, and only once', async ({
  startServer,
  launch,
  systemBrowser,
}) => {
  const homeserver = await startServer({ extra: { login_via_existing_session: { enabled: true, require_ui_auth: false } } });
  const network = await startProxy(homeserver.url);
  // The browser comes back with a token that the other device has got, instead of one of a provider.
  network.on(
    { method: 'GET', path: '/login' },
    rewriteJson((body) => ({ ...body, flows: [{ type: 'm.login.sso' }, { type: 'm.login.token' }] })),
  );
  const people = cast(homeserver);
  const phone = await people.person('alice');
  const app = await launch({ homeserver: network.url });
  await app.page.getByRole('button', { name: 'Continue with single sign-on' }).click();
  const back = new URL(await systemBrowser.opened()).searchParams.get('redirectUrl') ?? '';
  const { login_token: token } = await phone.api.post('v1/login/get_token', {});
  registerSecret(token);
  expect((await fetch(`${back}?loginToken=${encodeURIComponent(token)}`)).status).toBe(200);
  await app.waitForPhase('active');

  const [login, ...more] = network.requests(LOGIN);
  expect(more).toEqual([]);
  expect(login?.bodyJson()).toMatchObject({ type: 'm.login.token' });
  expect(login?.bodyJson()).not.toHaveProperty('password');
  expect(await homeserver.listDevices(phone.userId)).toHaveLength(2);
  const again = await api({ homeserver: homeserver.url }).raw('POST', 'v3/login', { type: 'm.login.token', token });
  expect(again.status, 'spent').toBe(403);
  people.stop();
  await network.stop();
});

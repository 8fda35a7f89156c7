import { startPlainly } from '../app/startPlainly.ts';
import { secretsInProcesses } from '../app/secretsInProcesses.ts';
import type { App } from '../app/launchApp.ts';
import type { AuthorizationServer } from '../authorizationServer/startAuthorizationServer.ts';
import type { SystemBrowser } from '../browser/systemBrowser.ts';
import { matrixError, rewriteJson } from '../faults/effects.ts';
import { browserTrip, continueWith } from '../pages/browserTrip.ts';
import { composer } from '../pages/composer.ts';
import { roomList } from '../pages/roomList.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signInForm } from '../pages/signInForm.ts';
import { timeline } from '../pages/timeline.ts';
import { expect, test } from '../fixtures/test.ts';
import type { Account } from '../homeserver/startHomeserver.ts';

test.use({ signInBy: 'sso' });

const LOGIN = { method: 'POST', path: '/login' };
const house = 'House account';

interface Parts {
  readonly app: App;
  readonly authorizationServer: AuthorizationServer;
  readonly systemBrowser: SystemBrowser;
}

/** Where the browser is to come back to. */
const wayBack = (opened: string): string => new URL(opened).searchParams.get('redirectUrl') ?? '';

async function signInBySso({ app, authorizationServer, systemBrowser }: Parts, who: Account): Promise<void> {
  await authorizationServer.signsInAs(who);
  await continueWith(app.page, house).click();
  await systemBrowser.followNext();
  await app.waitForPhase('active');
}

test('T33 C4 C6 J11 the way over the browser: a forged answer is refused, the right one signs in on a new device, no secret is left anywhere', async ({
  homeserver,
  people,
  network,
  launch,
  systemBrowser,
  authorizationServer,
}) => {
  const alice = await people.account('alice');
  await authorizationServer.signsInAs(alice);
  const app = await launch();
  await app.waitForPhase('signedOut');
  await expect(signInForm(app.page).password, 'the password is offered as well').toBeVisible();
  await continueWith(app.page, house).click();
  const trip = browserTrip(app.page);
  await expect(trip.again).toBeFocused();

  const opened = new URL(await systemBrowser.opened());
  expect(`${opened.origin}${opened.pathname}`).toBe(`${network.url}/_matrix/client/v3/login/sso/redirect/oidc-house`);
  expect(opened.searchParams.get('action')).toBe('login');
  const back = wayBack(opened.href);
  expect(back).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}$/);
  for (const forged of [`${new URL(back).origin}/?loginToken=forged`, `${back}x?loginToken=forged`, back])
    expect((await fetch(forged)).status, forged.replace(/[\w-]{43}/, 'NONCE')).toBe(404);
  expect((await fetch(`${back}?loginToken=forged`, { method: 'POST' })).status).toBe(404);
  expect(await app.phase()).toBe('signingIn');
  expect(network.requests(LOGIN)).toEqual([]);

  await trip.again.click();
  expect(await systemBrowser.opened()).toBe(opened.href);
  const { text, end } = await systemBrowser.follow(opened.href);
  expect(text).toContain('You can go back to Latchkey');
  await app.waitForPhase('active');
  const [login, ...more] = network.requests(LOGIN);
  expect(more).toEqual([]);
  expect(login?.bodyJson()).toMatchObject({ type: 'm.login.token', refresh_token: true });
  expect(login?.bodyJson()).not.toHaveProperty('device_id');
  expect(await homeserver.listDevices(alice.userId)).toHaveLength(1);
  await expect(fetch(back), 'nobody listens any more').rejects.toThrow();
  const secrets = { nonce: new URL(back).pathname.slice(1), loginToken: new URL(end).searchParams.get('loginToken') ?? '' };
  expect(secretsInProcesses(app, secrets)).toEqual([]);
  for (const [name, secret] of Object.entries(secrets)) expect(app.logs().includes(secret), `${name} in a log`).toBe(false);
});

test('C4 C6 C7 C14 C20 signing in again by the browser: called off, somebody else, a spent token; then the same device goes on with what was queued', async ({
  homeserver,
  people,
  network,
  launch,
  systemBrowser,
  authorizationServer,
}) => {
  const alice = await people.account('alice');
  const mallory = await people.account('mallory');
  const [app, bob] = await Promise.all([launch(), people.person('bob')]);
  const room = await bob.createRoom({ name: 'Lighthouse', encrypted: true, invite: [alice.userId] });
  await signInBySso({ app, authorizationServer, systemBrowser }, alice);
  const [deviceId = ''] = await homeserver.listDevices(alice.userId);
  await roomList(app.page).open('Lighthouse');
  await app.page.getByRole('button', { name: 'Accept' }).click();
  await bob.waitForMember(room, alice.userId);
  await bob.waitForDevice(alice.userId, deviceId);
  await bob.send(room, 'The lamp is lit');
  await expect(timeline(app.page).message('The lamp is lit')).toBeVisible();

  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Knock');
  const expired = sessionExpiredDialog(app.page);
  await expect(expired.dialog).toBeVisible();
  const again = continueWith(app.page, house);
  await expect(again, 'with every way of the server').toBeVisible();
  await expect(expired.password).toBeVisible();

  await again.click();
  await systemBrowser.opened();
  await browserTrip(app.page).cancel.click();
  await app.waitForPhase('expired');

  // Somebody else is signed in at the provider (C7).
  const before = network.mark();
  await again.click();
  await systemBrowser.followNext({ fill: { username: mallory.username } });
  const logout = await network.waitForRequest({ path: '/logout' }, { after: before, answered: true });
  await expect(expired.problem.first()).toContainText(/signed in another account, @mallory/);
  const [login] = network.requests(({ order, method, path }) => order > before && method === 'POST' && path.endsWith('/login'));
  const answer = login?.outcome();
  expect(logout.token).toBe(network.tokenLabel(answer?.kind === 'answered' ? answer.json().access_token : ''));
  expect(login?.bodyJson()).toMatchObject({ type: 'm.login.token', device_id: deviceId });
  expect(await homeserver.listDevices(mallory.userId)).toEqual([]);
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);

  // A token that was used already (C14).
  network.on(LOGIN, matrixError(403, 'M_FORBIDDEN', { error: 'Invalid login token' }), { times: 1 });
  await again.click();
  await systemBrowser.followNext({ fill: { username: alice.username } });
  await expect(expired.problem.first()).toContainText('Start it again');
  expect(await app.phase()).toBe('expired');

  await again.click();
  await systemBrowser.followNext({ fill: { username: alice.username } });
  await app.waitForPhase('active');
  await composer(app.page).send('Still the same device');
  await bob.waitForMessage(room, 'Still the same device');
  await expect(timeline(app.page).message('Knock')).toBeVisible();
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
  expect(network.requests({ method: 'POST', path: '/keys/upload' }).filter((sent) => sent.bodyJson().device_keys)).toHaveLength(1);
});

test('C4 a flow that is marked for clients like this one is the only one offered', async ({ network, launch }) => {
  network.on(
    { method: 'GET', path: '/login' },
    rewriteJson((body) => ({
      flows: body.flows.map((flow: { type: string }) => (flow.type === 'm.login.sso' ? { ...flow, oauth_aware_preferred: true } : flow)),
    })),
  );
  const app = await launch();
  await expect(continueWith(app.page, house)).toBeVisible();
  await expect(signInForm(app.page).password).toBeHidden();
});

test('T33 J9 C6 a second start hands its link over: one that nobody waits for is refused, the right one signs in', async ({
  people,
  keyring,
  network,
  launch,
  systemBrowser,
  authorizationServer,
}) => {
  await authorizationServer.signsInAs(await people.account('alice'));
  const app = await launch();
  await continueWith(app.page, house).click();
  const opened = await systemBrowser.opened();
  const back = wayBack(opened);
  const { end } = await systemBrowser.follow(opened, { stopAt: back });
  const nonce = new URL(back).pathname.slice(1);
  const token = new URL(end).searchParams.get('loginToken') ?? '';
  expect(token).not.toBe('');

  expect(await (await startPlainly(app, keyring, `latchkey://sign-in/another?loginToken=${token}`)).exited).toBe(0);
  await expect.poll(() => app.logs()).toContain('a link that nobody waits for was refused');
  expect(await app.phase()).toBe('signingIn');
  expect(network.requests(LOGIN)).toEqual([]);

  expect(await (await startPlainly(app, keyring, `latchkey://sign-in/${nonce}?loginToken=${token}`)).exited).toBe(0);
  await app.waitForPhase('active');
  expect(network.requests(LOGIN)).toHaveLength(1);
});

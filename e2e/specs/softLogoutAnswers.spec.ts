import type { Effect } from '../faults/exchange.ts';
import { rewriteJson } from '../faults/effects.ts';
import type { Proxy } from '../faults/startProxy.ts';
import type { Homeserver } from '../homeserver/startHomeserver.ts';
import { composer } from '../pages/composer.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { signInForm } from '../pages/signInForm.ts';
import { timeline } from '../pages/timeline.ts';
import { authedSince, lines } from '../scenes/authedRequests.ts';
import { backupSetUp } from '../scenes/backupSetUp.ts';
import { signedInLife, type Life } from '../scenes/signedInLife.ts';
import { searchKeyring } from '../search/searchKeyring.ts';
import { searchTree } from '../search/searchTree.ts';
import { expect, test } from '../fixtures/test.ts';

const LOGIN = { method: 'POST', path: '/login' };

/** What the server hears is changed, so that its answer is a true one for somebody else. */
const askingInstead =
  (change: (body: any) => unknown): Effect =>
  (passing, forward) => {
    passing.body = Buffer.from(JSON.stringify(change(JSON.parse(passing.body.toString('utf8')))));
    return forward();
  };

/** The session ends softly, and people see it. */
async function expire({ app, alice, bob, room, deviceId }: Life, homeserver: Homeserver): Promise<void> {
  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Knock');
  await expect(sessionExpiredDialog(app.page).dialog).toBeVisible();
}

const currentToken = (network: Proxy): string | undefined => network.requests({ method: 'GET', path: '/sync' }).at(-1)?.token;

/** L-3: it is the answers that are altered; what the server did is not. */
test('C7 C8 C9 C20 answers to signing in again that are altered on their way: whoami settles it, and where it cannot, our own device is not ended', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const life = await signedInLife({ homeserver, people, launch });
  const { app, alice, bob, deviceId } = life;
  const carol = await people.account('carol');
  const expired = sessionExpiredDialog(app.page);
  const keysBefore = await bob.queryDeviceKeys(alice.userId);
  await composer(app.page).draft('Still mine');
  const noDevice = ({ device_id: _, ...body }: any) => body;
  const otherDevice = (body: any) => ({ ...body, device_id: 'ANOTHER' });
  const otherUser = (body: any) => ({ ...body, user_id: carol.userId });
  const nobody = ({ user_id: _u, device_id: _d, ...body }: any) => body;

  for (const change of [noDevice, otherDevice, otherUser, nobody]) {
    await expire(life, homeserver);
    const rule = network.on(LOGIN, rewriteJson(change), { times: 1 });
    await expired.signInAgain(alice.password);
    await app.waitForPhase('active');
    expect(rule.hits()).toBe(1);
    expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
  }

  await expire(life, homeserver);
  const old = currentToken(network);
  for (const [login, whoami] of [
    [noDevice, noDevice],
    [noDevice, otherDevice],
    [otherDevice, otherDevice],
    [otherUser, otherUser],
  ] as const) {
    const rules = [
      network.on(LOGIN, rewriteJson(login)),
      network.on({ path: '/account/whoami', when: ({ token }) => token !== old }, rewriteJson(whoami)),
    ];
    await expired.signInAgain(alice.password);
    await expect.poll(() => rules.map(({ hits }) => hits() > 0)).toEqual([true, true]);
    await expect(expired.problem).toContainText(/did not give this device its identity back/);
    expect(await app.phase()).toBe('expired');
    expect(await homeserver.listDevices(alice.userId), 'the device lives on').toEqual([deviceId]);
    for (const rule of rules) rule.remove();
  }

  // C9: the answer looks right, whoami says otherwise.
  network.on({ path: '/account/whoami', when: ({ token }) => token !== old }, rewriteJson(otherDevice), { times: 1 });
  await expired.signInAgain(alice.password);
  await expect(expired.problem).toContainText(/did not give this device its identity back/);
  expect(network.requests({ path: '/logout' }), 'no token is ever logged out').toEqual([]);

  await expired.signInAgain(alice.password);
  await app.waitForPhase('active');
  await expect(timeline(app.page).message('Knock').first()).toBeVisible();
  await expect(composer(app.page).box).toHaveValue('Still mine');
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
  expect(await bob.queryDeviceKeys(alice.userId)).toEqual(keysBefore);
});

test('C7 C8 a token that is really for another device, or another account, is ended; nothing is opened with it', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const life = await signedInLife({ homeserver, people, launch });
  const { app, alice, deviceId } = life;
  const carol = await people.account('carol');
  const expired = sessionExpiredDialog(app.page);
  await expire(life, homeserver);
  const wrong: readonly [Effect, RegExp][] = [
    [askingInstead(({ device_id: _, ...body }) => body), /did not give this device its identity back/],
    [
      askingInstead((body) => ({ ...body, identifier: { ...body.identifier, user: carol.userId }, password: carol.password })),
      /signed in another account/,
    ],
  ];
  for (const [effect, words] of wrong) {
    const before = network.mark();
    const rule = network.on(LOGIN, effect, { times: 1 });
    await expired.signInAgain(alice.password);
    const logout = await network.waitForRequest({ path: '/logout' }, { after: before, answered: true });
    await expect(expired.problem).toContainText(words);
    expect(rule.hits()).toBe(1);
    const login = await network.waitForRequest(LOGIN, { after: before, answered: true });
    const answer = login.outcome();
    expect(logout.token, 'the token of somebody else is logged out').toBe(
      network.tokenLabel(answer.kind === 'answered' ? answer.json().access_token : ''),
    );
    expect(await app.phase()).toBe('expired');
    const sent = authedSince(network, login.order).filter(({ token }) => token === logout.token);
    expect(
      lines(sent).filter((line) => /sync|keys|send/.test(line)),
      'and used for nothing but questions about itself',
    ).toEqual([]);
  }
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
  expect(await homeserver.listDevices(carol.userId)).toEqual([]);
  await expired.signInAgain(alice.password);
  await app.waitForPhase('active');
});

for (const network_ of ['reached', 'away'] as const) {
  test(`C21 L5 sign out and erase from the dialog, with the server ${network_}: told if it can be, gone in any case`, async ({
    homeserver,
    network,
    people,
    launch,
    keyring,
  }) => {
    const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
    const expired = sessionExpiredDialog(app.page);
    await backupSetUp(app);
    await homeserver.expireTokens({ userId: alice.userId, deviceId });
    await bob.send(room, 'Knock');
    await expect(expired.dialog).toBeVisible();
    const dialog = network.mark();
    if (network_ === 'away') await network.goOffline();
    await expired.erase.click();
    const ask = app.page.getByRole('dialog', { name: 'Sign out?' });
    await expect(ask).toContainText('Nothing opens the backup of your keys');
    await ask.getByRole('button', { name: 'Cancel' }).click();
    await expect(expired.dialog, 'back where one was').toBeVisible();
    await expired.erase.click();
    await ask.getByRole('button', { name: 'Sign out and erase' }).click();
    await app.waitForPhase('erased');
    await expect(signedOutPage(app.page).dialog).toContainText('You signed out of Latchkey on this computer');
    if (network_ === 'away') await network.goOnline();

    const logouts = network.requests(({ order, path }) => order > dialog && path.endsWith('/logout'));
    expect(logouts).toHaveLength(network_ === 'reached' ? 1 : 0);
    expect(await homeserver.listDevices(alice.userId)).toEqual(network_ === 'reached' ? [] : [deviceId]);
    const needles = { user: alice.userId, device: deviceId, room };
    expect(searchTree(app.profile, needles).hits).toEqual([]);
    expect(await searchKeyring(keyring, needles)).toEqual([]);
    await signedOutPage(app.page).signIn.click();
    await expect(signInForm(app.page).submit).toBeVisible();
  });
}

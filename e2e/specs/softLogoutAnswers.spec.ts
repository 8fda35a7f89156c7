import type { Effect } from '../faults/exchange.ts';
import { rewriteJson } from '../faults/effects.ts';
import { composer } from '../pages/composer.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { signInForm } from '../pages/signInForm.ts';
import { timeline } from '../pages/timeline.ts';
import { authedSince, lines } from '../scenes/authedRequests.ts';
import { backupSetUp } from '../scenes/backupSetUp.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
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

test('C8 C9 an answer for another device, for none, for another account: nothing is opened with it, and the right one goes on', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  const carol = await people.account('carol');
  const expired = sessionExpiredDialog(app.page);
  await composer(app.page).draft('Still mine');
  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Knock');
  await expect(expired.dialog).toBeVisible();

  const wrong: readonly [Effect, RegExp][] = [
    [askingInstead(({ device_id: _, ...body }) => body), /did not give this device its identity back/],
    [askingInstead((body) => ({ ...body, identifier: { ...body.identifier, user: carol.userId }, password: carol.password })), /signed in another account/],
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
    expect(lines(authedSince(network, login.order)), 'and used for nothing else').toEqual(['POST /v3/logout']);
  }
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
  expect(await homeserver.listDevices(carol.userId)).toEqual([]);

  // C9: the login answer looks right, whoami says otherwise. This token is our device's: logging it out would delete the device.
  const before = network.mark();
  const oldToken = network.requests({ method: 'GET', path: '/sync' })[0]?.token;
  network.on(
    { path: '/account/whoami', when: ({ token }) => token !== oldToken },
    rewriteJson((body) => ({ ...body, device_id: 'ANOTHER' })),
    { times: 1 },
  );
  await expired.signInAgain(alice.password);
  await network.waitForRequest(LOGIN, { after: before, answered: true });
  await expect(expired.problem).toContainText(/did not give this device its identity back/);
  expect(lines(authedSince(network, before)).filter((line) => /logout|sync/.test(line))).toEqual([]);

  await expired.signInAgain(alice.password);
  await app.waitForPhase('active');
  await expect(timeline(app.page).message('Knock')).toBeVisible();
  await expect(composer(app.page).box).toHaveValue('Still mine');
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
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

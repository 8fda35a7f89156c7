import { answer, matrixError, rewriteJson } from '../faults/effects.ts';
import { startProxy } from '../faults/startProxy.ts';
import { composer } from '../pages/composer.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { timeline } from '../pages/timeline.ts';
import { authedSince, lines } from '../scenes/authedRequests.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const WELL_KNOWN = { path: '/.well-known/matrix/client' };
const VERSIONS = { path: '/_matrix/client/versions' };

for (const { how, change } of [
  { how: 'points elsewhere', change: (other: string) => answer({ status: 200, json: { 'm.homeserver': { base_url: other } } }) },
  { how: 'is gone', change: () => answer({ status: 404, text: '' }) },
  { how: 'is broken', change: () => answer({ status: 200, html: '<h1>It works!</h1>' }) },
]) {
  test(`H7 the well-known file ${how}: running, signed out softly, after a restart, the session stays with its server`, async ({
    homeserver,
    people,
    network,
    launch,
  }) => {
    // Another way to the same Synapse: whoever followed the file would not even notice.
    const other = await startProxy(homeserver.url);
    const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
    network.on(WELL_KNOWN, change(other.url));
    const signedIn = network.mark();
    await homeserver.expireTokens({ userId: alice.userId, deviceId });
    await bob.send(room, 'Knock');
    await expect(sessionExpiredDialog(app.page).dialog).toBeVisible();
    await app.restart();
    await expect(sessionExpiredDialog(app.page).dialog).toBeVisible();
    await sessionExpiredDialog(app.page).signInAgain(alice.password);
    await app.waitForPhase('active');
    await expect(timeline(app.page).message('Knock')).toBeVisible();
    await app.restart();
    await app.waitForPhase('active');
    await bob.send(room, 'After the second start');
    await expect(timeline(app.page).message('After the second start')).toBeVisible();

    expect(other.requests(), 'nobody went there').toEqual([]);
    expect(
      network.requests(WELL_KNOWN).filter(({ order }) => order > signedIn),
      'nor looked it up',
    ).toEqual([]);
    expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
    await other.stop();
  });
}

test('H8 versions of the future and of the past: unknown ones are passed over, the app works', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const rule = network.on(
    VERSIONS,
    rewriteJson(() => ({
      versions: ['r0.6.1', 'v1.99', 'v99.0', 'something', 'v1.1', 'v1.11'],
      unstable_features: { 'org.example.unheard_of': true },
    })),
  );
  const { app, bob, room } = await signedInLife({ homeserver, people, launch });
  expect(rule.hits()).toBeGreaterThan(0);
  await composer(app.page).send('The future works');
  await bob.waitForMessage(room, 'The future works');
  await app.restart();
  await app.waitForPhase('active');
  await bob.send(room, 'So does the past');
  await expect(timeline(app.page).message('So does the past')).toBeVisible();
});

test('H10 signed in by the Matrix API, the session uses nothing else, though the server offers OAuth by now', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  const oauth = 'https://account.example.org';
  const metadata = {
    issuer: `${oauth}/`,
    authorization_endpoint: `${oauth}/authorize`,
    token_endpoint: `${network.url}/oauth2/token`,
    revocation_endpoint: `${network.url}/oauth2/revoke`,
    registration_endpoint: `${network.url}/oauth2/register`,
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    response_modes_supported: ['query', 'fragment'],
    code_challenge_methods_supported: ['S256'],
  };
  network.on({ path: '/auth_metadata' }, answer({ status: 200, json: metadata }));
  network.on({ path: /\/oauth2\// }, matrixError(500, 'M_UNKNOWN'));
  const before = network.mark();
  await app.restart();
  await app.waitForPhase('active');
  await bob.send(room, 'All is as before');
  await expect(timeline(app.page).message('All is as before')).toBeVisible();
  await app.page.getByRole('button', { name: 'Account' }).click();
  await app.page.getByRole('menuitem', { name: /Sign out/ }).click();
  await app.page.getByRole('dialog', { name: 'Sign out?' }).getByRole('button', { name: 'Sign out' }).click();
  await app.waitForPhase('erased');
  const said = lines(authedSince(network, before));
  expect(said.filter((line) => line === 'POST /v3/logout')).toHaveLength(1);
  expect(network.requests({ path: /oauth2/ }), 'no revocation, no token endpoint').toEqual([]);
  expect(await homeserver.listDevices(alice.userId)).not.toContain(deviceId);
});

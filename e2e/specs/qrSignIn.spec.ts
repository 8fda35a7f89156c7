import { accessibilityProblems } from '../app/accessibility.ts';
import type { App } from '../app/launchApp.ts';
import { secretsInProcesses } from '../app/secretsInProcesses.ts';
import type { AuthorizationServer } from '../authorizationServer/startAuthorizationServer.ts';
import type { SystemBrowser } from '../browser/systemBrowser.ts';
import { answer, rewriteJson, softLogout } from '../faults/effects.ts';
import type { SecureOrigin } from '../faults/startSecureOrigin.ts';
import { qrServerName } from '../fixtures/sharedServers.ts';
import { expect, test, type TestFixtures } from '../fixtures/test.ts';
import { continueWith } from '../pages/browserTrip.ts';
import { composer } from '../pages/composer.ts';
import { otherDevice } from '../pages/otherDevice.ts';
import { recoveryDialog } from '../pages/recoveryDialog.ts';
import { roomList } from '../pages/roomList.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { signInForm } from '../pages/signInForm.ts';
import { timeline } from '../pages/timeline.ts';
import { setUpRecovery, signaturesOf, waitForBackup } from '../people/recoveryKey.ts';
import { accountSecrets, scanQr } from '../people/scanQr.ts';
import type { Person } from '../people/startPerson.ts';

test.use({ signInBy: 'qr' });
// Two devices with encryption are made for each, beside the app.
test.setTimeout(120_000);

const ROOM = 'Lighthouse';

type Parts = Pick<TestFixtures, 'people' | 'launch' | 'secureOrigin'>;

/** Alice has a phone with recovery set up; she and Bob have written in an encrypted room. The app shows its sign-in form. */
async function phoneLife({ people, launch, secureOrigin }: Parts) {
  const origin = await secureOrigin(qrServerName);
  // Synapse's own file names its address on this computer, where no name of the internet may lead (S-7).
  origin.on({ path: '/.well-known/matrix/client' }, answer({ status: 404 }));
  const alice = await people.account('alice');
  const [phone, bob] = await Promise.all([people.device(alice, { deviceName: 'Phone' }), people.person('bob')]);
  await setUpRecovery(phone);
  const room = await bob.createRoom({ name: ROOM, encrypted: true, invite: [alice.userId] });
  await phone.join(room);
  await bob.waitForMember(room, alice.userId);
  await bob.waitForDevice(alice.userId, phone.deviceId);
  await bob.send(room, 'The lamp was lit');
  await phone.waitForMessage(room, 'The lamp was lit');
  await waitForBackup(phone, 1);
  const app = await launch({ homeserver: qrServerName, args: origin.appArgs({ trusted: true }) });
  return { app, alice, phone, bob, room, origin };
}

/** The phone scans, Alice types its digits here and says yes at the server's pages. */
async function signInByQr(app: App, phone: Person, browser: SystemBrowser): Promise<void> {
  const there = otherDevice(app.page);
  await there.choose.click();
  await expect(there.code).toBeVisible();
  const scan = await scanQr(phone, await there.payload());
  await there.type(scan.digits);
  const page = await scan.page();
  const handing = scan.handOver();
  await browser.follow(page);
  await handing;
  await app.waitForPhase('active');
}

const othersThan = (known: readonly string[], all: readonly string[]): readonly string[] => all.filter((one) => !known.includes(one));

test('I20 the phone scans the code: a new device, signed, with all of the history, and no secret anywhere', async ({
  homeserver,
  people,
  launch,
  secureOrigin,
  systemBrowser,
  authorizationServer: server,
}) => {
  const { app, alice, phone, bob, room } = await phoneLife({ people, launch, secureOrigin });
  await server.signsInAs(alice);
  const before = await homeserver.listDevices(alice.userId);
  const there = otherDevice(app.page);
  await there.choose.click();
  await expect(there.code).toBeVisible();
  expect(await accessibilityProblems(app.page, there.region)).toEqual([]);
  const payload = await there.payload();
  expect(Buffer.from(payload.subarray(0, 8)).toString('latin1')).toBe('MATRIX\u0002\u0003');
  const scan = await scanQr(phone, payload);
  await expect(there.digits).toBeFocused();
  expect(await accessibilityProblems(app.page, there.region)).toEqual([]);
  expect(await server.count({ endpoint: 'deviceAuthorization' }), 'nothing is asked before the digits are typed').toBe(0);
  await there.type(scan.digits);
  await expect(there.region).toContainText('Approve it on your other device');
  const page = await scan.page();
  expect(await homeserver.listDevices(alice.userId)).toEqual(before);
  const handing = scan.handOver();
  await systemBrowser.follow(page);
  await handing;
  await app.waitForPhase('active');
  expect(systemBrowser.addresses(), 'nothing was opened here').toEqual([]);

  const [deviceId = '', ...more] = othersThan(before, await homeserver.listDevices(alice.userId));
  expect(deviceId).toMatch(/^[A-Z0-9]{16}$/);
  expect(more).toEqual([]);
  await bob.waitForDevice(alice.userId, deviceId);
  await expect.poll(async () => (await signaturesOf(bob, alice.userId, deviceId)).length, 'signed by the account').toBe(2);
  await roomList(app.page).open(ROOM);
  await expect(timeline(app.page).message('The lamp was lit'), 'from before this device').toBeVisible();
  await expect(recoveryDialog(app.page).open).toHaveCount(0);
  await bob.send(room, 'Is that the new one?');
  await expect(timeline(app.page).message('Is that the new one?')).toBeVisible();
  await composer(app.page).send('It is');
  expect((await bob.waitForMessage(room, 'It is', { sender: alice.userId })).encrypted).toBe(true);
  const secrets = await accountSecrets(phone.client);
  expect(Object.keys(secrets)).toHaveLength(4);
  expect(secretsInProcesses(app, secrets)).toEqual([]);
  for (const [kind, secret] of Object.entries(secrets)) expect(app.logs().includes(secret), `${kind} in a log`).toBe(false);
  await app.restart();
  await app.waitForPhase('active');
  expect(othersThan(before, await homeserver.listDevices(alice.userId))).toEqual([deviceId]);
});

test('I20 signed out softly nobody is offered a QR code, and after a reset it gives another device than the old one', async ({
  homeserver,
  people,
  launch,
  secureOrigin,
  systemBrowser,
  authorizationServer: server,
}) => {
  const { app, alice, phone, bob, room, origin } = await phoneLife({ people, launch, secureOrigin });
  await server.signsInAs(alice);
  const before = await homeserver.listDevices(alice.userId);
  await signInByQr(app, phone, systemBrowser);
  const [first = ''] = othersThan(before, await homeserver.listDevices(alice.userId));

  await softly({ server, origin, bob, room });
  await expect(sessionExpiredDialog(app.page).dialog).toBeVisible();
  await expect(continueWith(app.page, qrServerName)).toBeVisible();
  await expect(app.page.getByRole('button', { name: /QR code/ })).toHaveCount(0);
  expect(await askAgainByQr(app)).toMatchObject({ ok: false, error: { code: 'badArgument' } });
  expect(await app.phase()).toBe('expired');
  expect(othersThan(before, await homeserver.listDevices(alice.userId))).toEqual([first]);

  expect(await server.endSession(alice, first)).toBe(1);
  origin.removeRules();
  await app.restart();
  await expect(signedOutPage(app.page).dialog).toBeVisible({ timeout: 30_000 });
  await app.waitForPhase('erased');
  await server.heal();
  await signedOutPage(app.page).signIn.click();
  await signInByQr(app, phone, systemBrowser);
  const [second = '', ...more] = othersThan(before, await homeserver.listDevices(alice.userId));
  expect(second).toMatch(/^[A-Z0-9]{16}$/);
  expect(second).not.toBe(first);
  expect(more).toEqual([]);
});

test('I20 what ends it leaves no device: wrong digits, turned down, called off; a server without it offers none', async ({
  homeserver,
  people,
  launch,
  secureOrigin,
  systemBrowser,
  authorizationServer: server,
}) => {
  const { app, alice, phone, origin } = await phoneLife({ people, launch, secureOrigin });
  await server.signsInAs(alice);
  const before = await homeserver.listDevices(alice.userId);
  const there = otherDevice(app.page);
  const { problem } = signInForm(app.page);

  await there.choose.click();
  await expect(there.code).toBeVisible();
  const { digits } = await scanQr(phone, await there.payload());
  await there.type(digits === '00' ? '01' : '00');
  await expect(problem).toContainText('Those are not the two digits');
  expect(await server.count({ endpoint: 'deviceAuthorization' })).toBe(0);

  await there.choose.click();
  await expect(there.code).toBeVisible();
  const second = await scanQr(phone, await there.payload());
  await there.type(second.digits);
  await second.page();
  await second.decline();
  await expect(problem).toContainText('called off on the other device');

  await there.choose.click();
  await expect(there.code).toBeVisible();
  const third = await scanQr(phone, await there.payload());
  await there.type(third.digits);
  const page = await third.page();
  const handing = third.handOver().catch((cause: unknown) => String(cause));
  await systemBrowser.follow(page, { press: 'Cancel' });
  await expect(problem).toContainText('turned down in the browser');
  expect(await handing).toContain('declined');

  await there.choose.click();
  await expect(there.code).toBeVisible();
  await there.cancel.click();
  await app.waitForPhase('signedOut');
  expect(await homeserver.listDevices(alice.userId)).toEqual(before);

  origin.on(
    { path: '/_matrix/client/versions' },
    rewriteJson((body) => ({ ...body, unstable_features: {} })),
  );
  await app.restart();
  await expect(continueWith(app.page, qrServerName)).toBeVisible();
  await expect(otherDevice(app.page).choose).toBeHidden();
});

interface Softly {
  readonly server: AuthorizationServer;
  readonly origin: SecureOrigin;
  readonly bob: Person;
  readonly room: string;
}

/** The refresh token is refused, and the homeserver says that the session can go on (I10). */
async function softly({ server, origin, bob, room }: Softly): Promise<void> {
  const { token } = await origin.waitForRequest({ method: 'GET', path: '/sync' });
  await server.fail({ endpoint: 'token', grantType: 'refresh_token' }, { status: 400, body: { error: 'invalid_grant' } });
  origin.on({ when: (request) => request.token === token }, softLogout());
  await bob.send(room, 'Knock');
}

/** What a page would send that somebody has taken over. */
function askAgainByQr({ page }: App): Promise<unknown> {
  return page.evaluate(() => {
    const { latchkey } = window as unknown as { latchkey: { call: (slot: string, name: string, arg: unknown) => Promise<unknown> } };
    return latchkey.call('', 'signInAgainWith', { method: { is: 'qr' } });
  });
}

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../app/launchApp.ts';
import { signInApp } from '../app/signInApp.ts';
import type { Account } from '../homeserver/startHomeserver.ts';
import { composer } from '../pages/composer.ts';
import { roomList } from '../pages/roomList.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { signInForm } from '../pages/signInForm.ts';
import { timeline } from '../pages/timeline.ts';
import type { Person } from '../people/startPerson.ts';
import { runWithFault, walkFaults } from '../scenes/faultWalk.ts';
import { joinByApi } from '../scenes/joinByApi.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { searchKeyring } from '../search/searchKeyring.ts';
import { searchTree } from '../search/searchTree.ts';
import { expect, test } from '../fixtures/test.ts';

const KEYS_SEEN = 'the server has the device keys';
const foldersIn = (path: string): readonly string[] => (existsSync(path) ? readdirSync(path) : []);
const logSize = (app: App): number => readFileSync(app.logFile, 'utf8').length;
const logSince = (app: App, from: number): string => readFileSync(app.logFile, 'utf8').slice(from);

async function settledIn(app: App, phases: readonly string[]): Promise<string> {
  await expect.poll(() => app.phase(), { message: phases.join(' or '), timeout: 20_000 }).toMatch(new RegExp(`^(${phases.join('|')})$`));
  return (await app.phase()) ?? '';
}

test('K1 killed at every durable step of signing in: the next start is signed out with nothing left, or signed in for good', async ({
  homeserver,
  people,
  keyring,
  launch,
}) => {
  test.setTimeout(180_000);
  const alice = await people.account('alice');
  const bob = await people.person('bob');
  const room = await bob.createRoom({ name: 'Lighthouse', encrypted: true, invite: [alice.userId] });
  await joinByApi(homeserver, alice, room);
  await bob.waitForMember(room, alice.userId);
  await keyring.store('somebody-else', 'their account', 'not ours to touch');

  const died = await walkFaults(async (fault) => {
    const app = await launch({ env: { LATCHKEY_FAULT: fault } });
    const run = await runWithFault(app, fault, async () => {
      await signInApp(app, alice);
      await expect.poll(() => app.logs(), { timeout: 20_000 }).toContain(KEYS_SEEN);
      await expect.poll(() => app.logs()).toContain('record pending key gone');
    });
    if (run.outcome === 'died') {
      const isKept = run.steps.indexOf('seal tokens') >= 0 && run.steps.at(-1) !== 'seal tokens';
      await app.restart({ env: {} });
      const phase = await settledIn(app, ['signedOut', 'active']);
      expect(phase, `${fault} at ${run.steps.at(-1)}`).toBe(isKept ? 'active' : 'signedOut');
      if (phase === 'signedOut') {
        expect(foldersIn(join(app.profile, 'accounts')), fault).toEqual([]);
        expect(await keyring.items(), fault).toEqual([{ service: 'somebody-else', account: 'their account', secret: 'not ours to touch' }]);
        await signInApp(app, alice);
      }
    }
    await canRead(app, bob, room, alice.userId, `Written after ${fault}`);
    await app.close();
    const ours = (await keyring.items()).filter(({ service }) => service !== 'somebody-else');
    expect(
      ours.map(({ account }) => account),
      fault,
    ).toEqual([alice.userId]);
    for (const { service, account } of ours) await keyring.remove(service, account);
    return run;
  });

  const killedAt = died.map(({ steps }) => steps.at(-1));
  expect(killedAt).toEqual(
    expect.arrayContaining(['record sign-in', 'pending key', 'seal tokens', 'vault entry', 'record signed in', 'drop pending key']),
  );
  expect(await keyring.items()).toHaveLength(1);
});

async function canRead(app: App, bob: Person, room: string, userId: string, text: string): Promise<void> {
  const record = JSON.parse(readFileSync(join(app.profile, 'session.json'), 'utf8'));
  await bob.waitForDevice(userId, record.accounts[0].account.deviceId);
  await roomList(app.page).open('Lighthouse');
  await bob.send(room, text);
  await expect(timeline(app.page).message(text)).toBeVisible();
}

test('K1 C18 killed at every durable step of signing in again: the same device goes on, every queued message arrives once', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  test.setTimeout(180_000);
  const { app, alice, bob, room, roomName, deviceId } = await signedInLife({ homeserver, people, launch });
  await expect.poll(() => app.logs()).toContain(KEYS_SEEN);
  const keysBefore = await bob.queryDeviceKeys(alice.userId);
  const queued: string[] = [];

  const died = await walkFaults(async (fault) => {
    const from = logSize(app);
    await app.restart({ env: { LATCHKEY_FAULT: fault } });
    const run = await runWithFault(app, fault, () => signInAgain(`Queued before ${fault}`), from);
    if (run.outcome === 'died') {
      const mark = network.mark();
      await app.restart({ env: {} });
      await settledIn(app, ['expired', 'active']);
      await goOn(mark);
    }
    for (const text of queued) await bob.waitForMessage(room, text, { sender: alice.userId });
    expect(await homeserver.listDevices(alice.userId), fault).toEqual([deviceId]);
    return run;
  });

  async function signInAgain(text: string): Promise<void> {
    await app.waitForPhase('active');
    await roomList(app.page).open(roomName);
    await homeserver.expireTokens({ userId: alice.userId, deviceId });
    await bob.send(room, `Knock: ${text}`);
    const expired = sessionExpiredDialog(app.page);
    await expired.notNow.click();
    await expect(expired.dialog).toHaveCount(0);
    await composer(app.page).send(text);
    await expect(timeline(app.page).region.getByRole('img', { name: 'Waiting to be sent' })).toHaveCount(1);
    queued.push(text);
    await app.page.getByRole('button', { name: 'Sign in again' }).click();
    await expired.signInAgain(alice.password);
    await app.waitForPhase('active');
    await bob.waitForMessage(room, text, { sender: alice.userId });
  }

  // Whether the token of before still counts, only the server can tell.
  async function goOn(mark: number): Promise<void> {
    const expired = sessionExpiredDialog(app.page);
    const synced = network.waitForRequest({ path: '/sync', when: ({ outcome }) => isOk(outcome()) }, { after: mark, timeoutMs: 20_000 });
    const asked = expired.dialog.waitFor({ timeout: 20_000 }).then(() => 'dialog' as const);
    if ((await Promise.any([synced, asked])) === 'dialog') await expired.signInAgain(alice.password);
    await app.waitForPhase('active');
  }

  const killedAt = died.map(({ steps }) => steps.at(-1));
  expect(killedAt).toEqual(expect.arrayContaining(['record expired', 'seal new token', 'record resumed']));
  await composer(app.page).send('The last word');
  await bob.waitForMessage(room, 'The last word', { sender: alice.userId });
  const own = bob.messages(room).filter(({ sender, encrypted }) => sender === alice.userId && encrypted);
  expect(own.map(({ body }) => body)).toEqual([...queued, 'The last word']);
  expect(queued.length).toBeGreaterThanOrEqual(2);
  expect(await bob.queryDeviceKeys(alice.userId)).toEqual(keysBefore);
});

test('K1 E4 E6 killed at every durable step of an erase: the next start has destroyed everything, and says why', async ({
  homeserver,
  network,
  people,
  keyring,
  launch,
}) => {
  test.setTimeout(240_000);
  const { app, alice, bob, room, roomName, deviceId } = await signedInLife({ homeserver, people, launch }, 'Herring Quorum');
  let device = deviceId;
  let signedInFrom = 0;

  const died = await walkFaults(async (fault) => {
    if ((await app.phase()) !== 'active') {
      signedInFrom = logSize(app);
      device = await signInAfterErase(app, alice, homeserver);
    }
    await bob.waitForDevice(alice.userId, device);
    await roomList(app.page).open(roomName);
    const text = `The pelican lands before ${fault}`;
    await bob.send(room, text);
    await expect(timeline(app.page).message(text)).toBeVisible();
    await expect.poll(() => logSince(app, signedInFrom), { timeout: 20_000 }).toContain(KEYS_SEEN);
    const needles = { user: alice.userId, device, room, roomName, text, bob: bob.userId, token: lastToken() };
    expect(searchTree(app.profile, { user: alice.userId }).hits.length).toBeGreaterThan(0);

    const from = logSize(app);
    await app.restart({ env: { LATCHKEY_FAULT: fault } });
    await app.waitForPhase('active');
    const run = await runWithFault(
      app,
      fault,
      async () => {
        await homeserver.deleteDevice(alice.userId, device);
        await app.waitForPhase('erased');
      },
      from,
    );
    // One that lived on still counts towards its fault; it has shown why.
    await app.restart();
    await app.waitForPhase(run.outcome === 'died' ? 'erased' : 'signedOut');
    const place = `${fault} at ${run.steps.at(-1)}`;
    expect(searchTree(app.profile, needles).hits, place).toEqual([]);
    expect(await searchKeyring(keyring, needles), place).toEqual([]);
    expect(await keyring.items(), place).toEqual([]);
    expect(foldersIn(join(app.profile, 'accounts')), place).toEqual([]);
    return run;
  });
  expect(died.map(({ steps }) => steps.at(-1))).toEqual(
    expect.arrayContaining([
      'erase: begin',
      'erase: vault entry',
      'erase: partition',
      'erase: store',
      'erase: files',
      'erase: record',
      'erase: journal',
    ]),
  );

  function lastToken(): string {
    const answer = network.requests({ method: 'POST', path: '/login' }).at(-1)?.outcome();
    return answer?.kind === 'answered' ? answer.json().access_token : '';
  }
});

async function signInAfterErase(
  app: App,
  alice: Account,
  homeserver: { readonly listDevices: (userId: string) => Promise<readonly string[]> },
): Promise<string> {
  if ((await app.phase()) === 'erased') await signedOutPage(app.page).signIn.click();
  await expect(signInForm(app.page).password).toBeVisible();
  await signInApp(app, alice);
  const [device = ''] = await homeserver.listDevices(alice.userId);
  return device;
}

type Outcome = { readonly kind: string; readonly status?: number };
const isOk = (outcome: Outcome): boolean => outcome.kind === 'answered' && outcome.status === 200;

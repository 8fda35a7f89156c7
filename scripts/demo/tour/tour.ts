import { setTimeout as sleep } from 'node:timers/promises';
import { launchApp, type App } from '../../../e2e/app/launchApp.ts';
import { startKeyring, type Keyring } from '../../../e2e/keyring/startKeyring.ts';
import { composer } from '../../../e2e/pages/composer.ts';
import { newRecoveryKey } from '../../../e2e/pages/newRecoveryKey.ts';
import { recoveryDialog } from '../../../e2e/pages/recoveryDialog.ts';
import { roomList } from '../../../e2e/pages/roomList.ts';
import { sessionExpiredDialog } from '../../../e2e/pages/sessionExpiredDialog.ts';
import { signedOutPage } from '../../../e2e/pages/signedOutPage.ts';
import { signInForm } from '../../../e2e/pages/signInForm.ts';
import { api } from '../../../e2e/people/api.ts';
import { signIn as signInByHand } from '../../../e2e/people/signIn.ts';
import type { CleanUp } from '../../cleanUp.ts';
import { answerTo } from '../answerInRoom.ts';
import type { Stage } from '../stage.ts';
import { filesWith } from './searchFolder.ts';
import type { Step } from './steps.ts';

const welcome = 'Welcome. Only you and I can read this.';
const first = 'Hello Bob, this went through the lock.';
const queued = 'Written after the session had ended.';
const anew = 'A new device, a new beginning.';

interface Tour {
  readonly stage: Stage;
  readonly keyring: Keyring;
  readonly app: App;
  /** The device IDs that the tour has had, newest last. */
  readonly devices: string[];
  /** Written down on the way. */
  recoveryKey: string;
}

export async function openTour(stage: Stage, cleanUp: CleanUp): Promise<{ app: App; steps: readonly Step[] }> {
  const keyring = await startKeyring({ mode: 'unlocked' });
  cleanUp.add('the keyring', keyring.stop);
  const app = await launchApp({ keyring, homeserver: stage.homeserver.url });
  cleanUp.add('Latchkey', app.close);
  app.page.setDefaultTimeout(20_000);
  const tour: Tour = { stage, keyring, app, devices: [], recoveryKey: '' };
  return { app, steps: stepsOf(tour) };
}

function stepsOf(tour: Tour): readonly Step[] {
  return [
    { name: 'Sign in', run: (check) => signIn(tour, check) },
    { name: 'Read an encrypted message', run: (check) => read(tour, check) },
    { name: 'Write an encrypted message', run: (check) => write(tour, check) },
    { name: 'Soft logout while a message is queued', run: (check) => softLogout(tour, check) },
    { name: 'Sign in again in place', run: (check) => signInAgain(tour, check) },
    { name: 'Make a recovery key', run: (check) => makeRecoveryKey(tour, check) },
    { name: 'Hard logout', run: (check) => hardLogout(tour, check) },
    { name: 'A new device, and the recovery key', run: (check) => startAnew(tour, check) },
  ];
}

type Check = Parameters<Step['run']>[0];

// By text and not by role: behind a dialog the timeline is on screen but hidden from assistive technology.
const isShown = ({ app }: Tour, text: string) =>
  app.page.locator('[aria-label="Timeline"]').getByText(text, { exact: true }).first().isVisible();
const inPhase =
  ({ app }: Tour, phase: string) =>
  async () =>
    (await app.phase()) === phase;

async function openRoom(tour: Tour, check: Check): Promise<void> {
  const { app, stage } = tour;
  await check('the session is active', inPhase(tour, 'active'));
  await check(`the room “${stage.room.name}” is in the list`, () => roomList(app.page).room(stage.room.name).isVisible());
  await roomList(app.page).open(stage.room.name);
  const devices = await stage.homeserver.listDevices(stage.you.userId);
  await check('the server knows exactly one device of yours', () => devices.length === 1);
  tour.devices.push(devices[0]!);
  await stage.friend.waitForDevice(stage.you.userId, devices[0]!);
}

async function signIn(tour: Tour, check: Check): Promise<void> {
  const form = signInForm(tour.app.page);
  await check('the homeserver is filled in', async () => (await form.homeserver.inputValue()) === tour.stage.homeserver.url);
  await form.signIn(tour.stage.you);
  await openRoom(tour, check);
}

async function read(tour: Tour, check: Check): Promise<void> {
  const { friend, room } = tour.stage;
  const eventId = await friend.send(room.id, welcome);
  await check('Bob’s message is on screen', () => isShown(tour, welcome));
  const event = await friend.api.get(`v3/rooms/${encodeURIComponent(room.id)}/event/${encodeURIComponent(eventId)}`);
  await check('the server holds it encrypted', () => event.type === 'm.room.encrypted' && !JSON.stringify(event).includes(welcome));
}

async function write(tour: Tour, check: Check): Promise<void> {
  const { friend, room, you } = tour.stage;
  await composer(tour.app.page).send(first);
  const heard = await friend.waitForMessage(room.id, first, { sender: you.userId });
  await check('Bob can read what you wrote, and it came encrypted', () => heard.encrypted);
  await check('his answer is on screen', () => isShown(tour, answerTo(first)));
  await check('no message is readable in the profile on disk', () => filesWith(tour.app.profile, [welcome, first]).length === 0);
}

async function softLogout(tour: Tour, check: Check): Promise<void> {
  const { app, stage, devices } = tour;
  // A page that is loaded again loses this.
  await app.page.evaluate('window.untouched = true');
  // The notice of typing goes out first; answered with 401, it would open the dialog before the message is written.
  await composer(app.page).draft(queued);
  await stage.friend.waitForTyping(stage.room.id, stage.you.userId);
  // Likewise the sync that brings one's own typing back.
  await sleep(500);
  await stage.homeserver.expireTokens({ userId: stage.you.userId, deviceId: devices.at(-1)! });
  await composer(app.page).box.press('Enter');
  await check('the dialog “Session expired” is on screen', () => sessionExpiredDialog(app.page).dialog.isVisible());
  await check('the session is expired, not ended', inPhase(tour, 'expired'));
  await check('the message waits in the timeline', () => isShown(tour, queued));
  await check('older messages can still be read', () => isShown(tour, welcome));
  await check('Bob does not have it yet', () => !stage.friend.messages(stage.room.id).some(({ body }) => body === queued));
}

async function signInAgain(tour: Tour, check: Check): Promise<void> {
  const { app, stage, devices } = tour;
  const { friend, room, you, homeserver } = stage;
  const keysBefore = JSON.stringify(await friend.queryDeviceKeys(you.userId));
  await sessionExpiredDialog(app.page).signInAgain(you.password);
  await check('the session is active again', inPhase(tour, 'active'));
  const heard = await friend.waitForMessage(room.id, queued, { sender: you.userId });
  await check('the queued message was sent by itself, encrypted', () => heard.encrypted);
  await check('his answer is on screen', () => isShown(tour, answerTo(queued)));
  await check('it was sent once', () => friend.messages(room.id).filter(({ body }) => body === queued).length === 1);
  const now = await homeserver.listDevices(you.userId);
  await check('it is the same device', () => now.length === 1 && now[0] === devices.at(-1));
  const keysAfter = JSON.stringify(await friend.queryDeviceKeys(you.userId));
  await check('with the same identity keys', () => keysAfter === keysBefore && keysAfter.includes(devices.at(-1)!));
  await check('the page was not loaded again', () => app.page.evaluate('window.untouched === true') as Promise<boolean>);
}

async function makeRecoveryKey(tour: Tour, check: Check): Promise<void> {
  const { app, stage } = tour;
  const making = newRecoveryKey(app.page);
  await check('a calm notice offers a way back', () => making.notice.isVisible());
  await making.make.click();
  await check('the key is shown in twelve groups', async () => (await making.shown.innerText()).trim().split(/\s+/).length === 12);
  tour.recoveryKey = await making.keep();
  await check('typed again, it is in force', () => making.done.isVisible());
  await making.done.click();
  await check('the notice is gone', async () => (await making.notice.count()) === 0);
  // By hand, and signed out again: the application's device stays the only one.
  const byHand = api({ homeserver: stage.homeserver.url, token: (await signInByHand(stage.homeserver.url, stage.you)).token });
  await check(
    'the server’s backup holds the keys of what you both wrote',
    async () => (await byHand.get('v3/room_keys/version')).count >= 2,
  );
  await byHand.post('v3/logout', {});
}

async function hardLogout(tour: Tour, check: Check): Promise<void> {
  const { app, stage, keyring, devices } = tour;
  const entries = async () => (await keyring.items()).filter(({ service }) => service.startsWith('latchkey'));
  const before = await entries();
  await check('the keychain holds one entry of Latchkey’s', () => before.length === 1);
  await stage.homeserver.deleteDevice(stage.you.userId, devices.at(-1)!);
  await check('everything was erased', inPhase(tour, 'erased'));
  await check('the notice says what happened', () => signedOutPage(app.page).dialog.isVisible());
  await check('the keychain entry is gone', async () => (await entries()).length === 0);
  const traces = [
    stage.you.userId,
    stage.room.id,
    stage.room.name,
    devices.at(-1)!,
    welcome,
    first,
    queued,
    answerTo(first),
    tour.recoveryKey,
  ];
  await check(
    'no file of the profile holds your name, the room, the device or a message',
    () => filesWith(app.profile, traces).length === 0,
  );
}

async function startAnew(tour: Tour, check: Check): Promise<void> {
  const { app, stage, devices } = tour;
  const { friend, room, you } = stage;
  await signedOutPage(app.page).signIn.click();
  await check('the sign-in form is back', () => signInForm(app.page).username.isVisible());
  await signInForm(app.page).signIn({ ...you, homeserver: stage.homeserver.url });
  const recovery = recoveryDialog(app.page);
  await check('the recovery key is asked for at once', () => recovery.field.isVisible());
  await recovery.enter(tour.recoveryKey);
  await check('the keys were brought back', () => recovery.done.isVisible());
  await recovery.done.click();
  await openRoom(tour, check);
  await check('it is a new device', () => devices.length === 2 && devices[0] !== devices[1]);
  const history = [welcome, first, answerTo(first), queued, answerTo(queued)];
  for (const text of history) await check(`“${text}” can be read again`, () => isShown(tour, text));
  await composer(app.page).send(anew);
  await friend.waitForMessage(room.id, anew, { sender: you.userId });
  await check('his answer to the new device is on screen', () => isShown(tour, answerTo(anew)));
}

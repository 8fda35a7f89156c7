import { setTimeout as sleep } from 'node:timers/promises';
import { launchApp, type App } from '../e2e/app/launchApp.ts';
import { hold } from '../e2e/faults/effects.ts';
import type { RecordedRequest } from '../e2e/faults/exchange.ts';
import { composer } from '../e2e/pages/composer.ts';
import { roomList } from '../e2e/pages/roomList.ts';
import { sessionExpiredDialog } from '../e2e/pages/sessionExpiredDialog.ts';
import { signInForm } from '../e2e/pages/signInForm.ts';
import { timeline } from '../e2e/pages/timeline.ts';
import { waitUntil } from '../e2e/run/waitUntil.ts';
import { markNamed, readMarks, startedAt } from './marks.ts';
import { allowNamedFunctions } from './page/allowNamedFunctions.ts';
import { paintedWhen } from './page/paintedWhen.ts';
import { switchRooms, type Switches } from './switchRooms.ts';
import { deviceOf, lastWordsIn, sayLastWords, type World } from './world.ts';

/** What one life of a session gave, in milliseconds. */
export interface LivedSession {
  readonly switches: Switches;
  readonly dialog: number;
  readonly resumed: number;
  readonly queueSent: number;
  readonly erased: number;
}

/** Signs in on an empty profile, reads in every room, is signed out softly while writing, signs in again, and is signed out for good. */
export async function liveSession(world: World, run: string): Promise<LivedSession> {
  const app = await launchApp({ keyring: world.keyring, homeserver: world.network.url });
  try {
    await signInForm(app.page).signIn(world.owner);
    await app.waitForPhase('active', { timeoutMs: 30_000 });
    await allowNamedFunctions(app.page);
    await sayLastWords(world, run);
    const switches = await switchRooms(app, world, run);
    const soft = await softLogout(app, world, run);
    const erased = await hardLogout(app, world);
    return { switches, ...soft, erased };
  } finally {
    await app.close();
  }
}

async function softLogout(app: App, world: World, run: string) {
  const { page } = app;
  const { network, homeserver, owner } = world;
  const room = world.rooms[1]!;
  const text = `Written by ${run} when the session had ended`;
  await roomList(page).open(room.name);
  await timeline(page).message(lastWordsIn(room, run)).waitFor();
  // Nothing passes until the message is in the queue: the dialog must not come before it is written.
  const begun = network.mark();
  const gate = hold();
  const rule = network.on(({ token }) => token !== undefined, gate.effect);
  await composer(page).send(text);
  await timeline(page).message(text).waitFor();
  await homeserver.expireTokens({ userId: owner.userId, deviceId: await deviceOf(world) });
  const shown = paintedWhen(page, '[role="dialog"]');
  gate.release();
  rule.remove();
  // L1: from the answer that confirms it (A8).
  const dialog = (await shown) - answeredAt(await rejected(world, begun, ({ path }) => path.endsWith('/account/whoami')));
  await sleep(1000);

  const dialogBox = sessionExpiredDialog(page);
  const again = network.mark();
  await dialogBox.signInAgain(owner.password);
  const login = answeredAt(await network.waitForRequest({ method: 'POST', path: '/login' }, { after: again, answered: true }));
  const sent = await network.waitForRequest(
    { method: 'PUT', when: ({ path, outcome }) => path.includes('/send/m.room.encrypted/') && isOk(outcome()) },
    { after: again, answered: true },
  );
  await world.friend.waitForMessage(room.id, text);
  const resumed = await liveAfter(app.logFile, login);
  return { dialog, resumed: resumed - login, queueSent: answeredAt(sent) - login };
}

async function hardLogout(app: App, world: World): Promise<number> {
  await app.waitForPhase('active');
  const before = world.network.mark();
  const gone = paintedWhen(app.page, 'html[data-session="erased"] [role="dialog"]');
  await world.homeserver.deleteDevice(world.owner.userId, await deviceOf(world));
  return (await gone) - answeredAt(await rejected(world, before));
}

/** The first sync with the new token has been worked in: the engine says so in the log. */
async function liveAfter(logFile: string, moment: number): Promise<number> {
  return waitUntil('the sync to be live again', () => {
    const marks = readMarks(logFile);
    const start = startedAt(marks);
    const live = markNamed(marks, 'syncLive', moment - start);
    return live === undefined ? undefined : start + live;
  });
}

/** The first of these requests since then that was answered with M_UNKNOWN_TOKEN. */
function rejected({ network }: World, after: number, these: (request: RecordedRequest) => boolean = () => true): Promise<RecordedRequest> {
  const is401 = (request: RecordedRequest) => {
    const end = request.outcome();
    return these(request) && end.kind === 'answered' && end.status === 401 && end.json().errcode === 'M_UNKNOWN_TOKEN';
  };
  return network.waitForRequest(is401, { after, answered: true, timeoutMs: 40_000 });
}

const isOk = (outcome: ReturnType<RecordedRequest['outcome']>): boolean => outcome.kind === 'answered' && outcome.status === 200;

/** Milliseconds since the epoch. */
function answeredAt(request: RecordedRequest): number {
  const end = request.outcome();
  if (end.kind !== 'answered') throw new Error('not answered');
  return performance.timeOrigin + end.at;
}

import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchApp } from '../e2e/app/launchApp.ts';
import type { RecordedRequest } from '../e2e/faults/exchange.ts';
import { startProxy } from '../e2e/faults/startProxy.ts';
import { startHomeserver } from '../e2e/homeserver/startHomeserver.ts';
import type { Keyring } from '../e2e/keyring/startKeyring.ts';
import { roomList } from '../e2e/pages/roomList.ts';
import { signInForm } from '../e2e/pages/signInForm.ts';
import { startPerson } from '../e2e/people/startPerson.ts';
import { waitUntil } from '../e2e/run/waitUntil.ts';
import { joinByApi } from '../e2e/scenes/joinByApi.ts';
import type { CleanUp } from '../scripts/cleanUp.ts';
import { allowNamedFunctions } from './page/allowNamedFunctions.ts';
import { paintedWhen } from './page/paintedWhen.ts';

/** A message's way from the friend's "send" to the screen, in milliseconds, with and without a refresh under way. */
export interface Refreshes {
  readonly during: readonly number[];
  readonly between: readonly number[];
  /** Requests of the app, over the whole time, that were refused, cut or failed. */
  readonly failed: number;
}

const REFRESH = { method: 'POST', path: '/_matrix/client/v3/refresh' };
/** Tokens of five seconds are refreshed every 3.75 s: so long after one, none is under way. */
const quietAfterMs = 1_500;

/** One life with 5-second tokens: at each refresh one message is sent in the moment the server is asked, and one between two. */
export async function liveWithRefreshes(cleanUp: CleanUp, keyring: Keyring, count: number): Promise<Refreshes> {
  const homeserver = await startHomeserver({ refreshableAccessTokenLifetime: '5s' });
  cleanUp.add('the homeserver of short tokens', homeserver.dispose);
  const network = await startProxy(homeserver.url);
  cleanUp.add('its proxy', network.stop);
  const owner = await homeserver.createUser({ name: 'alice' });
  const friend = await startPerson(homeserver.url, await homeserver.createUser({ name: 'bob' }));
  cleanUp.add('its friend', friend.stop);
  const room = await friend.createRoom({ name: 'Refreshed room', encrypted: true, invite: [owner.userId] });
  await joinByApi(homeserver, owner, room);
  await friend.waitForMember(room, owner.userId);
  const app = await launchApp({ keyring, homeserver: network.url });
  cleanUp.add('the app of short tokens', app.close);
  await signInForm(app.page).signIn(owner);
  await app.waitForPhase('active', { timeoutMs: 30_000 });
  await allowNamedFunctions(app.page);
  await friend.waitForDevice(owner.userId, (await homeserver.listDevices(owner.userId))[0]!);
  await roomList(app.page).open('Refreshed room');

  const send = async (text: string): Promise<number> => {
    const shown = paintedWhen(app.page, '.timelineScroll article', text);
    const sentAt = performance.timeOrigin + performance.now();
    await friend.send(room, text);
    return (await shown) - sentAt;
  };
  await send('Warm');
  // A new account is asked once what it has for a way back, and answers 404 where it has nothing: that is no refresh's doing.
  await waitUntil('the way back to be set up', () => readFileSync(app.logFile, 'utf8').includes('setting up the backup: '), {
    timeoutMs: 30_000,
  });
  const begun = network.mark();
  const [during, between]: [number[], number[]] = [[], []];
  for (let run = 1; run <= count; run++) {
    await network.waitForRequest(REFRESH, { after: network.mark(), timeoutMs: 20_000 });
    during.push(await send(`During refresh ${run}`));
    await sleep(quietAfterMs);
    between.push(await send(`After refresh ${run}`));
  }
  const failed = network.requests((request) => request.order > begun && hasFailed(request));
  for (const { method, path, outcome } of failed) console.log(`[bench] failed: ${method} ${path} ${JSON.stringify(outcome())}`);
  await app.close();
  return { during, between, failed: failed.length };
}

function hasFailed({ outcome }: RecordedRequest): boolean {
  const end = outcome();
  // A poll that is given up for one with the new token has not failed.
  return end.kind === 'cut' || (end.kind === 'answered' && end.status >= 400);
}

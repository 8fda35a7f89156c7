import type { App } from '../app/launchApp.ts';
import { rendererOf } from '../app/rendererOf.ts';
import { signInApp } from '../app/signInApp.ts';
import type { Effect, RecordedRequest } from '../faults/exchange.ts';
import type { Proxy } from '../faults/startProxy.ts';
import type { Homeserver } from '../homeserver/startHomeserver.ts';
import type { Cast } from '../fixtures/cast.ts';
import { newRecoveryKey } from '../pages/newRecoveryKey.ts';
import { settingsDialog } from '../pages/settingsDialog.ts';
import { api } from '../people/api.ts';
import { secretStorage } from '../people/secretStorage.ts';
import { signIn } from '../people/signIn.ts';
import { lines } from '../scenes/authedRequests.ts';
import { letDie, walkDeaths } from '../scenes/networkWalk.ts';
import { expect, test } from '../fixtures/test.ts';

const ours = /\/account_data\/m\.(secret_storage|cross_signing|megolm_backup)/;
/** A look changes nothing: of them, those at the beginning, in the middle and at the end are enough. */
const walked = ({ method, path }: RecordedRequest): boolean => ours.test(path) && (method === 'PUT' || path.includes('m.secret_storage'));
/** The description, three cross-signing keys and the backup's, and last the default key. */
const WRITES = 6;

interface Walk {
  readonly app: App;
  readonly storage: ReturnType<typeof secretStorage>;
  /** Every recovery key that the walk has made. */
  readonly keys: string[];
}

async function begin({ homeserver, people, launch }: { homeserver: Homeserver; people: Cast; launch: () => Promise<App> }): Promise<Walk> {
  const [alice, app] = await Promise.all([people.account('alice'), launch()]);
  await signInApp(app, alice);
  await expect(newRecoveryKey(app.page).notice).toBeVisible();
  const { token } = await signIn(homeserver.url, alice);
  return { app, keys: [], storage: secretStorage(api({ homeserver: homeserver.url, token }), alice.userId) };
}

/** A new key is on screen, and about to be proven. */
async function makeKey({ app, keys }: Walk): Promise<string> {
  await settingsDialog(app.page).section('Security');
  await app.page.getByRole('button', { name: /^(Make a|Change the) recovery key…$/ }).click();
  const making = newRecoveryKey(app.page);
  const key = await making.key();
  keys.push(key);
  await making.button('Continue').click();
  return key;
}

async function isInForce({ app, storage }: Walk, key: string): Promise<void> {
  const { done } = newRecoveryKey(app.page);
  await expect(done).toBeVisible({ timeout: 20_000 });
  expect(await storage.closedTo(key, (await storage.defaultKeyId()) ?? '')).toEqual([]);
  await done.click();
}

/** The server does its work, then `act` happens and no answer comes; for the write with this number. */
function afterWrite(
  network: Proxy,
  number: number,
  act: () => Promise<void>,
): { readonly happened: Promise<void>; readonly remove: () => void } {
  let count = 0;
  let told: () => void = () => undefined;
  const happened = new Promise<void>((resolve) => (told = resolve));
  const effect: Effect = async (_passing, forward) => {
    await forward();
    await act();
    told();
    return 'cut';
  };
  const due = (request: RecordedRequest): boolean => request.method === 'PUT' && ours.test(request.path) && ++count === number;
  const { remove } = network.on(due, effect, { times: 1 });
  return { happened, remove };
}

test('D12 K5 the network goes with the answer to each request of putting a recovery key into force: it is said, the default key always opens everything, and the next press finishes it', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  test.setTimeout(180_000);
  const walk = await begin({ homeserver, people, launch });
  const making = newRecoveryKey(walk.app.page);
  const victims = await walkDeaths(async (_at, isDue) => {
    const key = await makeKey(walk);
    const dying = letDie(network, { isDue: (request) => walked(request) && isDue(request), afterServer: true, forGood: true });
    await making.prove(key);
    await expect(making.problem.or(making.done)).toBeVisible({ timeout: 20_000 });
    const said = await making.problem.isVisible();
    expect(await walk.storage.isSound(walk.keys)).toBe(true);
    dying.heal();
    if (said) {
      await expect(making.problem).toContainText('The server cannot be reached.');
      await making.button('Use this key').click();
    }
    expect(said).toBe(dying.victim() !== undefined);
    await isInForce(walk, key);
    return dying.victim();
  });
  expect(victims.filter(({ method }) => method === 'PUT')).toHaveLength(WRITES);
  expect(lines(victims).filter((line) => line.startsWith('GET')).length).toBeGreaterThanOrEqual(4);
  expect(network.requests({ method: 'DELETE', path: /room_keys/ })).toEqual([]);
});

test('D12 K1 the engine, then the whole app, is killed after each write of a recovery key: never a default key that opens nothing; it goes on, or starts anew', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  test.setTimeout(240_000);
  const walk = await begin({ homeserver, people, launch });
  const { app, storage, keys } = walk;
  for (let number = 1; number <= WRITES; number += 1) {
    const making = newRecoveryKey(app.page);
    const key = await makeKey(walk);
    const engine = await rendererOf(app, 'app://engine/');
    expect(engine).toBeGreaterThan(0);
    const death = afterWrite(network, number, async () => void process.kill(engine, 'SIGKILL'));
    await making.prove(key);
    await death.happened;
    await expect(making.problem).toBeVisible();
    expect(await storage.isSound(keys), `engine killed at write ${number}`).toBe(true);
    await making.button('Use this key').click();
    await isInForce(walk, key);
  }
  for (let number = 1; number <= WRITES; number += 1) {
    const before = await storage.defaultKeyId();
    const key = await makeKey(walk);
    const death = afterWrite(network, number, () => app.kill());
    await newRecoveryKey(app.page)
      .prove(key)
      .catch(() => undefined);
    await death.happened;
    expect(await storage.isSound(keys), `app killed at write ${number}`).toBe(true);
    expect((await storage.defaultKeyId()) === before, 'the default key comes last').toBe(number < WRITES);
    await app.restart();
    await app.waitForPhase('active');
  }
  await isInForce(walk, await prove(walk));
});

async function prove(walk: Walk): Promise<string> {
  const key = await makeKey(walk);
  await newRecoveryKey(walk.app.page).prove(key);
  return key;
}

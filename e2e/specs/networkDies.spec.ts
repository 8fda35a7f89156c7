import type { Locator } from '@playwright/test';
import { readFileSync } from 'node:fs';
import type { App } from '../app/launchApp.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { signInForm } from '../pages/signInForm.ts';
import { timeline } from '../pages/timeline.ts';
import type { RecordedRequest } from '../faults/exchange.ts';
import { lines } from '../scenes/authedRequests.ts';
import { letDie, walkDeaths, type DyingNetwork } from '../scenes/networkWalk.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const LOGIN = { method: 'POST', path: '/login' };
const isLogin = ({ method, path }: RecordedRequest): boolean => method === 'POST' && path.endsWith('/login');
const KEYS_SEEN = 'the server has the device keys';
/** One for each time that a person, or the dialog by itself, tries. */
const TRY_AGAIN = 'expired → resuming (signInAgainAsked)';
/** How a try ends of which people are told; the look at the server's name beside it may fail sooner, and says so in a place of its own. */
const CAME_BACK = { signIn: 'signingIn → signedOut (', again: 'resuming → expired (' };
const timesIn = (app: App, text: string): number => readFileSync(app.logFile, 'utf8').split(text).length - 1;

const deaths = [
  { how: 'stays away from the moment of a request', afterServer: false, forGood: true },
  { how: 'loses the answer to a request that the server has dealt with', afterServer: true, forGood: false },
];

interface Watched {
  readonly app: App;
  readonly dying: DyingNetwork;
  readonly forGood: boolean;
  readonly problem: Locator;
  /** The try has ended without success. */
  readonly cameBack: () => boolean;
  readonly isOver: () => Promise<boolean>;
}

/** What the app does about it: says so, or gets on by itself. */
async function outcomeOf({ app, dying, forGood, problem, cameBack, isOver }: Watched): Promise<'said' | 'goesOn'> {
  let outcome: 'said' | 'goesOn' | undefined;
  await expect
    .poll(
      async () => {
        if (cameBack() && (await problem.isVisible())) outcome = 'said';
        // The engine tries again by itself, so a network that is away is met by more than one request of its own.
        else if (forGood && dying.swallowed() > 1 && (await app.phase()) === 'active') outcome = 'goesOn';
        else if (await isOver()) outcome = 'goesOn';
        return outcome;
      },
      { timeout: 20_000, message: 'the app says that there is no connection, or goes on' },
    )
    .toBeDefined();
  return outcome ?? 'said';
}

for (const { how, afterServer, forGood } of deaths) {
  test(`K5 J8 signing in on a network that ${how}: it says so or goes on by itself, sends each sign-in once, and the next try succeeds`, async ({
    homeserver,
    people,
    keyring,
    network,
    launch,
  }) => {
    test.setTimeout(180_000);
    const app = await launch();
    const form = signInForm(app.page);

    const victims = await walkDeaths(async (at, isDue) => {
      await app.waitForPhase('signedOut');
      // What the form itself asks is not walked here.
      await form.username.waitFor();
      const account = await people.account(`walker${at}`);
      const [mark, seenBefore, failedBefore] = [network.mark(), timesIn(app, KEYS_SEEN), timesIn(app, CAME_BACK.signIn)];
      const dying = letDie(network, { isDue, afterServer, forGood });
      await form.signIn(account);
      let tries = 1;
      const isOver = async (): Promise<boolean> => timesIn(app, KEYS_SEEN) > seenBefore;
      const cameBack = (): boolean => timesIn(app, CAME_BACK.signIn) > failedBefore;
      const outcome = await outcomeOf({ app, dying, forGood, problem: form.problem, cameBack, isOver });
      dying.heal();
      if (outcome === 'said') {
        await expect(form.problem).toContainText('The server cannot be reached. Check your connection.');
        expect(await app.phase()).toBe('signedOut');
        expect(
          (await keyring.items()).map(({ account: name }) => name),
          'nothing is kept of it',
        ).toEqual([]);
        await form.signIn(account);
        tries += 1;
      }
      await app.waitForPhase('active', { timeoutMs: 20_000 });
      await expect.poll(isOver, { timeout: 30_000 }).toBe(true);

      const victim = dying.victim();
      const logins = network.requests(({ order, ...request }) => order > mark && isLogin({ order, ...request }));
      expect(logins.length, 'each try sends its sign-in once').toBeLessThanOrEqual(tries);
      // The device of an answer that never came is not known.
      const unknown = afterServer && victim !== undefined && isLogin(victim) ? 1 : 0;
      expect(await homeserver.listDevices(account.userId), `died in ${victim ? lines([victim]) : 'none'}`).toHaveLength(1 + unknown);
      await signOutFromElsewhere(app, homeserver, account.userId);
      return victim;
    });

    const where = lines(victims);
    expect(where).toEqual(
      expect.arrayContaining(['GET /versions', 'GET /v3/login', 'POST /v3/login', 'POST /v3/keys/upload', 'GET /v3/sync']),
    );
    expect(timesIn(app, 'erase: begin'), 'erased only when the server said so').toBe(victims.length + 1);
  });

  test(`K5 C2 C5 signing in again on a network that ${how}: nothing is taken for a logout, the same device goes on`, async ({
    homeserver,
    people,
    network,
    launch,
  }) => {
    test.setTimeout(180_000);
    const life = await signedInLife({ homeserver, people, launch });
    const { app, alice, bob, room, deviceId } = life;
    await expect.poll(() => timesIn(app, KEYS_SEEN)).toBe(1);
    const keys = await bob.queryDeviceKeys(alice.userId);
    const expired = sessionExpiredDialog(app.page);

    const victims = await walkDeaths(async (at, isDue) => {
      await homeserver.expireTokens({ userId: alice.userId, deviceId });
      await bob.send(room, `Knock ${at}`);
      await expect(expired.dialog).toBeVisible();
      await bob.send(room, `Written meanwhile ${at}`);
      const [mark, triesBefore, failedBefore] = [network.mark(), timesIn(app, TRY_AGAIN), timesIn(app, CAME_BACK.again)];
      const dying = letDie(network, { isDue, afterServer, forGood });
      await expired.signInAgain(alice.password);
      const written = timeline(app.page).message(`Written meanwhile ${at}`);
      const cameBack = (): boolean => timesIn(app, CAME_BACK.again) > failedBefore;
      const outcome = await outcomeOf({ app, dying, forGood, problem: expired.problem, cameBack, isOver: () => written.isVisible() });
      dying.heal();
      if (outcome === 'said') {
        await expect(expired.problem).toContainText('No connection.');
        await expired.dialog.getByRole('button', { name: 'Try now' }).click();
      }
      await app.waitForPhase('active', { timeoutMs: 20_000 });
      await expect(written).toBeVisible({ timeout: 30_000 });

      const logins = network.requests(({ order, ...request }) => order > mark && isLogin({ order, ...request }));
      expect(logins.length, 'each try sends its sign-in once').toBeLessThanOrEqual(timesIn(app, TRY_AGAIN) - triesBefore);
      for (const login of logins) expect(login.bodyJson().device_id).toBe(deviceId);
      expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
      return dying.victim();
    });

    expect(lines(victims)).toEqual(
      expect.arrayContaining(['GET /v3/account/whoami', 'POST /v3/login', 'POST /v3/keys/query', 'GET /v3/sync']),
    );
    expect(await bob.queryDeviceKeys(alice.userId)).toEqual(keys);
    expect(timesIn(app, 'erase: begin')).toBe(0);
    expect(
      network.requests({ method: 'POST', path: '/logout' }).filter(({ order }) => order > (network.requests(LOGIN)[1]?.order ?? 0)),
    ).toEqual([]);
  });
}

async function signOutFromElsewhere(
  app: App,
  homeserver: {
    readonly listDevices: (userId: string) => Promise<readonly string[]>;
    readonly deleteDevice: (userId: string, deviceId: string) => Promise<void>;
  },
  userId: string,
): Promise<void> {
  for (const deviceId of await homeserver.listDevices(userId)) await homeserver.deleteDevice(userId, deviceId);
  await app.waitForPhase('erased');
  await signedOutPage(app.page).signIn.click();
}

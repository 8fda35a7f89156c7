import { afterEach, describe, expect, test } from 'vitest';
import type { AccountOutcome } from '../../core/features/account/ownAccount.ts';
import type { Password } from '../../core/ids.ts';
import { AccountServer } from '../account/accountServer.ts';
import { Confirmer } from '../account/confirmer.ts';
import { passwordChange } from '../account/passwordChange.ts';
import type { HttpRequest } from '../http/http.ts';
import { toError } from '../http/toError.ts';
import { livesOfMain } from './lives.fixtures.ts';
import { overLoopback, unharmed } from './loopback.fixtures.ts';
import type { Fate } from './loopback.fixtures.ts';
import type { Main } from './session.fixtures.ts';

/**
 * Every request that a change of password makes, one after the other, comes to each of these ends. Whatever it was: nothing is erased, our
 * own device is never ended by us, people get back in on the same device, and a device that is removed afterwards is erased.
 */
const { world, start, signedIn } = livesOfMain();
const rejected = (soft: boolean) => ({ status: 401, json: { errcode: 'M_UNKNOWN_TOKEN', error: 'altered', soft_logout: soft } });
const ends = {
  'cut before the server': { reaches: false, comes: 'nothing' },
  'its answer lost': { reaches: true, comes: 'nothing' },
  'refused with a soft 401': { reaches: false, comes: rejected(true) },
  'refused with a hard 401': { reaches: false, comes: rejected(false) },
  'its answer altered to a soft 401': { reaches: true, comes: rejected(true) },
  'its answer altered to a hard 401': { reaches: true, comes: rejected(false) },
  'killed before the server': { reaches: false, comes: 'nothing' },
  'killed before its answer': { reaches: true, comes: 'nothing' },
} as const satisfies Record<string, Fate>;
type End = keyof typeof ends;

const oldPassword = 'right password';
const newPassword = 'brand new password';
let close = async (): Promise<void> => undefined;
afterEach(() => close());

/** As Synapse: other devices go where that is asked, and where a session has refresh tokens, its own tokens with them (finding 2). */
function serveChange(): void {
  const { server } = world();
  const asks = { flows: [{ stages: ['m.login.password'] }], params: {}, session: 's' };
  server.http.on('/_matrix/client/v3/account/password', ({ token, body }) => {
    const known = server.tokens.get(token ?? '');
    if (known?.state !== 'alive') return { status: 401, json: { errcode: 'M_UNKNOWN_TOKEN', soft_logout: known !== undefined } };
    const {
      auth,
      new_password: next,
      logout_devices: others,
    } = body as { auth?: { password: string }; new_password: string; logout_devices: boolean };
    if (!auth) return { status: 401, json: asks };
    if (auth.password !== server.password) return { status: 401, json: { ...asks, errcode: 'M_FORBIDDEN' } };
    server.password = next;
    if (others)
      for (const [other, { deviceId }] of server.tokens)
        if (deviceId !== known.deviceId || server.refreshTokens.size > 0) server.tokens.delete(other);
    if (others) server.refreshTokens.clear();
    return { json: {} };
  });
}

interface Run {
  /** The requests of the change, in order. */
  readonly met: readonly string[];
  readonly main: Main;
  readonly said: string;
}

async function changeOnce(signOutOthers: boolean, refreshes: boolean, at: number, end: End | null): Promise<Run> {
  const before = await signedIn({ lifetimeMs: refreshes ? 300_000 : null });
  serveChange();
  const met: string[] = [];
  let killed = (): void => undefined;
  const death = new Promise<'killed'>((resolve) => {
    killed = () => resolve('killed');
  });
  const fateOf = ({ method, url }: HttpRequest): Fate => {
    met.push(`${method} ${new URL(url).pathname.replace(/^.*\/v3/, '')}`);
    if (end === null || met.length !== at) return unharmed;
    if (end.startsWith('killed')) {
      before.end();
      killed();
    }
    return ends[end];
  };
  close = await overLoopback(world().server, fateOf);
  const said = await Promise.race([change(before, signOutOthers), death]);
  await before.settled();
  const all = [...met];
  let main = before;
  if (said === 'killed') {
    main = start();
    await main.until('opening', 'expired');
    if (main.runner.state.phase === 'opening') main.runner.send({ type: 'engineReady' });
  }
  return { met: all, main, said };
}

/** Somebody types the old password, again where the dialog stays, and reads what is said in the end. */
async function change(main: Main, signOutOthers: boolean): Promise<string> {
  const parts = {
    ...main,
    http: world().server.http,
    monotonic: () => performance.now(),
    wallClock: () => Date.now(),
    toError: (cause: unknown) => toError(cause, main.log),
  };
  const account = main.credentials.account!;
  const confirmer = new Confirmer({
    server: new AccountServer({ ...parts, patienceMs: 3_000 }),
    account: () => account,
    openInBrowser: async () => undefined,
    toError: parts.toError,
  });
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 20)));
  try {
    let outcome: AccountOutcome = await confirmer.begin(
      passwordChange({ ...parts, wait }, account, newPassword as Password, signOutOthers),
    );
    for (let tries = 0; outcome.is === 'confirm' && tries < 3; tries++)
      outcome = await confirmer.byPassword(outcome.confirmation.id, oldPassword);
    return outcome.is === 'confirm' ? (outcome.confirmation.problem?.code ?? 'asked') : outcome.is;
  } catch (cause) {
    return parts.toError(cause).code;
  }
}

/** The engine's next request. */
async function sync(main: Main): Promise<void> {
  const { epoch } = main.credentials;
  const known = world().server.tokens.get(main.token() ?? '');
  if (known?.state === 'alive') main.runner.send({ type: 'synced', epoch });
  else main.runner.send({ type: 'tokenJudged', epoch, verdict: { is: known ? 'soft' : 'hard' }, now: Date.now() });
  await main.settled();
}

/** Until the session runs, people do what they are asked for, with the password that is in force. */
async function goOn(main: Main): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    await sync(main);
    const { phase } = await main.until('active', 'expired', 'erasing', 'erased').then((state) => state!);
    if (phase === 'active' && world().server.tokens.get(main.token() ?? '')?.state === 'alive') return;
    expect(phase, 'nothing is erased').not.toMatch(/eras/);
    if (phase !== 'expired') continue;
    main.signInAgain();
    await main.until('resuming');
    await main.until('active', 'expired', 'erasing', 'erased');
  }
}

async function isRight({ main, said }: Run): Promise<void> {
  const { server } = world();
  await goOn(main);
  expect(main.runner.state.phase).toBe('active');
  expect(server.tokens.get(main.token() ?? '')).toMatchObject({ deviceId: 'DEVICE1', state: 'alive' });
  expect(main.credentials.account?.deviceId).toBe('DEVICE1');
  expect(
    server.http.sent.filter(({ url }) => url.endsWith('/logout')),
    'our own device is never ended by us',
  ).toEqual([]);
  if (said === 'done') expect(server.password).toBe(newPassword);
  else
    expect(
      ['offline', 'serverFailing', 'badCredentials', 'sessionPaused', 'cancelled', 'refused', 'killed'],
      'and there are words for it',
    ).toContain(said);
  await main.settled();
  // E10, C26: what is removed now is known to be, by itself or by one more sign-in.
  server.tokens.clear();
  server.refreshTokens.clear();
  server.deviceKeys.clear();
  // The engine syncs on and on: of what it says about a token that is being replaced just then, nothing is believed.
  for (let turn = 0; turn < 4 && main.runner.state.phase === 'active'; turn += 1) await sync(main);
  const end = await main.until('expired', 'erased');
  if (end?.phase === 'erased') return;
  await expect.poll(() => main.runner.state, { timeout: 5_000 }).toMatchObject({ unclear: true });
  main.signInAgain();
  await main.until('erased');
}

describe('F5 C7 C8 C26 K1 every request of a change of password', () => {
  test.each([
    [true, false],
    [true, true],
    [false, false],
    [false, true],
  ])('others signed out: %s, with a refresh token: %s; what it makes when nothing happens', async (signOutOthers, refreshes) => {
    const run = await changeOnce(signOutOthers, refreshes, 0, null);
    expect(run.said).toBe('done');
    expect([...run.met].toSorted()).toEqual([
      'GET /account/whoami',
      'POST /account/password',
      'POST /account/password',
      'POST /keys/query',
      'POST /login',
    ]);
    await isRight(run);
  });

  const requests = [1, 2, 3, 4, 5];
  const cases = [true, false].flatMap((others) =>
    [true, false].flatMap((refreshes) =>
      requests.flatMap((at) => (Object.keys(ends) as End[]).map((end) => ({ others, refreshes, at, end }))),
    ),
  );
  test.each(cases)(
    'request $at $end; others signed out: $others, with a refresh token: $refreshes',
    async ({ others, refreshes, at, end }) => {
      const run = await changeOnce(others, refreshes, at, end);
      expect(run.met.length).toBeGreaterThanOrEqual(at);
      await isRight(run);
    },
  );
});
